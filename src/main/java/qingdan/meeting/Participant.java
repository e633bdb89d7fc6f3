package qingdan.meeting;

import java.util.UUID;

import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.OneLine;
import qingdan.shared.Text;

@Schema(
    description =
        "Who takes part: exactly one of a unit, such as one that leads a task, a guidance group, or a person by name.")
@RegisterForReflection
record Participant(
    @Schema(
            description =
                "Any unit of the campaign's tree: an id, or `code:` and a code. Who reads its work sees the meeting.",
            examples = "code:120101000000",
            nullable = true)
        @Size(min = 1, max = 80)
        String unit,
    @Schema(
            description = "Id of a guidance group of the campaign. Its members see the meeting.",
            nullable = true)
        UUID group,
    @Schema(description = "Name of a person.", examples = "李某", nullable = true)
        @Text
        @OneLine
        @Size(min = 1, max = 100)
        String name,
    @Schema(description = "Office of that person.", examples = "办公室主任", nullable = true)
        @Text
        @OneLine
        @Size(min = 1, max = 100)
        String office) {}
