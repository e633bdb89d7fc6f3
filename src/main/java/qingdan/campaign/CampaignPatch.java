package qingdan.campaign;

import java.time.LocalDate;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.OneLine;
import qingdan.shared.Text;

@Schema(description = "The fields to change; absent ones stay. The top unit stays for ever.")
@RegisterForReflection
record CampaignPatch(
    @Schema(description = "Name.", examples = "主题教育")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 100)
        String name,
    @Schema(description = "The zone whose days it uses.", examples = "Asia/Shanghai")
        @NotNull
        @Size(min = 1, max = 60)
        String timeZone,
    @Schema(description = "First day.", examples = "2019-09-09") @NotNull LocalDate startsOn,
    @Schema(description = "Last day.", examples = "2019-12-31", nullable = true) LocalDate endsOn,
    @Schema(description = "What it is about.", nullable = true) @Text @Size(min = 1, max = 4000)
        String description,
    @Schema(description = "The same, or the next one.") @NotNull Phase status) {

  static CampaignPatch of(Campaign campaign) {
    return new CampaignPatch(
        campaign.name(),
        campaign.timeZone(),
        campaign.startsOn(),
        campaign.endsOn(),
        campaign.description(),
        campaign.phase());
  }
}
