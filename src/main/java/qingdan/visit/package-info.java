/**
 * Visits: who was at which unit, when, why, and what was found there; and plans of whom to visit,
 * with what is done of them as of any day.
 */
package qingdan.visit;
