package qingdan.access;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "User name and password.")
record LogIn(
    @Schema(description = "The account's user name.", examples = "tianjin-admin")
        @NotNull
        @Size(min = 1, max = 64)
        String username,
    @Schema(description = "The account's password.", examples = "correct horse battery staple")
        @NotNull
        @Size(min = 1, max = 200)
        String password) {}
