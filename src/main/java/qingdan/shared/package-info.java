/**
 * The grammar that every endpoint shares: refusals and the one place that turns them into answers,
 * lists and their cursors, preconditions, idempotency, text rules and time. It knows no feature.
 */
package qingdan.shared;
