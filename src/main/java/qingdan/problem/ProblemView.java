package qingdan.problem;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Versioned;
import qingdan.unit.DirectoryEntry;
import qingdan.unit.Tier;

@Schema(
    name = "Problem",
    description =
        "A problem (问题). Whether it is overdue and what may be done now depends on the day and the caller: see its `actions`.")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
record ProblemView(
    @Schema(description = "Id of the problem.", required = true) UUID id,
    @Schema(
            description = "Grows by one with each change; its ETag.",
            examples = "3",
            required = true)
        int version,
    @Schema(description = "Id of its campaign.", required = true) UUID campaign,
    @Schema(description = "Id of the batch that it is in now.", required = true) UUID batch,
    @Schema(description = "Id of its task; absent where it belongs to none.") UUID task,
    @Schema(description = "The list that it stands on.", required = true) Heading list,
    @Schema(description = "The unit whose problem it is (所属单位).", required = true)
        DirectoryEntry unit,
    @Schema(description = "What is wrong, in a line.", examples = "村内排水不畅", required = true)
        String title,
    @Schema(description = "What is wrong, at length.") String description,
    @Schema(description = "How it shows.") String manifestation,
    @Schema(description = "Code of its category.", examples = "LIVELIHOOD", required = true)
        String category,
    @Schema(
            description = "The fields of its category.",
            examples = "{\"beneficiaries\": 320, \"commitment\": \"年底前通水\"}",
            required = true)
        Map<String, Object> fields,
    @Schema(description = "How grave it is.", required = true) Severity severity,
    @Schema(description = "Where it was found.", required = true) Source source,
    @Schema(
            description = "Labels that link it to other drives.",
            examples = "[\"脱贫攻坚\"]",
            required = true,
            maxItems = 20)
        List<String> labels,
    @Schema(description = "The office that raised it.") DirectoryEntry initiatingOffice,
    @Schema(
            description =
                "True: it was found from above, and its unit can neither change nor dismiss it.",
            required = true)
        boolean finding,
    @Schema(description = "Where it stands.", required = true) ProblemStatus status,
    @Schema(description = "The one unit that answers for it.") DirectoryEntry responsibleUnit,
    @Schema(description = "Who answers for it there.", examples = "王某") String responsiblePerson,
    @Schema(description = "The office of that person.", examples = "镇长") String responsibleOffice,
    @Schema(description = "Units that work on it too.", required = true, maxItems = 50)
        List<DirectoryEntry> jointUnits,
    @Schema(description = "The deadline that was planned first.", examples = "2026-12-31")
        LocalDate firstDeadline,
    @Schema(description = "The deadline now.", examples = "2026-12-31") LocalDate deadline,
    @Schema(description = "While it waits to be claimed: who was asked, by whom, and why.")
        EscalationView escalation,
    @Schema(description = "The unit that has claimed it.") DirectoryEntry holder,
    @Schema(description = "Since when that unit holds it.") Instant claimedAt,
    @Schema(description = "Id of its root problem, where the caller sees that one.") UUID root,
    @Schema(description = "A later deadline that was asked for.") ExtensionView extension,
    @Schema(description = "Id of the closed problem that has come back with it.") UUID recurrenceOf,
    @Schema(description = "Id of the visit within which it was opened, where the caller sees that.")
        UUID visit,
    @Schema(description = "Why it was dismissed.") DismissalReason dismissedAs,
    @Schema(description = "Id of the problem that says the same.") UUID duplicateOf,
    @Schema(
            description = "The steps of its plan; in the answer for a single problem only.",
            maxItems = 50)
        List<MeasureView> measures,
    @Schema(description = "When it was reported.", required = true) Instant reportedAt,
    @Schema(description = "When it was confirmed.") Instant confirmedAt,
    @Schema(description = "When it was resolved.") Instant resolvedAt,
    @Schema(description = "When it was closed or dismissed.") Instant closedAt)
    implements Versioned {

  @Schema(name = "ListHeading", description = "Which list, and where that stands.")
  @RegisterForReflection
  record Heading(
      @Schema(description = "Id of the list.", required = true) UUID id,
      @Schema(description = "Where it stands.", required = true) ListStatus status) {}

  @Schema(name = "Escalation", description = "A problem that waits to be claimed (上提).")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @RegisterForReflection
  record EscalationView(
      @Schema(description = "Who is asked.", required = true) DirectoryEntry to,
      @Schema(description = "Who asks.", required = true) DirectoryEntry from,
      @Schema(description = "Since when.", required = true) Instant since,
      @Schema(description = "Why.", required = true) EscalationGround ground,
      @Schema(description = "Where the root lies.") Tier tier,
      @Schema(description = "In words.", examples = "管网由市级部门管理", required = true) String reason) {}

  @Schema(name = "Extension", description = "A later deadline that waits for approval (延期).")
  @RegisterForReflection
  record ExtensionView(
      @Schema(description = "The later last day.", examples = "2027-01-31", required = true)
          LocalDate deadline,
      @Schema(description = "Why.", examples = "汛期无法施工", required = true) String reason) {}

  @Schema(name = "ProblemMeasure", description = "A step of a plan (整改措施).")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @RegisterForReflection
  record MeasureView(
      @Schema(description = "Id of the measure.", required = true) UUID id,
      @Schema(description = "Who does it.", required = true) DirectoryEntry unit,
      @Schema(description = "What is done.", examples = "疏通主路排水沟 800 米", required = true)
          String title,
      @Schema(description = "Last day.", examples = "2026-12-15", required = true)
          LocalDate deadline,
      @Schema(description = "How far it is.", required = true) MeasureState state,
      @Schema(description = "Why it was dropped.") String droppedFor,
      @Schema(description = "When it was done.") Instant doneAt) {}
}
