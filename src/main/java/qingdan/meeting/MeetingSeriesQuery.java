package qingdan.meeting;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters of a list of series. */
public class MeetingSeriesQuery {

  static final Set<String> FILTERS = Set.of("campaign", "office");

  @QueryParam("campaign")
  @Parameter(
      description = "Only series of this campaign, by its id.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String campaign;

  @QueryParam("office")
  @Parameter(
      description =
          "Only series of offices in this unit's part of the tree: an id, or `code:` and a code.",
      example = "code:120000000000")
  @Size(max = 80)
  public String office;
}
