package qingdan.campaign;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.OneLine;
import qingdan.shared.Text;

@Schema(description = "A new campaign; it begins as PLANNED.")
record CreateCampaign(
    @Schema(description = "Made by the client, or by the service when absent.", nullable = true)
        UUID id,
    @Schema(description = "Name.", examples = "主题教育")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 100)
        String name,
    @Schema(
            description =
                "The unit through whose subtree it runs: an id, or `code:` and the code of an open unit.",
            examples = "code:120000000000")
        @NotNull
        @Size(min = 1, max = 80)
        String topUnit,
    @Schema(
            description = "The zone whose days it uses.",
            defaultValue = "Asia/Shanghai",
            nullable = true)
        @Size(min = 1, max = 60)
        String timeZone,
    @Schema(description = "First day.", examples = "2019-09-09") @NotNull LocalDate startsOn,
    @Schema(description = "Last day.", examples = "2019-12-31", nullable = true) LocalDate endsOn,
    @Schema(description = "What it is about.", nullable = true) @Text @Size(min = 1, max = 4000)
        String description,
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
        Integer escalateAfter) {}
