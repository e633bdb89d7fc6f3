package qingdan.campaign;

import java.time.LocalDate;
import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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
    @Schema(
            description =
                "The zone whose days it uses: may change while the campaign is PLANNED and nothing is counted in it yet: no target, no problem, nothing owed.",
            examples = "Asia/Shanghai")
        @NotNull
        @Size(min = 1, max = 60)
        String timeZone,
    @Schema(description = "First day.", examples = "2019-09-09") @NotNull LocalDate startsOn,
    @Schema(description = "Last day.", examples = "2019-12-31", nullable = true) LocalDate endsOn,
    @Schema(description = "What it is about.", nullable = true) @Text @Size(min = 1, max = 4000)
        String description,
    @Schema(description = "The same, or the next one.") @NotNull Phase status,
    @Schema(
            description = "The labels that its problems may bear, to link them to other drives.",
            examples = "[\"脱贫攻坚\"]",
            nullable = true)
        @Size(max = 200)
        List<@NotNull @Size(min = 1, max = 40) @Pattern(regexp = "\\S(.*\\S)?") String> labels,
    @Schema(
            description =
                "After so many working days past its deadline, a problem that nobody above holds is escalated one unit up by the service; null: never.",
            examples = "10",
            nullable = true)
        @Min(1)
        @Max(250)
        Integer escalateAfter) {

  CampaignPatch {
    labels = labels == null ? List.of() : labels.stream().distinct().toList();
  }

  static CampaignPatch of(Campaign campaign) {
    return new CampaignPatch(
        campaign.name(),
        campaign.timeZone(),
        campaign.startsOn(),
        campaign.endsOn(),
        campaign.description(),
        campaign.phase(),
        campaign.labels(),
        campaign.escalateAfter());
  }
}
