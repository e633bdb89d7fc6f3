package qingdan.obligation;

import java.util.EnumSet;
import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import qingdan.ledger.Dimension;
import qingdan.shared.Lists;

/** Of which part of the tree coverage is asked, in which parts, and as of which day. */
public class CoverageQuery {

  public static final Set<String> FILTERS = Set.of("unit", "by", "asOf");

  public enum By {
    CHILD(Dimension.NONE),
    KIND(Dimension.KIND),
    SECTOR(Dimension.SECTOR),
    TIER(Dimension.TIER);

    private final Dimension dimension;

    By(Dimension dimension) {
      this.dimension = dimension;
    }

    public Dimension dimension() {
      return dimension;
    }
  }

  @QueryParam("unit")
  @Parameter(
      description =
          "Over this unit and all below it: an id, or `code:` and a code. The campaign's top unit when absent.",
      example = "code:120101000000")
  @Size(max = 80)
  public String unit;

  @QueryParam("by")
  @Parameter(
      description = "In parts: child, kind, sector or tier; the total alone when absent.",
      example = "child",
      schema = @Schema(enumeration = {"child", "kind", "sector", "tier"}))
  @Size(max = 20)
  public String by;

  @QueryParam("asOf")
  @Parameter(
      description =
          "At the end of this day of the campaign's time zone, as it was known then; now when absent.",
      example = "2019-09-13")
  @Size(max = 10)
  public String asOf;

  public By by() {
    return Lists.lowerOneOf("by", by, EnumSet.allOf(By.class));
  }
}
