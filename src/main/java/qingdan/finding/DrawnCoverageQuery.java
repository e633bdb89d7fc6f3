package qingdan.finding;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Of which units of a campaign the coverage over rounds is, and when. */
public class DrawnCoverageQuery {

  static final Set<String> FILTERS = Set.of("unit", "batch", "asOf");

  @QueryParam("unit")
  @Parameter(
      description = "Units of this unit's part of the tree: an id, or `code:` and a code.",
      required = true,
      example = "code:120101000000")
  @Size(max = 80)
  public String unit;

  @QueryParam("batch")
  @Parameter(
      description =
          "Only units that are enrolled in this batch, and rounds and inspections of it, by its id.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String batch;

  @QueryParam("asOf")
  @Parameter(
      description =
          "At the end of this day of the campaign's time zone: units that were enrolled then, rounds that had started, inspections by then. Now when absent.",
      example = "2019-10-31")
  @Size(max = 10)
  public String asOf;
}
