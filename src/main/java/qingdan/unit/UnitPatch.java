package qingdan.unit;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.OneLine;
import qingdan.shared.Text;

@Schema(
    description =
        "The fields to change; absent ones stay. Only `sector` may be null. To move, merge or close a unit see /unit-changes.")
@RegisterForReflection
record UnitPatch(
    @Schema(description = "Code.", examples = "120101999000")
        @NotNull
        @Size(min = 1, max = 64)
        @Pattern(regexp = CreateUnit.CODE)
        String code,
    @Schema(description = "Name.", examples = "新设街道")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 200)
        String name,
    @Schema(description = "What it is.") @NotNull UnitKind kind,
    @Schema(description = "Its tier.") @NotNull Tier tier,
    @Schema(description = "Its sector.", nullable = true) Sector sector) {

  static UnitPatch of(UnitRow row) {
    return new UnitPatch(
        row.code(),
        row.name(),
        UnitKind.valueOf(row.kind()),
        Tier.valueOf(row.tier()),
        row.sector() == null ? null : Sector.valueOf(row.sector()));
  }
}
