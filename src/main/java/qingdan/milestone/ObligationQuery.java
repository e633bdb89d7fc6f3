package qingdan.milestone;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import qingdan.obligation.ObligationFilter.Asked;
import qingdan.obligation.PartQuery;

/** The filters of a list of obligations. */
public class ObligationQuery extends PartQuery {

  public static final Set<String> FILTERS = Set.of("unit", "depth", "state");

  @QueryParam("state")
  @Parameter(
      description =
          "missing: what does not count as done, awaiting confirmation or not; overdue: of this, what is past its day; awaiting: reported, and not confirmed yet; done: on time or late; late: done after its day. Only what is owed by today.",
      example = "missing",
      schema = @Schema(enumeration = {"missing", "overdue", "awaiting", "done", "late"}))
  @Size(max = 20)
  public String state;

  @Override
  protected Asked asked() {
    return Asked.of("state", state);
  }
}
