package qingdan.access;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "How an account is closed.")
record CloseAccount(
    @Schema(
            description =
                "True: its user name and display name are replaced by a neutral one, for good. A closed account may be anonymised later.",
            examples = "true",
            defaultValue = "false",
            nullable = true)
        Boolean anonymise) {}
