package qingdan.problem;

import java.util.List;
import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "Problems below that have this one as their root.")
@RegisterForReflection
record LinkSymptoms(
    @Schema(description = "Their ids.") @NotNull @Size(min = 1, max = 200)
        List<@NotNull UUID> problems) {}
