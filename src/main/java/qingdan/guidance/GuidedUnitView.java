package qingdan.guidance;

import java.time.Instant;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.unit.DirectoryEntry;

@Schema(name = "GuidedUnit", description = "A unit that a group guides, with all below it.")
@RegisterForReflection
public record GuidedUnitView(
    @Schema(description = "The unit.", required = true) DirectoryEntry unit,
    @Schema(description = "True: by the group's rule; false: by name.", required = true)
        boolean byRule,
    @Schema(description = "Since when.", required = true) Instant since) {}
