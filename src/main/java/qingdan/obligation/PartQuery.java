package qingdan.obligation;

import java.time.LocalDate;
import java.util.List;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import qingdan.access.Subtree;
import qingdan.unit.Depth;

/** Of which part of the tree a list of units that owe something is. */
public abstract class PartQuery {

  @QueryParam("unit")
  @Parameter(
      description = "Only this unit's part of the tree: an id, or `code:` and a code.",
      example = "code:120101000000")
  @Size(max = 80)
  public String unit;

  @QueryParam("depth")
  @Parameter(
      description = "With `unit`: self, children or subtree (the default, the unit included).",
      example = "children")
  @Size(max = 20)
  public String depth;

  protected abstract ObligationFilter.Asked asked();

  protected Depth depth() {
    return Depth.of(unit, depth);
  }

  /** Of what the caller sees. */
  public ObligationFilter filter(Sight sight, LocalDate today) {
    var asked = depth();
    var place = unit == null ? null : sight.unit(unit);
    return new ObligationFilter(
        place == null ? sight.readable() : List.of(new Subtree(place.path())),
        asked == Depth.SELF ? place.id() : null,
        asked == Depth.CHILDREN ? place.id() : null,
        asked(),
        today);
  }
}
