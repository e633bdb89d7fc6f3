package qingdan.unit;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import qingdan.access.Subtree;
import qingdan.shared.Characters;
import qingdan.shared.ErrorCode;
import qingdan.shared.Ids;
import qingdan.shared.Lists;
import qingdan.shared.Refusal;

/** Which part of the tree, and which of its units: what every question about units takes. */
public class UnitSelection {

  /** Of files: open units of today. */
  public static final Set<String> FILTERS =
      Set.of("unit", "depth", "kind", "tier", "sector", "code", "q", "set");

  @QueryParam("unit")
  @Parameter(description = "Only this unit's part of the tree: an id, or `code:` and a code.")
  @Size(max = 80)
  public String unit;

  @QueryParam("depth")
  @Parameter(
      description = "With `unit`: self, children or subtree (the default, the unit included).",
      schema = @Schema(enumeration = {"self", "children", "subtree"}))
  public String depth;

  @QueryParam("kind")
  @Parameter(
      description = "Only units of this kind, such as TOWNSHIP; see /vocabulary.",
      schema = @Schema(implementation = UnitKind.class))
  public String kind;

  @QueryParam("tier")
  @Parameter(
      description = "Only units at this tier: PROVINCE, CITY, COUNTY, TOWNSHIP, GRASSROOTS.",
      schema = @Schema(implementation = Tier.class))
  public String tier;

  @QueryParam("sector")
  @Parameter(
      description = "Only units of this sector, such as RURAL; see /vocabulary.",
      schema = @Schema(implementation = Sector.class))
  public String sector;

  @QueryParam("code")
  @Parameter(description = "Only units of exactly this code.")
  @Size(max = 64)
  public String code;

  @QueryParam("q")
  @Parameter(description = "Part of the name, 1 to 100 characters; upper and lower case are one.")
  @Size(min = 1, max = 100)
  public String q;

  @QueryParam("set")
  @Parameter(
      description =
          "Only members of this unit set, by its id; none where there is no such set that you may see.")
  public String set;

  UnitFilter openOf(UnitRow root, List<Subtree> readable) {
    return filter(root, readable, UnitView.Status.OPEN, null, UnitSort.PATH);
  }

  UnitFilter filter(
      UnitRow root, List<Subtree> readable, UnitView.Status status, Instant at, UnitSort order) {
    var deep = depth();
    if (root == null && depth != null) {
      throw new Refusal(ErrorCode.UNSUPPORTED_COMBINATION, "depth", "no unit", "unit + depth");
    }
    return new UnitFilter(
        root == null ? readable : List.of(new Subtree(root.path())),
        deep == Depth.SELF ? root.id() : null,
        deep == Depth.CHILDREN ? root.id() : null,
        new UnitFilter.Traits(
            Lists.oneOf("kind", kind, UnitKind.class),
            Lists.oneOf("tier", tier, Tier.class),
            Lists.oneOf("sector", sector, Sector.class),
            status,
            code,
            q == null ? null : Characters.normal(q)),
        Ids.parameter("set", set),
        at,
        order);
  }

  Depth depth() {
    return depth == null ? Depth.SUBTREE : Depth.of(depth);
  }
}
