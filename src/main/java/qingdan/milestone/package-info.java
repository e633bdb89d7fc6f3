/**
 * Milestones: what every unit of a cohort owes by a day, such as its plan, its kick-off meeting or
 * a prescribed action; who has done it, on time or late, and who is missing.
 */
package qingdan.milestone;
