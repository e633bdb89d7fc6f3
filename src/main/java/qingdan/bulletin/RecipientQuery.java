package qingdan.bulletin;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import qingdan.obligation.ObligationFilter;
import qingdan.obligation.PartQuery;

/** The filters of the units that a bulletin goes to. */
public class RecipientQuery extends PartQuery {

  static final Set<String> FILTERS = Set.of("unit", "depth", "state");

  @QueryParam("state")
  @Parameter(description = "UNREAD, RECEIVED or ANSWERED.", example = "UNREAD")
  @Size(max = 20)
  public String state;

  /** Whoever receives a bulletin may owe nothing of it: what is asked is asked of the recipient. */
  @Override
  protected ObligationFilter.Asked asked() {
    return null;
  }
}
