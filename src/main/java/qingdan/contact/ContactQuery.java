package qingdan.contact;

import java.util.Set;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters of a list of contacts. */
public class ContactQuery {

  static final Set<String> FILTERS =
      Set.of(
          "campaign",
          "base",
          "unit",
          "sector",
          "account",
          "asOf",
          "running",
          "silentFor",
          "adopted",
          "overdue",
          "visitOverdue",
          "q");

  @QueryParam("campaign")
  @Parameter(
      description = "Only contacts of this campaign, by its id.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String campaign;

  @QueryParam("base")
  @Parameter(
      description =
          "Only contacts of leaders of this unit's part of the tree: an id, or `code:` and a code.",
      example = "code:120000000000")
  @Size(max = 80)
  public String base;

  @QueryParam("unit")
  @Parameter(
      description =
          "Only contacts with units of this unit's part of the tree: an id, or `code:` and a code.",
      example = "code:120101000000")
  @Size(max = 80)
  public String unit;

  @QueryParam("sector")
  @Parameter(description = "Only contacts with this sector; see /vocabulary.", example = "RURAL")
  @Size(max = 40)
  public String sector;

  @QueryParam("account")
  @Parameter(
      description = "Only contacts of the leader with this account, by its id.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String account;

  @QueryParam("asOf")
  @Parameter(
      description =
          "The day that `running`, `silentFor` and `overdue` ask about; today in the campaign's time zone when absent.",
      example = "2019-10-15")
  @Size(max = 10)
  public String asOf;

  @QueryParam("running")
  @Parameter(
      description =
          "true: only contacts whose term holds on that day; false: only those whose term does not.",
      example = "true")
  @Size(max = 5)
  public String running;

  @QueryParam("silentFor")
  @Parameter(
      description =
          "Only contacts of a term that holds, by which nobody has been visited for at least so many days, by the last visit that names the contact, or by the start of the term where there is none.",
      example = "30")
  @Min(0)
  @Max(1000)
  public Integer silentFor;

  @QueryParam("adopted")
  @Parameter(
      description =
          "true: only contacts whose leader has taken on the unit; false: only the others.",
      example = "true")
  @Size(max = 5)
  public String adopted;

  @QueryParam("overdue")
  @Parameter(
      description =
          "true: only contacts whose leader has taken on the unit by a deadline before that day, while the list that is its plan is not closed; false: only the others.",
      example = "true")
  @Size(max = 5)
  public String overdue;

  @QueryParam("visitOverdue")
  @Parameter(
      description =
          "true: only contacts with a planned visit that is not made though its day is over, as things stand today; false: only the others.",
      example = "true")
  @Size(max = 5)
  public String visitOverdue;

  @QueryParam("q")
  @Parameter(
      description = "Part of the leader's name, 1 to 100 characters; upper and lower case are one.")
  @Size(min = 1, max = 100)
  public String q;
}
