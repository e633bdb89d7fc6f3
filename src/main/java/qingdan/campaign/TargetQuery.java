package qingdan.campaign;

import java.util.HashSet;
import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import qingdan.unit.Depth;

/** The filters of a list of targets. */
public class TargetQuery {

  static final Set<String> FILTERS =
      Set.of("unit", "depth", "batch", "category", "measure", "reported", "overdue");

  /** Those of the lists that hold targets of many tasks. */
  static final Set<String> OF_CAMPAIGN = with(FILTERS, "task", "origin");

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

  @QueryParam("batch")
  @Parameter(
      description = "Only targets for this batch, by its id.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String batch;

  @QueryParam("category")
  @Parameter(description = "Only targets of this category.", example = "LIVELIHOOD")
  @Size(max = 60)
  public String category;

  @QueryParam("measure")
  @Parameter(description = "Only targets that count exactly this.", example = "化解信访积案")
  @Size(max = 100)
  public String measure;

  @QueryParam("reported")
  @Parameter(
      description = "true: only targets with a report; false: only those without.",
      example = "false")
  @Size(max = 5)
  public String reported;

  @QueryParam("overdue")
  @Parameter(
      description =
          "true: only targets that are past their day and not known to be reached; false: all others.",
      example = "true")
  @Size(max = 5)
  public String overdue;

  Depth depth() {
    return Depth.of(unit, depth);
  }

  static Set<String> with(Set<String> some, String... more) {
    var all = new HashSet<>(some);
    all.addAll(Set.of(more));
    return Set.copyOf(all);
  }
}
