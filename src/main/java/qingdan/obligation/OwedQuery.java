package qingdan.obligation;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import qingdan.obligation.ObligationFilter.Asked;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.unit.Depth;

/** The filters of the list of all that units owe. */
public class OwedQuery extends PartQuery {

  static final Set<String> FILTERS =
      Set.of("unit", "depth", "campaign", "subject", "kind", "state");

  @QueryParam("campaign")
  @Parameter(
      description = "Only what is owed in this campaign, by its id.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String campaign;

  @QueryParam("subject")
  @Parameter(
      description =
          "Only what is owed of this milestone, plan of visits, contact, note, bulletin or series of meetings, by its id; of a bulletin both receipts and answers, unless `kind` says which.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String subject;

  @QueryParam("kind")
  @Parameter(description = "Only what is of this kind; see /vocabulary.", example = "MILESTONE")
  @Size(max = 40)
  public String kind;

  @QueryParam("state")
  @Parameter(
      description =
          "missing (the default): what does not count as done; overdue: of this, what is past its day; awaiting: reported, and not confirmed yet. With `depth=self` also done: on time or late; and late: done after its day.",
      example = "missing",
      schema = @Schema(enumeration = {"missing", "overdue", "awaiting", "done", "late"}))
  @Size(max = 20)
  public String state;

  /** What is done is listed from the unit's own rows: no index holds it in the order of days. */
  @Override
  protected Asked asked() {
    var asked = state == null ? Asked.MISSING : Asked.of("state", state);
    if ((asked == Asked.DONE || asked == Asked.LATE) && depth() != Depth.SELF) {
      throw new Refusal(
          ErrorCode.UNSUPPORTED_COMBINATION,
          "state=" + state,
          "depth",
          "state + unit + depth=self");
    }
    return asked;
  }
}
