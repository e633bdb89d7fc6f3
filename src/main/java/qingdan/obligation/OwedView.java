package qingdan.obligation;

import java.time.LocalDate;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.unit.DirectoryEntry;

@Schema(name = "Owed", description = "Something that a unit owes, of whatever kind (应办事项).")
@RegisterForReflection
public record OwedView(
    @Schema(description = "What it is.", required = true) ObligationKind kind,
    @Schema(description = "Of what.", required = true) Subject subject,
    @Schema(description = "Id of the campaign.", required = true) UUID campaign,
    @Schema(
            description = "Id of the batch that it belongs to, or null.",
            nullable = true,
            required = true)
        UUID batch,
    @Schema(description = "The unit that owes it.", required = true) DirectoryEntry unit,
    @Schema(description = "How far it is.", required = true) ObligationState state,
    @Schema(description = "From which day it is owed.", examples = "2019-09-09", required = true)
        LocalDate owedFrom,
    @Schema(
            description = "Until the end of which day it is on time.",
            examples = "2019-09-13",
            required = true)
        LocalDate dueOn,
    @Schema(
            description = "The day on which it was done, as reported; null until then.",
            examples = "2019-09-12",
            nullable = true,
            required = true)
        LocalDate doneOn,
    @Schema(
            description = "Whether it is not done though its day is over.",
            examples = "false",
            required = true)
        boolean overdue) {

  @Schema(
      name = "OwedSubject",
      description =
          "The milestone (prescribed actions are milestones), plan of visits, contact with planned visits, note, bulletin or series of meetings that something is owed of.")
  @RegisterForReflection
  public record Subject(
      @Schema(description = "Its id.", required = true) UUID id,
      @Schema(description = "What it is called.", examples = "召开动员部署会", required = true)
          String name,
      @Schema(
              description = "Where it is, relative to the server.",
              examples = "/api/v1/milestones/01890a5d-ac96-774b-bcce-b302099a8057",
              required = true)
          String address) {}

  static OwedView of(OwedRow row) {
    return new OwedView(
        row.kind(),
        new Subject(row.subjectId(), row.subjectName(), row.subjectAddress()),
        row.campaignId(),
        row.batchId(),
        row.unit(),
        row.state(),
        row.owedFrom(),
        row.dueOn(),
        row.doneOn(),
        row.overdue());
  }
}
