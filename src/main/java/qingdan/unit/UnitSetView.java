package qingdan.unit;

import java.time.Instant;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Versioned;

@Schema(name = "UnitSet", description = "A group of units across the tree (单位集合).")
public record UnitSetView(
    @Schema(description = "Id of the set.", required = true) UUID id,
    @Schema(
            description =
                "Grows by one with each change of the set itself, not of its members; its ETag.",
            examples = "1",
            required = true)
        int version,
    @Schema(
            description = "Name; unique in its grouping and owner.",
            examples = "省属高校",
            required = true)
        String name,
    @Schema(
            description =
                "What the sets of one purpose share; each owner has groupings of its own.",
            examples = "领域分工",
            required = true)
        String grouping,
    @Schema(
            description = "True: a unit is in one exclusive set of the grouping at most.",
            required = true)
        boolean exclusive,
    @Schema(
            description = "The unit that the set belongs to; its members stand in its subtree.",
            required = true)
        UUID owner,
    @Schema(description = "When it was created.", required = true) Instant createdAt)
    implements Versioned {

  static UnitSetView of(UnitSet set) {
    return new UnitSetView(
        set.id(),
        set.version(),
        set.name(),
        set.grouping(),
        set.exclusive(),
        set.ownerId(),
        set.createdAt());
  }
}
