package qingdan.finding;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters of a list of checklists. */
public class ChecklistQuery {

  static final Set<String> FILTERS = Set.of("campaign");

  @QueryParam("campaign")
  @Parameter(
      description = "Only checklists of this campaign, by its id.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String campaign;
}
