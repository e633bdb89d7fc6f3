package qingdan.statistics;

import java.time.LocalDate;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "For which day the figures are counted again.")
@RegisterForReflection
record VerifyLedger(
    @Schema(
            description =
                "A day that has passed: what its books say of problems is counted again too. Absent or null: those of now alone.",
            examples = "2019-09-09",
            nullable = true)
        LocalDate asOf) {}
