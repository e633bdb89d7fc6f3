package qingdan.access;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A refresh token.")
record RefreshToken(
    @Schema(
            description = "As it was given by a login or by the last refresh.",
            examples = "pQm0hPq9v3m2cYJc0oQF2y3m9y4gZtq0T9c2bC1x8a4")
        @NotNull
        @Size(min = 1, max = 200)
        String refreshToken) {}
