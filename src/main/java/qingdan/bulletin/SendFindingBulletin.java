package qingdan.bulletin;

import java.time.LocalDate;
import java.util.UUID;

import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.OneLine;
import qingdan.shared.Text;

@Schema(description = "A bulletin of a finding; what is absent is taken from the finding.")
record SendFindingBulletin(
    @Schema(description = "Made by the client, or by the service when absent.", nullable = true)
        UUID id,
    @Schema(description = "Title.", examples = "暗访发现问题通报", nullable = true)
        @Text
        @OneLine
        @Size(min = 1, max = 200)
        String title,
    @Schema(description = "Text.", nullable = true) @Text @Size(min = 1, max = 20000) String text,
    @Schema(
            description =
                "Until the end of which day an answer is on time, today or later; none is due when absent.",
            examples = "2019-10-25",
            nullable = true)
        LocalDate answerDueOn) {}
