package qingdan.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Versioned;
import qingdan.unit.DirectoryEntry;

@Schema(name = "Campaign", description = "A named drive through a part of the tree (活动).")
public record CampaignView(
    @Schema(description = "Id of the campaign.", required = true) UUID id,
    @Schema(
            description = "Grows by one with each change; its ETag.",
            examples = "1",
            required = true)
        int version,
    @Schema(description = "Name.", examples = "主题教育", required = true) String name,
    @Schema(description = "The unit through whose subtree it runs.", required = true)
        DirectoryEntry topUnit,
    @Schema(
            description = "The zone whose days it uses.",
            examples = "Asia/Shanghai",
            required = true)
        String timeZone,
    @Schema(description = "First day.", examples = "2019-09-09", required = true)
        LocalDate startsOn,
    @Schema(
            description = "Last day, or null.",
            examples = "2019-12-31",
            nullable = true,
            required = true)
        LocalDate endsOn,
    @Schema(description = "What it is about, or null.", nullable = true, required = true)
        String description,
    @Schema(description = "How far it is.", required = true) Phase status,
    @Schema(
            description = "The labels that its problems may bear.",
            examples = "[\"脱贫攻坚\"]",
            required = true,
            maxItems = 200)
        List<String> labels,
    @Schema(
            description =
                "After so many working days past its deadline a problem is escalated by itself, or null.",
            examples = "10",
            nullable = true,
            required = true)
        Integer escalateAfter,
    @Schema(description = "When it was created.", required = true) Instant createdAt)
    implements Versioned {

  static CampaignView of(Campaign campaign) {
    return new CampaignView(
        campaign.id(),
        campaign.version(),
        campaign.name(),
        campaign.topUnit(),
        campaign.timeZone(),
        campaign.startsOn(),
        campaign.endsOn(),
        campaign.description(),
        campaign.phase(),
        campaign.labels(),
        campaign.escalateAfter(),
        campaign.createdAt());
  }
}
