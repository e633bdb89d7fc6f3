package qingdan.note;

import java.time.Instant;
import java.time.LocalDate;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.obligation.Obligation;
import qingdan.unit.DirectoryEntry;

@Schema(name = "NoteReceipt", description = "A unit that a note is addressed to, and its receipt.")
@RegisterForReflection
public record ReceiptView(
    @Schema(description = "The unit.", required = true) DirectoryEntry unit,
    @Schema(
            description = "Until the end of which day a receipt is on time.",
            examples = "2019-09-20",
            required = true)
        LocalDate dueOn,
    @Schema(
            description = "The day of its receipt; null: not read yet.",
            examples = "2019-09-12",
            nullable = true,
            required = true)
        LocalDate readOn,
    @Schema(description = "When that was; null until then.", nullable = true, required = true)
        Instant readAt,
    @Schema(
            description = "Whether that was on time; null until then.",
            nullable = true,
            required = true)
        Boolean onTime) {

  static ReceiptView of(Obligation owed) {
    return new ReceiptView(
        owed.unit(), owed.dueOn(), owed.doneOn(), owed.reportedAt(), owed.onTime());
  }
}
