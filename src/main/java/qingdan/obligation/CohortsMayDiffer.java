package qingdan.obligation;

import java.util.List;
import java.util.UUID;

/**
 * These units came, moved, changed or entered or left a set, and so may have entered cohorts or
 * left them. Fired after the change; whoever observes it begins transactions of its own.
 */
public record CohortsMayDiffer(List<UUID> units) {}
