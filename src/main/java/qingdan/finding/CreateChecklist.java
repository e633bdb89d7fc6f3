package qingdan.finding;

import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.OneLine;
import qingdan.shared.Text;

@Schema(description = "A checklist, or the next edition of one that has this name.")
record CreateChecklist(
    @Schema(description = "Made by the client, or by the service when absent.", nullable = true)
        UUID id,
    @Schema(description = "Id of the campaign.") @NotNull UUID campaign,
    @Schema(
            description =
                "The unit whose office inspects by it, within the campaign: an id, or `code:` and its code.",
            examples = "code:120000000000")
        @NotNull
        @Size(min = 1, max = 80)
        String office,
    @Schema(description = "Name.", examples = "暗访检查表")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 200)
        String name,
    @Schema(description = "The questions.", maxItems = 200) @NotNull @Size(min = 1, max = 200)
        List<@NotNull @Valid ChecklistItem> items) {}
