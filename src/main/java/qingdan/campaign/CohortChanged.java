package qingdan.campaign;

import java.util.List;
import java.util.UUID;

/**
 * The fact that units have joined the cohort of a batch or left it. Fired in the transaction that
 * enrols them, or withdraws them.
 *
 * @param units which; null for more than are named one by one
 */
public record CohortChanged(UUID batch, List<UUID> units) {}
