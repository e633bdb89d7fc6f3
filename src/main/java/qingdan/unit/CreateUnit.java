package qingdan.unit;

import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.OneLine;
import qingdan.shared.Text;

@Schema(description = "A new unit.")
record CreateUnit(
    @Schema(description = "Made by the client, or by the service when absent.", nullable = true)
        UUID id,
    @Schema(description = "Letters, digits, dot, hyphen, underscore.", examples = "120101999000")
        @NotNull
        @Size(min = 1, max = 64)
        @Pattern(regexp = CODE)
        String code,
    @Schema(description = "Name.", examples = "新设街道")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 200)
        String name,
    @Schema(description = "What it is.") @NotNull UnitKind kind,
    @Schema(description = "Its tier; by default the tier of its kind.", nullable = true) Tier tier,
    @Schema(description = "Its sector.", nullable = true) Sector sector,
    @Schema(
            description =
                "Unit above it: an id, or `code:` and the code of an open unit. Absent: a new root.",
            examples = "code:120101000000",
            nullable = true)
        @Size(min = 1, max = 80)
        String parent) {

  static final String CODE = "[A-Za-z0-9._-]+";
}
