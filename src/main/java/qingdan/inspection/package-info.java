/**
 * Random unannounced inspections, in rounds. An office commits to a population and to a secret,
 * takes a contribution from somebody else, and draws by {@link qingdan.inspection.RandomDraw}:
 * anyone can recompute it afterwards, and nobody could have chosen the result. Until a round starts
 * it exists for the office and its team only.
 */
package qingdan.inspection;
