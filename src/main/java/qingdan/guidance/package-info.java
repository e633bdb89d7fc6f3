/**
 * Guidance groups: who guides which units of a campaign, for a term, through all its batches. Their
 * members read the work of those units and record what they see there, while they are members.
 */
package qingdan.guidance;
