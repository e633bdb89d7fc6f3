/**
 * Who may do what, and where: accounts, grants of roles at units, logins and their tokens. A place
 * in the tree is a path here; this package knows no unit beyond that.
 */
package qingdan.access;
