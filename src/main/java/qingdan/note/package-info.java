/**
 * Guidance notes: a text with what to look at, addressed to units by what they are and where they
 * stand; who has read it, and who has not.
 */
package qingdan.note;
