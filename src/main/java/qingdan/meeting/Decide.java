package qingdan.meeting;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.problem.Assignment;
import qingdan.problem.Severity;
import qingdan.problem.Source;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.shared.Text;

@Schema(
    description =
        "What a meeting decides: something that a `unit` has to do until a day, which becomes a problem on its list; or something about a `problem` that is on a list already.")
record Decide(
    @Schema(description = "What is decided, in a line.", examples = "十日内完成主路排水沟疏通")
        @NotNull
        @Text
        @Size(min = 1, max = 200)
        String title,
    @Schema(
            description =
                "Id of a problem of the campaign that the decision is about; not together with `unit`.",
            nullable = true)
        UUID problem,
    @Schema(
            description =
                "The unit that has to do it, below the office: an id, or `code:` and its code.",
            examples = "code:120101001000",
            nullable = true)
        @Size(min = 1, max = 80)
        String unit,
    @Schema(
            description =
                "Last day; needed with `unit`. About a problem: by when the meeting expects it, whose deadline stays.",
            examples = "2019-10-15",
            nullable = true)
        LocalDate dueOn,
    @Schema(
            description = "Id of the batch whose list it goes on; needed with `unit`.",
            nullable = true)
        UUID batch,
    @Schema(description = "Id of the task that it belongs to, with `unit`.", nullable = true)
        UUID task,
    @Schema(description = "At length, with `unit`.", nullable = true) @Text @Size(max = 4000)
        String description,
    @Schema(
            description = "Code of a category of the campaign, with `unit`; OTHER when absent.",
            examples = "OTHER",
            nullable = true)
        @Size(min = 1, max = 40)
        String category,
    @Schema(
            description = "The fields of its category, by their codes.",
            examples = "{\"beneficiaries\": 320}",
            nullable = true,
            maxProperties = 30)
        @Size(max = 30)
        Map<String, Object> fields,
    @Schema(description = "How grave it is, with `unit`; MINOR when absent.", nullable = true)
        Severity severity) {

  void requireWhole() {
    if ((problem == null) == (unit == null)) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/unit", "one-of-two", "unit", "problem");
    }
    var lacks = new Refusal(ErrorCode.RULE_BROKEN);
    if (unit != null && batch == null) {
      lacks.at("/batch", "required");
    }
    if (unit != null && dueOn == null) {
      lacks.at("/dueOn", "required");
    }
    if (!lacks.faults().isEmpty()) {
      throw lacks;
    }
  }

  Assignment.Given given(UUID campaign) {
    return new Assignment.Given(
        campaign,
        batch,
        task,
        unit,
        title,
        description,
        category == null ? "OTHER" : category,
        fields,
        severity == null ? Severity.MINOR : severity,
        Source.MEETING,
        null);
  }
}
