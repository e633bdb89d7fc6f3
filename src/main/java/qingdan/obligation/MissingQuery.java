package qingdan.obligation;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import qingdan.shared.Lists;
import qingdan.shared.Sql;
import qingdan.unit.Sector;
import qingdan.unit.Tier;
import qingdan.unit.UnitKind;

/** Of which part of the tree, and of which day, the missing are asked. */
public class MissingQuery {

  public static final Set<String> FILTERS = Set.of("unit", "kind", "tier", "sector", "asOf");

  @QueryParam("unit")
  @Parameter(
      description =
          "Of this unit and all below it: an id, or `code:` and a code. The campaign's top unit when absent.",
      example = "code:120101000000")
  @Size(max = 80)
  public String unit;

  @QueryParam("kind")
  @Parameter(
      description = "Of this kind alone.",
      example = "VILLAGE",
      schema = @Schema(implementation = UnitKind.class))
  @Size(max = 40)
  public String kind;

  @QueryParam("tier")
  @Parameter(
      description = "Of this tier alone.",
      example = "GRASSROOTS",
      schema = @Schema(implementation = Tier.class))
  @Size(max = 40)
  public String tier;

  @QueryParam("sector")
  @Parameter(
      description = "Of this sector alone.",
      example = "RURAL",
      schema = @Schema(implementation = Sector.class))
  @Size(max = 40)
  public String sector;

  @QueryParam("asOf")
  @Parameter(
      description =
          "At the end of this day of the campaign's time zone, in the tree as it was then; now when absent.",
      example = "2019-09-13")
  @Size(max = 10)
  public String asOf;

  /** Whether every kind, tier and sector is asked for. */
  boolean ofAll() {
    return kind == null && tier == null && sector == null;
  }

  void where(Sql.Statement statement) {
    statement
        .andEqual("u.kind", name(Lists.oneOf("kind", kind, UnitKind.class)))
        .andEqual("u.tier", name(Lists.oneOf("tier", tier, Tier.class)))
        .andEqual("u.sector", name(Lists.oneOf("sector", sector, Sector.class)));
  }

  private static String name(Enum<?> value) {
    return value == null ? null : value.name();
  }
}
