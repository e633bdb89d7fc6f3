package qingdan.bulletin;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters of a list of bulletins. */
public class BulletinQuery {

  static final Set<String> FILTERS = Set.of("campaign", "unit");

  @QueryParam("campaign")
  @Parameter(
      description = "Only bulletins in this campaign, by its id.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String campaign;

  @QueryParam("unit")
  @Parameter(
      description =
          "Only bulletins to this unit, whose work you read: an id, or `code:` and a code.",
      example = "code:120101000000")
  @Size(max = 80)
  public String unit;
}
