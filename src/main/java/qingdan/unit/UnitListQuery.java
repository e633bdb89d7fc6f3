package qingdan.unit;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import qingdan.access.Subtree;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;

/** The filters of a list of units, and its order. */
public class UnitListQuery extends UnitQuery {

  static final Set<String> FILTERS = and(UnitQuery.FILTERS, "sort");

  @QueryParam("sort")
  @Parameter(
      description = "path (the default); name or code with `depth=children`.",
      schema = @Schema(enumeration = {"path", "name", "code"}))
  public String sort;

  @Override
  UnitFilter filter(UnitRow root, List<Subtree> readable, Instant at) {
    var order = sort == null ? UnitSort.PATH : UnitSort.of(sort);
    if (order != UnitSort.PATH && depth() != Depth.CHILDREN) {
      throw new Refusal(
          ErrorCode.UNSUPPORTED_COMBINATION,
          "sort=" + sort,
          "depth=" + depth().label(),
          "sort=path, sort=name|code + depth=children");
    }
    return filter(root, readable, at, order);
  }
}
