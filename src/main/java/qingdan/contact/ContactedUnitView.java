package qingdan.contact;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.unit.DirectoryEntry;

@Schema(
    name = "ContactOfUnit",
    description = "Whether a leader keeps in touch with an enrolled unit.")
@RegisterForReflection
public record ContactedUnitView(
    @Schema(description = "The unit.", required = true) DirectoryEntry unit,
    @Schema(
            description = "Whether there is a contact with it, or with its sector.",
            required = true)
        boolean contacted) {}
