package qingdan.finding;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Text;

@Schema(name = "ChecklistAnswer", description = "The answer to a question of the checklist.")
@RegisterForReflection
record GivenAnswer(
    @Schema(description = "Code of the question.", examples = "1.2", required = true)
        @NotNull
        @Size(min = 1, max = 20)
        String item,
    @Schema(description = "The answer.", required = true) @NotNull Answer answer,
    @Schema(description = "What there is to say.", nullable = true) @Text @Size(min = 1, max = 1000)
        String note) {}
