package qingdan.note;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import qingdan.obligation.ObligationFilter.Asked;
import qingdan.obligation.PartQuery;

/** The filters of a list of who is to read a note. */
public class ReceiptQuery extends PartQuery {

  static final Set<String> FILTERS = Set.of("unit", "depth", "state");

  @QueryParam("state")
  @Parameter(
      description =
          "missing: has not read it; overdue: has not read it, and is past the due day; done: has read it, on time or late; late: read it after the due day.",
      example = "missing",
      schema = @Schema(enumeration = {"missing", "overdue", "done", "late"}))
  @Size(max = 20)
  public String state;

  @Override
  protected Asked asked() {
    return Asked.ofUnconfirmed("state", state);
  }
}
