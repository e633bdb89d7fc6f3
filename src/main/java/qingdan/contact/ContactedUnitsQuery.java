package qingdan.contact;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters of the list behind the coverage. */
public class ContactedUnitsQuery extends ContactCoverageQuery {

  static final Set<String> FILTERS = with(ContactCoverageQuery.FILTERS, "state");

  @QueryParam("state")
  @Parameter(
      description = "missing: only units without a contact; covered: only those with one.",
      example = "missing",
      schema = @Schema(enumeration = {"missing", "covered"}))
  @Size(max = 20)
  public String state;

  /** Null for both. */
  Boolean covered() {
    return covered(state);
  }
}
