package qingdan.finding;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters of a list of findings. */
public class FindingQuery {

  static final Set<String> FILTERS = Set.of("round", "inspection", "visit", "unit", "status");

  @QueryParam("round")
  @Parameter(
      description = "Only findings of this round, by its id.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String round;

  @QueryParam("inspection")
  @Parameter(
      description = "Only findings of this inspection, by its id.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String inspection;

  @QueryParam("visit")
  @Parameter(
      description = "Only findings of this visit, by its id.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String visit;

  @QueryParam("unit")
  @Parameter(
      description = "Only findings in this unit's part of the tree: an id, or `code:` and a code.",
      example = "code:120101000000")
  @Size(max = 80)
  public String unit;

  @QueryParam("status")
  @Parameter(description = "WAITING, ACCEPTED or REJECTED.", example = "WAITING")
  @Size(max = 20)
  public String status;
}
