package qingdan.problem;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Text;

@Schema(description = "Says that the asked unit does not claim a problem.")
@RegisterForReflection
record DeclineEscalation(
    @Schema(description = "The reason.", examples = "属县级事权")
        @NotNull
        @Text
        @Size(min = 1, max = 1000)
        String reason,
    @Schema(
            description = "Who should be asked instead: an id, or `code:` and a code of any unit.",
            nullable = true)
        @Size(min = 1, max = 80)
        String instead) {}
