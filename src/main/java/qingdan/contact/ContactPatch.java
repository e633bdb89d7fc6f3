package qingdan.contact;

import java.time.LocalDate;
import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.OneLine;
import qingdan.shared.Text;

@Schema(
    description =
        "The fields to change; absent ones stay. With whom it is stays: end it, and make another.")
@RegisterForReflection
record ContactPatch(
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
    @Schema(description = "First day of the term.", examples = "2019-09-09") @NotNull
        LocalDate startsOn,
    @Schema(
            description = "Last day of the term; null: open.",
            examples = "2019-11-30",
            nullable = true)
        LocalDate endsOn) {

  static ContactPatch of(Contact contact) {
    return new ContactPatch(
        contact.leader(),
        contact.office(),
        contact.accountId(),
        contact.startsOn(),
        contact.endsOn());
  }
}
