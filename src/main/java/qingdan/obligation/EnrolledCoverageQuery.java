package qingdan.obligation;

import java.util.HashSet;
import java.util.Set;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import qingdan.shared.Refusal;

/** Of which part of a batch's cohort it is asked who is looked after, as of which day. */
public class EnrolledCoverageQuery {

  public static final Set<String> FILTERS = Set.of("batch", "unit", "asOf");

  @QueryParam("batch")
  @Parameter(
      description = "The batch whose enrolled units are counted, by its id.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @NotNull
  @Size(max = 36)
  public String batch;

  @QueryParam("unit")
  @Parameter(
      description =
          "Over this unit and all below it: an id, or `code:` and a code. The campaign's top unit when absent.",
      example = "code:120101000000")
  @Size(max = 80)
  public String unit;

  @QueryParam("asOf")
  @Parameter(
      description = "At the end of this day of the campaign's time zone; now when absent.",
      example = "2019-09-13")
  @Size(max = 10)
  public String asOf;

  protected static Set<String> with(Set<String> filters, String... more) {
    var all = new HashSet<>(filters);
    all.addAll(Set.of(more));
    return all;
  }

  /** What a state means for a list of units: null for all of them. */
  protected static Boolean covered(String state) {
    if (state == null) {
      return null;
    }
    return switch (state) {
      case "missing" -> false;
      case "covered" -> true;
      default -> throw Refusal.parameter("state", "one-of", "covered, missing");
    };
  }
}
