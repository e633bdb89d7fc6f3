package qingdan.finding;

import java.util.Map;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.problem.Severity;
import qingdan.shared.Text;

@Schema(name = "FoundAtUnit", description = "Something that is wrong.")
@RegisterForReflection
public record FoundAtUnit(
    @Schema(description = "What is wrong, in a line.", examples = "问题清单未公示")
        @NotNull
        @Text
        @Size(min = 1, max = 200)
        String title,
    @Schema(description = "At length.", nullable = true) @Text @Size(max = 4000) String description,
    @Schema(
            description = "Code of a category of the campaign; OTHER when absent.",
            examples = "OTHER",
            nullable = true)
        @Size(min = 1, max = 40)
        String category,
    @Schema(
            description =
                "The fields of its category, by their codes; what lacks can be told at its acceptance.",
            examples = "{\"place\": \"料场\"}",
            nullable = true,
            maxProperties = 30)
        @Size(max = 30)
        Map<String, Object> fields,
    @Schema(description = "How grave it is; MINOR when absent.", nullable = true)
        Severity severity) {

  /** With what is meant by what is absent. */
  FoundAtUnit complete() {
    return new FoundAtUnit(
        title,
        description,
        category == null ? "OTHER" : category,
        fields == null ? Map.of() : fields,
        severity == null ? Severity.MINOR : severity);
  }
}
