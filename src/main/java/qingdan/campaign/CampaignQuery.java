package qingdan.campaign;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters of a list of campaigns. */
public class CampaignQuery {

  static final Set<String> FILTERS = Set.of("unit", "status", "q");

  @QueryParam("unit")
  @Parameter(
      description =
          "Only campaigns whose top unit stands in this unit's subtree: an id, or `code:` and a code.",
      example = "code:120000000000")
  @Size(max = 80)
  public String unit;

  @QueryParam("status")
  @Parameter(description = "PLANNED, OPEN or CLOSED; all when absent.", example = "OPEN")
  @Size(max = 20)
  public String status;

  @QueryParam("q")
  @Parameter(description = "Part of the name, 1 to 100 characters; upper and lower case are one.")
  @Size(min = 1, max = 100)
  public String q;
}
