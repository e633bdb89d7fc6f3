package qingdan.obligation;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.unit.DirectoryEntry;

@Schema(name = "EnrolledUnit", description = "Whether somebody looks after an enrolled unit.")
@RegisterForReflection
public record EnrolledUnitView(
    @Schema(description = "The unit.", required = true) DirectoryEntry unit,
    @Schema(
            description = "Whether it has a contact or a group, whichever was asked for.",
            required = true)
        boolean covered) {}
