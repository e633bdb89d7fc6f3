package qingdan.obligation;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Of which part of the tree, and of which day, the missing are asked. */
public class MissingQuery {

  public static final Set<String> FILTERS = Set.of("unit", "asOf");

  @QueryParam("unit")
  @Parameter(
      description =
          "Of this unit and all below it: an id, or `code:` and a code. The campaign's top unit when absent.",
      example = "code:120101000000")
  @Size(max = 80)
  public String unit;

  @QueryParam("asOf")
  @Parameter(
      description =
          "At the end of this day of the campaign's time zone, in the tree as it was then; now when absent.",
      example = "2019-09-13")
  @Size(max = 10)
  public String asOf;
}
