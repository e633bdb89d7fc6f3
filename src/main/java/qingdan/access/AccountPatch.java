package qingdan.access;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.OneLine;
import qingdan.shared.Text;

@Schema(
    description =
        "The fields to change; absent ones stay. A new password ends the sessions of the account.")
@RegisterForReflection
record AccountPatch(
    @Schema(description = "Name shown to others.", examples = "和平区填报")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 100)
        String displayName,
    @Schema(
            description =
                "Unit that it belongs to: an id or `code:…`. Null: the whole installation, for administrators of everything.",
            examples = "code:120101000000",
            nullable = true)
        @Size(min = 1, max = 80)
        String unit,
    @Schema(
            description =
                "Name by which the OpenID provider knows it; null: the provider does not.",
            examples = "248289761001",
            nullable = true)
        @Size(min = 1, max = 255)
        String externalSubject,
    @Schema(
            description =
                "New password, 12 characters to 72 bytes; null: it logs in by the provider only.",
            examples = "correct horse battery staple",
            nullable = true)
        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
        @Size(min = 12, max = 72)
        String password,
    @Schema(
            description = "True: the password only lets the account set another one.",
            examples = "true")
        boolean passwordExpired) {

  static AccountPatch of(Account account) {
    return new AccountPatch(
        account.displayName(),
        account.unitId() == null ? null : account.unitId().toString(),
        account.externalSubject(),
        null,
        account.passwordExpired());
  }
}
