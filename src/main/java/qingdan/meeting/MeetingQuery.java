package qingdan.meeting;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters of a list of meetings. */
public class MeetingQuery {

  static final Set<String> FILTERS = Set.of("campaign", "series", "status", "from", "to");

  @QueryParam("campaign")
  @Parameter(
      description = "Only meetings in this campaign, by its id.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String campaign;

  @QueryParam("series")
  @Parameter(
      description = "Only meetings of this series, by its id.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String series;

  @QueryParam("status")
  @Parameter(description = "PLANNED, HELD or CANCELLED.", example = "HELD")
  @Size(max = 20)
  public String status;

  @QueryParam("from")
  @Parameter(description = "Only meetings planned on this day or later.", example = "2019-09-09")
  @Size(max = 10)
  public String from;

  @QueryParam("to")
  @Parameter(description = "Only meetings planned on this day or earlier.", example = "2019-11-30")
  @Size(max = 10)
  public String to;
}
