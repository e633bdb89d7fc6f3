package qingdan.campaign;

import java.util.EnumSet;
import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import qingdan.shared.Lists;

/** What a sum of targets is over, and into which parts it falls. */
public class TargetSummaryQuery {

  static final Set<String> FILTERS =
      Set.of("unit", "by", "batch", "category", "measure", "task", "origin");

  enum By {
    ALL,
    TASK,
    CHILD,
    ORIGIN,
    CATEGORY
  }

  @QueryParam("unit")
  @Parameter(
      description =
          "Over this unit and all below it: an id, or `code:` and a code. All that you read when absent.",
      example = "code:120101000000")
  @Size(max = 80)
  public String unit;

  @QueryParam("by")
  @Parameter(
      description =
          "In parts: task, child (the unit itself first), origin or category; in one sum when absent.",
      example = "task")
  @Size(max = 20)
  public String by;

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

  @QueryParam("task")
  @Parameter(
      description = "Only targets in this task, by its id.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String task;

  @QueryParam("origin")
  @Parameter(
      description = "Only targets in COMMON or in LOCAL tasks; both when absent.",
      example = "COMMON")
  @Size(max = 20)
  public String origin;

  By by() {
    return by == null
        ? By.ALL
        : Lists.lowerOneOf("by", by, EnumSet.complementOf(EnumSet.of(By.ALL)));
  }
}
