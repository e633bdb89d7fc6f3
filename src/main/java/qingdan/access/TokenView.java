package qingdan.access;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Token", description = "What a login gives.")
record TokenView(
    @Schema(
            description = "Sent as `Authorization: Bearer …`; valid for `expiresIn` seconds.",
            required = true)
        String accessToken,
    @Schema(description = "Always Bearer.", examples = "Bearer", required = true) String tokenType,
    @Schema(
            description = "Seconds until the access token expires.",
            examples = "900",
            required = true)
        long expiresIn,
    @Schema(
            description = "Gives the next tokens, once, within 30 days: POST /tokens/refresh.",
            required = true)
        String refreshToken) {}
