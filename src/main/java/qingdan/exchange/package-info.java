/** What comes in and goes out as whole files: units as CSV. */
package qingdan.exchange;
