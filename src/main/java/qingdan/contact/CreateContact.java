package qingdan.contact;

import java.time.LocalDate;
import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.OneLine;
import qingdan.shared.Text;
import qingdan.unit.Sector;

@Schema(description = "A new contact of a leader, either with a `unit` or with a `sector`.")
record CreateContact(
    @Schema(description = "Made by the client, or by the service when absent.", nullable = true)
        UUID id,
    @Schema(description = "Id of the campaign.") @NotNull UUID campaign,
    @Schema(
            description =
                "The leader's own unit, within the campaign: it keeps in touch with units of its subtree. An id, or `code:` and the code of an open unit.",
            examples = "code:120000000000")
        @NotNull
        @Size(min = 1, max = 80)
        String base,
    @Schema(description = "Name of the leader.", examples = "王某")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 100)
        String leader,
    @Schema(description = "Office of the leader.", examples = "省委常委", nullable = true)
        @Text
        @OneLine
        @Size(min = 1, max = 100)
        String office,
    @Schema(description = "Id of the leader's account, of a unit that you see.", nullable = true)
        UUID account,
    @Schema(
            description =
                "The unit that the leader keeps in touch with, in the subtree of `base`: an id, or `code:` and the code of an open unit.",
            examples = "code:120101000000",
            nullable = true)
        @Size(min = 1, max = 80)
        String unit,
    @Schema(
            description = "The sector that the leader answers for in the subtree of `base`.",
            nullable = true)
        Sector sector,
    @Schema(
            description = "First day of the term; today when absent.",
            examples = "2019-09-09",
            nullable = true)
        LocalDate startsOn,
    @Schema(
            description = "Last day of the term; open when absent.",
            examples = "2019-11-30",
            nullable = true)
        LocalDate endsOn) {

  ContactPatch fields(LocalDate today) {
    return new ContactPatch(leader, office, account, startsOn == null ? today : startsOn, endsOn);
  }
}
