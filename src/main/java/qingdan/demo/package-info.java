/** A real tree and a few accounts to try the service with. Not part of a production build. */
package qingdan.demo;
