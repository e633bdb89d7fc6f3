package qingdan.access;

import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.OneLine;
import qingdan.shared.Text;

@Schema(description = "A new account.")
record CreateAccount(
    @Schema(description = "Made by the client, or by the service when absent.", nullable = true)
        UUID id,
    @Schema(description = "Name to log in with, never used twice.", examples = "heping-reporter")
        @NotNull
        @Size(min = 1, max = 64)
        @Pattern(regexp = "[A-Za-z0-9._@-]+")
        String username,
    @Schema(description = "Name shown to others.", examples = "和平区填报")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 100)
        String displayName,
    @Schema(
            description =
                "Unit that it belongs to: an id or `code:…`. Absent: the whole installation, for administrators of everything.",
            examples = "code:120101000000",
            nullable = true)
        @Size(min = 1, max = 80)
        String unit,
    @Schema(
            description =
                "Password, 12 characters to 72 bytes; absent where an OpenID provider logs it in.",
            examples = "correct horse battery staple",
            nullable = true)
        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
        @Size(min = 12, max = 72)
        String password,
    @Schema(
            description = "True: the password only lets the account set another one.",
            examples = "true",
            defaultValue = "false",
            nullable = true)
        Boolean passwordExpired,
    @Schema(
            description = "Subject by which the OpenID provider knows it.",
            examples = "248289761001",
            nullable = true)
        @Size(min = 1, max = 255)
        String externalSubject) {}
