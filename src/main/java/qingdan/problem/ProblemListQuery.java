package qingdan.problem;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters of a list of problem lists. */
public class ProblemListQuery {

  static final Set<String> FILTERS = Set.of("unit", "depth", "batch", "task", "status");

  @QueryParam("unit")
  @Parameter(
      description = "Only lists of this unit's part of the tree: an id, or `code:` and a code.")
  @Size(max = 80)
  public String unit;

  @QueryParam("depth")
  @Parameter(
      description = "With `unit`: self, children or subtree (the default, the unit included).")
  public String depth;

  @QueryParam("batch")
  @Parameter(description = "Only lists of this batch, by its id.")
  public String batch;

  @QueryParam("task")
  @Parameter(description = "Only lists of this task, by its id.")
  public String task;

  @QueryParam("status")
  @Parameter(description = "DRAFT, SUBMITTED, RETURNED, APPROVED or CLOSED.")
  public String status;
}
