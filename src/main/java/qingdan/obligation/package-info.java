/**
 * What units owe: each unit of a cohort one thing of a subject, by a day. Whoever sets the subject
 * says which units; here it is kept who owes, who has reported and what counts as done, and posted
 * to the books as it changes.
 */
package qingdan.obligation;
