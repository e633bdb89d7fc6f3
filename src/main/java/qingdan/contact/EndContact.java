package qingdan.contact;

import java.time.LocalDate;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "That a contact ends.")
record EndContact(
    @Schema(
            description = "Last day of the term, not before its first; today when absent.",
            examples = "2019-11-30",
            nullable = true)
        LocalDate lastDay) {}
