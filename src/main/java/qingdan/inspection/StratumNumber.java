package qingdan.inspection;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.OneLine;
import qingdan.shared.Text;

@Schema(name = "StratumNumber", description = "How many units are drawn of one stratum.")
@RegisterForReflection
record StratumNumber(
    @Schema(
            description = "The stratum: a kind, a tier, or the id of the unit above.",
            examples = "COUNTY",
            required = true)
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 60)
        String stratum,
    @Schema(description = "How many.", examples = "3", required = true) @NotNull @Min(0) @Max(2000)
        Integer number) {}
