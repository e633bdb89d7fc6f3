/**
 * The change log: one row for every change, written in the transaction of the change; history and
 * feeds read it.
 */
package qingdan.change;
