package qingdan.milestone;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters of a list of milestones. */
public class MilestoneQuery {

  static final Set<String> FILTERS = Set.of("batch", "kind");

  @QueryParam("batch")
  @Parameter(
      description = "Only milestones of this batch, by its id.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String batch;

  @QueryParam("kind")
  @Parameter(description = "Only milestones of this kind; see /vocabulary.", example = "KICK_OFF")
  @Size(max = 40)
  public String kind;
}
