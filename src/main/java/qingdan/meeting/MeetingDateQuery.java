package qingdan.meeting;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters of the dates of a series. */
public class MeetingDateQuery {

  static final Set<String> FILTERS = Set.of("from", "to", "state");

  @QueryParam("from")
  @Parameter(
      description =
          "Only days of the cadence from this one on; from the first of the series when absent.",
      example = "2019-09-09")
  @Size(max = 10)
  public String from;

  @QueryParam("to")
  @Parameter(
      description =
          "Only days of the cadence until this one; a year from today, or the end of the series, when absent.",
      example = "2019-11-30")
  @Size(max = 10)
  public String to;

  @QueryParam("state")
  @Parameter(description = "HELD, CANCELLED, MISSED or COMING.", example = "MISSED")
  @Size(max = 20)
  public String state;
}
