/**
 * Figures that are always true: how many problems, in which state, how many overdue, for any unit
 * and as of any day. They are read from the books ({@link qingdan.ledger}), never by counting.
 */
package qingdan.statistics;
