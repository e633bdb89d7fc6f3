package qingdan.note;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import qingdan.shared.ErrorCode;
import qingdan.shared.Lists;
import qingdan.shared.Refusal;

/** The filters of a list of notes. */
public class NoteQuery {

  static final Set<String> FILTERS =
      Set.of("campaign", "batch", "base", "unit", "unread", "audience", "q");

  @QueryParam("campaign")
  @Parameter(
      description = "Only notes of this campaign, by its id.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String campaign;

  @QueryParam("batch")
  @Parameter(
      description = "Only notes to units of this batch, by its id.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String batch;

  @QueryParam("base")
  @Parameter(
      description =
          "Only notes that units of this unit's part of the tree have issued: an id, or `code:` and a code.",
      example = "code:120000000000")
  @Size(max = 80)
  public String base;

  @QueryParam("unit")
  @Parameter(
      description = "Only notes that are addressed to this unit: an id, or `code:` and a code.",
      example = "code:120101001000")
  @Size(max = 80)
  public String unit;

  @QueryParam("unread")
  @Parameter(
      description = "With `unit`: true: only what it has not read; false: only what it has.",
      example = "true")
  @Size(max = 5)
  public String unread;

  @QueryParam("audience")
  @Parameter(
      description = "Only notes for LEADING_TEAMS, CADRES or MEMBERS, or for all.",
      example = "CADRES")
  @Size(max = 20)
  public String audience;

  @QueryParam("q")
  @Parameter(description = "Part of the title, 1 to 100 characters; upper and lower case are one.")
  @Size(min = 1, max = 100)
  public String q;

  Boolean unread() {
    if (unit == null && unread != null) {
      throw new Refusal(ErrorCode.UNSUPPORTED_COMBINATION, "unread", "no unit", "unit + unread");
    }
    return Lists.bool("unread", unread);
  }
}
