package qingdan.contact;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Versioned;
import qingdan.unit.DirectoryEntry;
import qingdan.unit.Sector;

@Schema(
    name = "Contact",
    description = "That a leader keeps in touch with a unit or a sector for a term (联系点).")
public record ContactView(
    @Schema(description = "Id of the contact.", required = true) UUID id,
    @Schema(
            description = "Grows by one with each change; its ETag.",
            examples = "1",
            required = true)
        int version,
    @Schema(description = "Id of its campaign.", required = true) UUID campaign,
    @Schema(description = "The leader's own unit.", required = true) DirectoryEntry base,
    @Schema(description = "Name of the leader.", examples = "王某", required = true) String leader,
    @Schema(
            description = "Office of the leader, or null.",
            examples = "省委常委",
            nullable = true,
            required = true)
        String office,
    @Schema(description = "Id of the leader's account, or null.", nullable = true, required = true)
        UUID account,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "The unit; absent where it is with a sector.")
        DirectoryEntry unit,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "The sector; absent where it is with a unit.")
        Sector sector,
    @Schema(description = "First day of the term.", examples = "2019-09-09", required = true)
        LocalDate startsOn,
    @Schema(
            description = "Last day of the term; null: open.",
            examples = "2019-11-30",
            nullable = true,
            required = true)
        LocalDate endsOn,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "That the leader has taken on the unit, with its plan; absent where not.")
        AdoptionView adoption,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description =
                "The earliest planned visit that is not made, be it overdue; absent where there is none. See /contacts/{id}/planned-visits.",
            examples = "2019-10-09")
        LocalDate nextVisitOn,
    @Schema(description = "When it was made.", required = true) Instant createdAt)
    implements Versioned {

  static ContactView of(Contact contact) {
    return new ContactView(
        contact.id(),
        contact.version(),
        contact.campaignId(),
        contact.base(),
        contact.leader(),
        contact.office(),
        contact.accountId(),
        contact.unit(),
        contact.sector(),
        contact.startsOn(),
        contact.endsOn(),
        AdoptionView.of(contact),
        contact.nextVisitOn(),
        contact.createdAt());
  }
}
