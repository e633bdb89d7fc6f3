package qingdan.problem;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Text;

@Schema(
    description =
        "A new problem: reported to a `list` by its own unit, or found at a unit by its supervising unit (`finding`).")
@RegisterForReflection
record ReportProblem(
    @Schema(description = "Made by the client, or by the service when absent.", nullable = true)
        UUID id,
    @Schema(
            description =
                "Id of the list that it goes to, as REPORTED; not together with `finding`.",
            nullable = true)
        UUID list,
    @Schema(
            description =
                "Where it was found: it is CONFIRMED at once, and the unit can neither change nor dismiss it.",
            nullable = true)
        @Valid
        Finding finding,
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
                "The fields of its category, by their codes: texts, numbers, and dates such as 2019-09-09.",
            examples = "{\"beneficiaries\": 320, \"commitment\": \"年底前通水\"}",
            nullable = true,
            maxProperties = 30)
        @Size(max = 30)
        Map<String, Object> fields,
    @Schema(description = "How grave it is; MINOR when absent.", nullable = true) Severity severity,
    @Schema(
            description =
                "Where it was found; SELF_CHECK, or INSPECTION of a finding, when absent.",
            nullable = true)
        Source source,
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
        String initiatingOffice,
    @Schema(
            description =
                "Id of the visit within which it was opened (走访发现): of the same campaign, to the problem's unit or to one above it. A phone that was offline sends the visit first.",
            examples = "01890a5d-ac96-774b-bcce-b302099a8057",
            nullable = true)
        UUID visit) {

  @Schema(
      name = "FindingPlace",
      description = "Whose list a finding goes to; it is made if absent.")
  @RegisterForReflection
  record Finding(
      @Schema(description = "Id of the batch.") @NotNull UUID batch,
      @Schema(description = "Id of the task, if it belongs to one.", nullable = true) UUID task,
      @Schema(
              description = "Id of the unit, or `code:` and its code.",
              examples = "code:120101001000")
          @NotNull
          @Size(min = 1, max = 80)
          String unit) {}

  ProblemContent content() {
    var found = finding == null ? Source.SELF_CHECK : Source.INSPECTION;
    return new ProblemContent(
        title,
        description,
        manifestation,
        category,
        fields,
        severity == null ? Severity.MINOR : severity,
        source == null ? found : source,
        labels,
        initiatingOffice);
  }
}
