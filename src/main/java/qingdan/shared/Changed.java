package qingdan.shared;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The fact that something changed. Fired in the transaction of the change; whoever keeps the log,
 * notifies or counts observes it there.
 *
 * @param entity what changed, such as {@code unit}
 * @param type what happened, such as {@code unit.renamed}
 * @param paths places in the tree that it concerns
 * @param before the changed fields as they were
 * @param after the changed fields as they are
 */
public record Changed(
    String entity,
    UUID id,
    String type,
    List<String> paths,
    Map<String, Object> before,
    Map<String, Object> after) {}
