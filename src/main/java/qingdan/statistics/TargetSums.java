package qingdan.statistics;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.ledger.Balance;

@Schema(
    name = "TargetSums",
    description =
        "Targets that count the same, summed at the end of a day as they were known then. Zero means zero; what was not reported is null.")
@RegisterForReflection
record TargetSums(
    @Schema(description = "What is counted.", examples = "化解信访积案", required = true) String measure,
    @Schema(description = "In what it is counted.", examples = "件", required = true)
        String unitOfMeasure,
    @Schema(description = "How many targets there are.", examples = "16", required = true)
        long targets,
    @Schema(description = "Of them, those with a report.", examples = "15", required = true)
        long reported,
    @Schema(
            description = "Of them, those of which all is done that shall be.",
            examples = "7",
            required = true)
        long reached,
    @Schema(
            description = "Of them, those past their last day of which not all is done.",
            examples = "2",
            required = true)
        long overdue,
    @Schema(description = "What shall be reached in all (承诺).", examples = "1920", required = true)
        long committed,
    @Schema(
            description =
                "What was reported as done (办结), more than was committed included; null where nothing was reported.",
            examples = "1200",
            nullable = true,
            required = true)
        Long done,
    @Schema(
            description =
                "What the reported targets still lack; what one exceeds makes up for no other. Null where nothing was reported.",
            examples = "560",
            nullable = true,
            required = true)
        Long remaining,
    @Schema(
            description = "What shall be reached by targets without a report.",
            examples = "160",
            required = true)
        long unreported,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Why `done` and `remaining` are null; absent when they are not.")
        MissingReason reason,
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(
            type = SchemaType.OBJECT,
            description =
                "For numbers of today: the address of the list that holds exactly the targets that were counted, by the number's name; absent where no list does.",
            additionalProperties = String.class)
        Map<String, String> links) {

  /**
   * @param all what the books say of all targets
   * @param told what they say of those that were reported: what they shall do, and did of that
   */
  static TargetSums of(
      String measure, String unitOfMeasure, Balance all, Balance told, Map<String, String> links) {
    var known = told.expected() > 0;
    return new TargetSums(
        measure,
        unitOfMeasure,
        all.expected(),
        told.expected(),
        all.done(),
        all.overdue(),
        all.expectedAmount(),
        known ? (Long) all.doneAmount() : null,
        known ? (Long) (told.expectedAmount() - told.doneAmount()) : null,
        all.expectedAmount() - told.expectedAmount(),
        known ? null : MissingReason.NOT_REPORTED,
        links);
  }
}
