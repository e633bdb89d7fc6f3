package qingdan.bulletin;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.unit.DirectoryEntry;

@Schema(name = "Bulletin", description = "What an office made known to units (通报).")
record BulletinView(
    @Schema(description = "Id of the bulletin.", required = true) UUID id,
    @Schema(description = "Id of its campaign.", required = true) UUID campaign,
    @Schema(description = "The unit whose office sent it.", required = true) DirectoryEntry office,
    @Schema(
            description = "Id of the round of inspections that it tells of, or null.",
            nullable = true,
            required = true)
        UUID round,
    @Schema(
            description = "Id of the finding that it tells of, or null.",
            nullable = true,
            required = true)
        UUID finding,
    @Schema(description = "Title.", examples = "关于第三轮暗访情况的通报", required = true) String title,
    @Schema(description = "Text.", required = true) String text,
    @Schema(
            description =
                "Until the end of which day an answer is on time; null where none is due.",
            examples = "2019-10-25",
            nullable = true,
            required = true)
        LocalDate answerDueOn,
    @Schema(description = "When it was sent.", required = true) Instant sentAt) {

  static BulletinView of(Bulletin bulletin) {
    return new BulletinView(
        bulletin.id(),
        bulletin.campaignId(),
        bulletin.office(),
        bulletin.roundId(),
        bulletin.findingId(),
        bulletin.title(),
        bulletin.content(),
        bulletin.answerDueOn(),
        bulletin.sentAt());
  }
}
