package qingdan.unit;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What keeps a staged unit out of the tree.
 *
 * @param total how many faults there are in all
 */
@RegisterForReflection
public record StagedFault(
    long line, String column, String code, String rule, String argument, long total) {}
