package qingdan.problem;

import java.util.List;
import java.util.Map;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Text;

@Schema(description = "What a problem says of itself; absent fields stay as they are.")
@RegisterForReflection
record ProblemContent(
    @Schema(description = "What is wrong, in a line.", examples = "村内排水不畅")
        @NotNull
        @Text
        @Size(min = 1, max = 200)
        String title,
    @Schema(description = "What is wrong, at length.", nullable = true) @Text @Size(max = 4000)
        String description,
    @Schema(description = "How it shows (具体表现).", examples = "雨后主路积水三日不退", nullable = true)
        @Text
        @Size(max = 4000)
        String manifestation,
    @Schema(description = "Code of a category of the campaign.", examples = "LIVELIHOOD")
        @NotNull
        @Size(min = 1, max = 40)
        String category,
    @Schema(
            description =
                "The fields of its category, by their codes: texts, numbers, and dates such as 2019-09-09. Fields that are not named stay; null takes one away.",
            examples = "{\"beneficiaries\": 320, \"commitment\": \"年底前通水\"}",
            nullable = true,
            maxProperties = 30)
        @Size(max = 30)
        Map<String, Object> fields,
    @Schema(description = "How grave it is.") @NotNull Severity severity,
    @Schema(description = "Where it was found.") @NotNull Source source,
    @Schema(
            description = "Labels that link it to other drives, from the list of the campaign.",
            examples = "[\"脱贫攻坚\"]",
            nullable = true)
        @Size(max = 20)
        List<@NotNull @Size(min = 1, max = 40) @Pattern(regexp = ".*\\S.*") String> labels,
    @Schema(
            description = "Office that raised it: an id, or `code:` and a code of any unit.",
            examples = "code:120101000000",
            nullable = true)
        @Size(min = 1, max = 80)
        String initiatingOffice) {

  ProblemContent {
    fields = fields == null ? Map.of() : fields;
    labels = labels == null ? List.of() : labels;
  }
}
