package qingdan.unit;

import java.util.UUID;

/**
 * The fact that a unit is about to close, alone or into a successor. Fired before any row is
 * locked: whoever rewrites rows of the unit's work takes the locks for it now.
 */
public record UnitEnds(UUID unit) {}
