/**
 * The tree of units: what a unit is, where it stands, what it was before, and the structural
 * changes that it goes through. {@code parent_id} is the truth; the materialised path serves every
 * subtree as a range.
 */
package qingdan.unit;
