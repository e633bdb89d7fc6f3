package qingdan.shared;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What every list takes. */
public class ListRequest {

  @QueryParam("limit")
  @DefaultValue("50")
  @Min(1)
  @Max(200)
  @Parameter(description = "Rows a page, 1 to 200.")
  public int limit;

  @QueryParam("cursor")
  @Parameter(
      description =
          "Where the page begins: taken from `next` of the page before, with the same filters and sort.")
  public String cursor;
}
