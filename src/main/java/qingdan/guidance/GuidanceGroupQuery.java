package qingdan.guidance;

import java.util.Set;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters of a list of guidance groups. */
public class GuidanceGroupQuery {

  static final Set<String> FILTERS =
      Set.of(
          "campaign",
          "base",
          "guides",
          "level",
          "running",
          "member",
          "silentFor",
          "asOf",
          "q",
          "sort");

  @QueryParam("campaign")
  @Parameter(
      description = "Only groups of this campaign, by its id.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String campaign;

  @QueryParam("base")
  @Parameter(
      description =
          "Only groups that belong to this unit's part of the tree: an id, or `code:` and a code.",
      example = "code:120101000000")
  @Size(max = 80)
  public String base;

  @QueryParam("guides")
  @Parameter(
      description =
          "Only groups that guide this unit, which is assigned itself or stands below one that is: an id, or `code:` and a code.",
      example = "code:120101001000")
  @Size(max = 80)
  public String guides;

  @QueryParam("level")
  @Parameter(description = "ROVING or STANDING; both when absent.", example = "ROVING")
  @Size(max = 20)
  public String level;

  @QueryParam("running")
  @Parameter(
      description =
          "true: only groups whose term holds on the day; false: only those whose term does not.",
      example = "true")
  @Size(max = 5)
  public String running;

  @QueryParam("member")
  @Parameter(
      description = "Only groups that this account is in, by its id.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String member;

  @QueryParam("silentFor")
  @Parameter(
      description =
          "Only groups of a term that holds, which have visited no unit for at least so many days, by the last visit that they recorded, or by the start of their term where there is none.",
      example = "15")
  @Min(0)
  @Max(1000)
  public Integer silentFor;

  @QueryParam("asOf")
  @Parameter(
      description =
          "The day that `running` and `silentFor` are about, by what is known now; today in the campaign's time zone when absent.",
      example = "2019-09-13")
  @Size(max = 10)
  public String asOf;

  @QueryParam("q")
  @Parameter(description = "Part of the name, 1 to 100 characters; upper and lower case are one.")
  @Size(min = 1, max = 100)
  public String q;

  @QueryParam("sort")
  @Parameter(description = "name (the default) or startsOn.", example = "name")
  @Size(max = 20)
  public String sort;
}
