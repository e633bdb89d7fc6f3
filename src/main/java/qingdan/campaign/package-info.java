/**
 * The frame in which problem lists live: campaigns that run through the subtree of a top unit, with
 * their working days, categories of problems, batches with cohorts of enrolled units, and tasks. A
 * campaign is seen at, above and below its top unit; whoever supervises the top unit runs it.
 */
package qingdan.campaign;
