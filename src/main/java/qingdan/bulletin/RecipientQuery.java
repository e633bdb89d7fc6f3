package qingdan.bulletin;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters of the units that a bulletin goes to. */
public class RecipientQuery {

  static final Set<String> FILTERS = Set.of("state");

  @QueryParam("state")
  @Parameter(description = "UNREAD, RECEIVED or ANSWERED.", example = "UNREAD")
  @Size(max = 20)
  public String state;
}
