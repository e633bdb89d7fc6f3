package qingdan.note;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.obligation.CohortRule;
import qingdan.shared.Versioned;
import qingdan.unit.DirectoryEntry;

@Schema(
    name = "GuidanceNote",
    description = "What a unit tells units of its subtree to look at, with receipt (分类指导意见).")
public record NoteView(
    @Schema(description = "Id of the note.", required = true) UUID id,
    @Schema(
            description = "Grows by one with each change; its ETag.",
            examples = "1",
            required = true)
        int version,
    @Schema(description = "Id of its campaign.", required = true) UUID campaign,
    @Schema(
            description = "Id of the batch whose enrolled units it is addressed to, or null.",
            nullable = true,
            required = true)
        UUID batch,
    @Schema(description = "The unit that issued it.", required = true) DirectoryEntry base,
    @Schema(description = "Title.", examples = "关于农村基层党组织开展主题教育的指导意见", required = true)
        String title,
    @Schema(description = "What it says.", required = true) String text,
    @Schema(description = "What to look at, point by point.", required = true, maxItems = 20)
        List<String> focus,
    @Schema(
            description = "For whom in these units; empty: for all.",
            required = true,
            maxItems = 10)
        List<Audience> audiences,
    @Schema(description = "The day of its issue.", examples = "2019-09-09", required = true)
        LocalDate issuedOn,
    @Schema(
            description = "Until the end of which day a receipt is on time.",
            examples = "2019-09-20",
            required = true)
        LocalDate dueOn,
    @Schema(description = "Which units it is addressed to.", required = true) CohortRule rule,
    @Schema(description = "When it was issued.", required = true) Instant createdAt)
    implements Versioned {

  static NoteView of(Note note) {
    return new NoteView(
        note.id(),
        note.version(),
        note.campaignId(),
        note.batchId(),
        note.base(),
        note.title(),
        note.text(),
        note.focus(),
        note.audiences(),
        note.issuedOn(),
        note.dueOn(),
        note.rule(),
        note.createdAt());
  }
}
