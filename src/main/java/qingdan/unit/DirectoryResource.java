package qingdan.unit;

import java.util.Set;

import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import qingdan.access.Place;
import qingdan.access.Subtree;
import qingdan.shared.Characters;
import qingdan.shared.Count;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;

@Path("/directory/units")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(name = "Units", description = "The tree of units (单位), now and as of any day.")
class DirectoryResource {

  private static final Set<String> FILTERS = Set.of("q", "code");

  private final Units units;
  private final Lists lists;

  DirectoryResource(Units units, Lists lists) {
    this.units = units;
    this.lists = lists;
  }

  @GET
  @Operation(
      operationId = "searchDirectory",
      summary = "Look up any unit",
      description =
          "Id, code, name, kind and tier of open units, wherever they stand, and nothing more of them: to name a joint unit or an ancestor.")
  @APIResponse(responseCode = "200", description = "A page of units, by path.")
  public Page<DirectoryEntry> search(
      @QueryParam("q") @Size(min = 1, max = 100) @Parameter(description = "Part of the name.")
          String q,
      @QueryParam("code") @Size(max = 64) @Parameter(description = "Exactly this code.")
          String code,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, FILTERS);
    var rows = units.list(filter(q, code), reading.after(), reading.fetch());
    return reading.page(rows, UnitSort.PATH::key, DirectoryEntry::of);
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countDirectory",
      summary = "Count units of the directory",
      description =
          "How many units the search of the same filters finds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(
      @QueryParam("q") @Size(min = 1, max = 100) @Parameter(description = "Part of the name.")
          String q,
      @QueryParam("code") @Size(max = 64) @Parameter(description = "Exactly this code.")
          String code,
      @Context UriInfo uri) {
    Lists.allow(uri, FILTERS);
    return Count.of(units.count(filter(q, code)));
  }

  private static UnitFilter filter(String q, String code) {
    return UnitFilter.all(
        new Subtree(Place.EVERYWHERE),
        UnitFilter.Traits.open(code, q == null ? null : Characters.normal(q)));
  }
}
