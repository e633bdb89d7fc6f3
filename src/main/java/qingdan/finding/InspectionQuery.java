package qingdan.finding;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters of a list of inspections. */
public class InspectionQuery {

  static final Set<String> FILTERS = Set.of("round", "unit", "occasion");

  @QueryParam("round")
  @Parameter(
      description = "Only inspections of this round, by its id.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String round;

  @QueryParam("unit")
  @Parameter(
      description =
          "Only inspections in this unit's part of the tree: an id, or `code:` and a code.",
      example = "code:120101000000")
  @Size(max = 80)
  public String unit;

  @QueryParam("occasion")
  @Parameter(description = "Only inspections at this; see /vocabulary.", example = "STUDY_SESSION")
  @Size(max = 40)
  public String occasion;
}
