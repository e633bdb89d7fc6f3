package qingdan.milestone;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.obligation.Obligation;
import qingdan.obligation.ObligationState;
import qingdan.shared.Evidence;
import qingdan.shared.Versioned;
import qingdan.unit.DirectoryEntry;

@Schema(name = "Obligation", description = "What one unit owes of a milestone, and has done.")
public record ObligationView(
    @Schema(description = "Id of the milestone.", required = true) UUID milestone,
    @Schema(description = "The unit.", required = true) DirectoryEntry unit,
    @Schema(
            description = "Grows by one with each change; its ETag.",
            examples = "1",
            required = true)
        int version,
    @Schema(description = "How far it is.", required = true) ObligationState state,
    @Schema(description = "From which day it is owed.", examples = "2019-09-09", required = true)
        LocalDate owedFrom,
    @Schema(
            description = "Until the end of which day it is on time.",
            examples = "2019-09-13",
            required = true)
        LocalDate dueOn,
    @Schema(
            description = "The day on which it was done, as reported; null until it is reported.",
            examples = "2019-09-12",
            nullable = true,
            required = true)
        LocalDate doneOn,
    @Schema(
            description = "Whether that was on time; null until it counts as done.",
            nullable = true,
            required = true)
        Boolean onTime,
    @Schema(
            description =
                "The unit's latest figure, where the milestone is counted in one; null where it has reported none.",
            examples = "12",
            nullable = true,
            required = true)
        Long amount,
    @Schema(
            description = "For how many of it the unit reports it done; null: for all of them.",
            examples = "12",
            nullable = true,
            required = true)
        Long doneAmount,
    @Schema(description = "The unit's remark, or null.", nullable = true, required = true)
        String note,
    @Schema(description = "What shows it.", required = true, maxItems = 20) List<Evidence> evidence,
    @Schema(description = "When it was reported, or null.", nullable = true, required = true)
        Instant reportedAt,
    @Schema(description = "When it was confirmed, or null.", nullable = true, required = true)
        Instant confirmedAt,
    @Schema(
            description = "Why the last report was returned; null where none was since.",
            nullable = true,
            required = true)
        String returnedFor)
    implements Versioned {

  static ObligationView of(Obligation obligation, List<Evidence> evidence) {
    return new ObligationView(
        obligation.subjectId(),
        obligation.unit(),
        obligation.version(),
        obligation.state(),
        obligation.owedFrom(),
        obligation.dueOn(),
        obligation.doneOn(),
        obligation.onTime(),
        obligation.amount(),
        obligation.doneAmount(),
        obligation.note(),
        evidence,
        obligation.reportedAt(),
        obligation.confirmedAt(),
        obligation.returnedFor());
  }
}
