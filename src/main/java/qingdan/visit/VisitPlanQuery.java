package qingdan.visit;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters of a list of plans. */
public class VisitPlanQuery {

  static final Set<String> FILTERS = Set.of("campaign", "batch", "base");

  @QueryParam("campaign")
  @Parameter(
      description = "Only plans of this campaign, by its id.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String campaign;

  @QueryParam("batch")
  @Parameter(
      description = "Only plans for units of this batch, by its id.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String batch;

  @QueryParam("base")
  @Parameter(
      description = "Only plans of this unit's part of the tree: an id, or `code:` and a code.",
      example = "code:120101000000")
  @Size(max = 80)
  public String base;
}
