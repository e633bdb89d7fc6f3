package qingdan.campaign;

import java.time.LocalDate;
import java.util.UUID;

import jakarta.validation.constraints.NotNull;
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
        String description) {}
