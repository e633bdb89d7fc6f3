/**
 * What happens in a round of inspections once it has started: the team visits the drawn units,
 * answers a checklist and records what it finds; the supervising unit makes a problem of it, or
 * says why not.
 */
package qingdan.finding;
