package qingdan.guidance;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.unit.DirectoryEntry;

@Schema(name = "GuidanceOfUnit", description = "Whether an enrolled unit has a group.")
@RegisterForReflection
public record EnrolledUnitView(
    @Schema(description = "The unit.", required = true) DirectoryEntry unit,
    @Schema(description = "Whether a group guides it, or a unit above it.", required = true)
        boolean guided) {}
