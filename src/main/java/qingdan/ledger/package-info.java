/**
 * The books: what is counted of units, true at any moment for any part of the tree. Every change
 * posts what it adds, in its own transaction and by unit; postings are folded into entries, and for
 * large subtrees into sums; a balance is read from all three in one statement. What is counted, and
 * by which rule, is said by the triggers of the tables that are counted.
 */
package qingdan.ledger;
