package qingdan.obligation;

import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import qingdan.shared.Count;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;

@Path("/obligations")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(name = "Obligations", description = "All that units owe, of whatever kind (应办事项).")
class OwedResource {

  private final OwedList owed;
  private final Lists lists;

  OwedResource(OwedList owed, Lists lists) {
    this.owed = owed;
    this.lists = lists;
  }

  @GET
  @Operation(
      operationId = "listOwed",
      summary = "List what units owe",
      description =
          "What the units whose work you read owe by today in campaigns and batches that go on: milestones, prescribed actions, visits that they shall receive by plans or that leaders plan, receipts of guidance notes and bulletins, answers to bulletins, and the meetings that series of theirs ask for; the first to be due first. Of one unit with `unit` and `depth=self`: what do we still owe?")
  @APIResponse(responseCode = "200", description = "A page of what is owed.")
  public Page<OwedView> list(
      @BeanParam @Valid OwedQuery query, @BeanParam @Valid ListRequest page, @Context UriInfo uri) {
    var reading = lists.read(uri, page, OwedQuery.FILTERS);
    var rows = owed.list(query, reading.after(), reading.fetch());
    return reading.page(rows, OwedRow::key, OwedView::of);
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countOwed",
      summary = "Count what units owe",
      description = "How much the list of the same filters holds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(@BeanParam @Valid OwedQuery query, @Context UriInfo uri) {
    Lists.allow(uri, OwedQuery.FILTERS);
    return Count.of(owed.count(query));
  }
}
