package qingdan.contact;

import java.util.EnumSet;
import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import qingdan.shared.Lists;

/** The filters of a list of planned visits. */
public class PlannedVisitQuery {

  static final Set<String> FILTERS = Set.of("state");

  enum Asked {
    MISSING,
    OVERDUE,
    DONE,
    LATE
  }

  @QueryParam("state")
  @Parameter(
      description =
          "missing: not made; overdue: not made, and the day is over; done: made, on time or late; late: made after the day.",
      example = "overdue",
      schema = @Schema(enumeration = {"missing", "overdue", "done", "late"}))
  @Size(max = 20)
  public String state;

  Asked asked() {
    return Lists.lowerOneOf("state", state, EnumSet.allOf(Asked.class));
  }
}
