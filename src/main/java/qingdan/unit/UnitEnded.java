package qingdan.unit;

import java.util.UUID;

/**
 * The fact that a unit closes now. Whoever keeps work of units hands it to the successor, or
 * refuses.
 *
 * @param successor null where there is none
 * @param successorPath null where there is none
 */
public record UnitEnded(UUID unit, String path, UUID successor, String successorPath) {}
