package qingdan.campaign;

import java.time.LocalDate;
import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.OneLine;
import qingdan.shared.Text;

@Schema(description = "A new batch; it begins as PLANNED.")
record CreateBatch(
    @Schema(description = "Made by the client, or by the service when absent.", nullable = true)
        UUID id,
    @Schema(description = "Name.", examples = "第二批")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 100)
        String name,
    @Schema(description = "First day.", examples = "2019-09-09") @NotNull LocalDate startsOn,
    @Schema(description = "Last day.", examples = "2019-12-31", nullable = true)
        LocalDate endsOn) {}
