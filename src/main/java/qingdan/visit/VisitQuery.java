package qingdan.visit;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import qingdan.shared.Refusal;
import qingdan.unit.Depth;

/** The filters of a list of visits. */
public class VisitQuery {

  static final Set<String> FILTERS =
      Set.of(
          "campaign", "unit", "depth", "group", "contact", "plan", "account", "from", "to", "sort");

  @QueryParam("campaign")
  @Parameter(
      description = "Only visits in this campaign, by its id.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String campaign;

  @QueryParam("unit")
  @Parameter(
      description = "Only visits to this unit's part of the tree: an id, or `code:` and a code.",
      example = "code:120101000000")
  @Size(max = 80)
  public String unit;

  @QueryParam("depth")
  @Parameter(
      description = "With `unit`: self, children or subtree (the default, the unit included).",
      example = "self")
  @Size(max = 20)
  public String depth;

  @QueryParam("group")
  @Parameter(
      description = "Only visits for this guidance group, by its id.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String group;

  @QueryParam("contact")
  @Parameter(
      description = "Only visits by this contact, by its id.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String contact;

  @QueryParam("plan")
  @Parameter(
      description = "Only visits of this plan, by its id.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String plan;

  @QueryParam("account")
  @Parameter(
      description = "Only visits of this account, by its id.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String account;

  @QueryParam("from")
  @Parameter(description = "Only visits on this day or later.", example = "2019-09-09")
  @Size(max = 10)
  public String from;

  @QueryParam("to")
  @Parameter(description = "Only visits on this day or earlier.", example = "2019-11-30")
  @Size(max = 10)
  public String to;

  @QueryParam("sort")
  @Parameter(
      description = "-visitedOn (the default, the latest first) or visitedOn.",
      example = "-visitedOn",
      schema = @Schema(enumeration = {"-visitedOn", "visitedOn"}))
  @Size(max = 20)
  public String sort;

  Depth depth() {
    return Depth.of(unit, depth);
  }

  boolean earliestFirst() {
    if (sort == null || sort.equals("-visitedOn")) {
      return false;
    }
    if (sort.equals("visitedOn")) {
      return true;
    }
    throw Refusal.parameter("sort", "one-of", "-visitedOn, visitedOn");
  }
}
