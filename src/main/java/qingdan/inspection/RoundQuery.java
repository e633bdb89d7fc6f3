package qingdan.inspection;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters of a list of rounds. */
public class RoundQuery {

  static final Set<String> FILTERS = Set.of("campaign", "batch", "office", "status");

  @QueryParam("campaign")
  @Parameter(
      description = "Only rounds of this campaign, by its id.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String campaign;

  @QueryParam("batch")
  @Parameter(
      description = "Only rounds of this batch, by its id.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String batch;

  @QueryParam("office")
  @Parameter(
      description = "Only rounds of this drawing office, by the id of the unit.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String office;

  @QueryParam("status")
  @Parameter(
      description = "PREPARED, COMMITTED, DRAWN, STARTED or CLOSED; all when absent.",
      example = "STARTED")
  @Size(max = 20)
  public String status;
}
