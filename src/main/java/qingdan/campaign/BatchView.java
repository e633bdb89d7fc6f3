package qingdan.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Versioned;

@Schema(name = "Batch", description = "A part of a campaign with a cohort of units (批次).")
public record BatchView(
    @Schema(description = "Id of the batch.", required = true) UUID id,
    @Schema(
            description = "Grows by one with each change; its ETag.",
            examples = "1",
            required = true)
        int version,
    @Schema(description = "Id of its campaign.", required = true) UUID campaign,
    @Schema(description = "Name.", examples = "第二批", required = true) String name,
    @Schema(description = "First day.", examples = "2019-09-09", required = true)
        LocalDate startsOn,
    @Schema(
            description = "Last day, or null.",
            examples = "2019-12-31",
            nullable = true,
            required = true)
        LocalDate endsOn,
    @Schema(description = "How far it is.", required = true) Phase status,
    @Schema(description = "When it was created.", required = true) Instant createdAt)
    implements Versioned {

  static BatchView of(Batch batch) {
    return new BatchView(
        batch.id(),
        batch.version(),
        batch.campaignId(),
        batch.name(),
        batch.startsOn(),
        batch.endsOn(),
        batch.phase(),
        batch.createdAt());
  }
}
