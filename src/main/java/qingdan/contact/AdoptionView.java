package qingdan.contact;

import java.time.LocalDate;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(
    name = "Adoption",
    description = "That the leader has taken on the unit: one plan, by a day.")
public record AdoptionView(
    @Schema(
            description =
                "Id of the problem list of the unit that is its plan; see /problem-lists.",
            required = true)
        UUID list,
    @Schema(
            description = "Until the end of which day all of it shall be resolved.",
            examples = "2019-11-30",
            required = true)
        LocalDate deadline) {

  static AdoptionView of(Contact contact) {
    return contact.listId() == null ? null : new AdoptionView(contact.listId(), contact.deadline());
  }
}
