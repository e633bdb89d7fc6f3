/**
 * Problem lists and problems: find first, then rectify, item by item. What shows below and is
 * rooted above is escalated, claimed there and solved jointly. {@link qingdan.problem.Move} and
 * {@link qingdan.problem.ListMove} are the life of a problem and of a list, one line per step.
 */
package qingdan.problem;
