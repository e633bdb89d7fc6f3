package qingdan.unit;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import qingdan.access.Subtree;
import qingdan.shared.Characters;
import qingdan.shared.ErrorCode;
import qingdan.shared.Ids;
import qingdan.shared.Refusal;

/** The filters of a list of units. */
public class UnitQuery {

  static final Set<String> FILTERS =
      Set.of(
          "unit", "depth", "kind", "tier", "sector", "status", "code", "q", "set", "asOf", "sort");

  @QueryParam("unit")
  @Parameter(description = "Only this unit's part of the tree: an id, or `code:` and a code.")
  @Size(max = 80)
  public String unit;

  @QueryParam("depth")
  @Parameter(
      description = "With `unit`: self, children or subtree (the default, the unit included).")
  public String depth;

  @QueryParam("kind")
  @Parameter(description = "Only units of this kind, such as TOWNSHIP; see /vocabulary.")
  public String kind;

  @QueryParam("tier")
  @Parameter(description = "Only units at this tier: PROVINCE, CITY, COUNTY, TOWNSHIP, GRASSROOTS.")
  public String tier;

  @QueryParam("sector")
  @Parameter(description = "Only units of this sector, such as RURAL; see /vocabulary.")
  public String sector;

  @QueryParam("status")
  @Parameter(description = "OPEN or CLOSED; both when absent.")
  public String status;

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

  @QueryParam("asOf")
  @Parameter(description = "The tree as it was at the end of a day, such as 2026-01-31.")
  public String asOf;

  @QueryParam("sort")
  @Parameter(description = "path (the default); name or code with `depth=children`.")
  public String sort;

  /** Those of {@link #FILTERS} that files of units take: open units of today, by path. */
  public static final Set<String> FILE_FILTERS =
      Set.of("unit", "depth", "kind", "tier", "sector", "code", "q", "set");

  UnitFilter filter(UnitRow root, List<Subtree> readable, Instant at) {
    var order = sort == null ? UnitSort.PATH : UnitSort.of(sort);
    var deep = depth();
    if (root == null && depth != null) {
      throw new Refusal(ErrorCode.UNSUPPORTED_COMBINATION, "depth", "no unit", "unit + depth");
    }
    if (order != UnitSort.PATH && deep != Depth.CHILDREN) {
      throw new Refusal(
          ErrorCode.UNSUPPORTED_COMBINATION,
          "sort=" + sort,
          "depth=" + deep.label(),
          "sort=path, sort=name|code + depth=children");
    }
    return new UnitFilter(
        root == null ? readable : List.of(new Subtree(root.path())),
        deep == Depth.SELF ? root.id() : null,
        deep == Depth.CHILDREN ? root.id() : null,
        value("kind", kind, UnitKind.class),
        value("tier", tier, Tier.class),
        value("sector", sector, Sector.class),
        value("status", status, UnitView.Status.class),
        code,
        q == null ? null : Characters.normal(q),
        setId(),
        at,
        order);
  }

  UUID setId() {
    if (set == null) {
      return null;
    }
    var id = Ids.parse(set);
    if (id == null) {
      throw Refusal.parameter("set", "uuid");
    }
    return id;
  }

  private Depth depth() {
    return depth == null ? Depth.SUBTREE : Depth.of(depth);
  }

  static <E extends Enum<E>> E value(String name, String text, Class<E> type) {
    if (text == null) {
      return null;
    }
    for (var constant : type.getEnumConstants()) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    throw Refusal.parameter(
        name,
        "one-of",
        String.join(
            ", ", java.util.Arrays.stream(type.getEnumConstants()).map(Enum::name).toList()));
  }
}
