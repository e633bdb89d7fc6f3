package qingdan.unit;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import qingdan.access.Subtree;
import qingdan.shared.Lists;

/** The filters of a number of units, open and closed, now and as of a day. */
public class UnitQuery extends UnitSelection {

  static final Set<String> FILTERS = and(UnitSelection.FILTERS, "status", "asOf");

  @QueryParam("status")
  @Parameter(
      description = "OPEN or CLOSED; both when absent.",
      schema = @Schema(implementation = UnitView.Status.class))
  public String status;

  @QueryParam("asOf")
  @Parameter(description = "The tree as it was at the end of a day, such as 2026-01-31.")
  public String asOf;

  UnitFilter filter(UnitRow root, List<Subtree> readable, Instant at) {
    return filter(root, readable, at, UnitSort.PATH);
  }

  UnitFilter filter(UnitRow root, List<Subtree> readable, Instant at, UnitSort order) {
    return filter(root, readable, Lists.oneOf("status", status, UnitView.Status.class), at, order);
  }

  static Set<String> and(Set<String> filters, String... more) {
    return Stream.concat(filters.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
  }
}
