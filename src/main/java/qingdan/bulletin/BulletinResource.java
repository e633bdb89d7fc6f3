package qingdan.bulletin;

import java.net.URI;

import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import qingdan.shared.Count;
import qingdan.shared.Idempotent;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;

@Path("/bulletins")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Bulletins",
    description = "What an office makes known to units, with receipts and answers (通报).")
class BulletinResource {

  private final Bulletins bulletins;
  private final Sending sending;
  private final Lists lists;

  BulletinResource(Bulletins bulletins, Sending sending, Lists lists) {
    this.bulletins = bulletins;
    this.sending = sending;
    this.lists = lists;
  }

  @GET
  @Operation(
      operationId = "listBulletins",
      summary = "List bulletins",
      description =
          "Those that offices whose work you read have sent, and those to units whose work you read; the latest first.")
  @APIResponse(responseCode = "200", description = "A page of bulletins.")
  public Page<BulletinView> list(
      @BeanParam @Valid BulletinQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, BulletinQuery.FILTERS);
    var rows = bulletins.list(query, reading.after(), reading.fetch());
    return reading.page(rows, Bulletin::key, BulletinView::of);
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countBulletins",
      summary = "Count bulletins",
      description =
          "How many bulletins the list of the same filters holds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(@BeanParam @Valid BulletinQuery query, @Context UriInfo uri) {
    Lists.allow(uri, BulletinQuery.FILTERS);
    return Count.of(bulletins.count(query));
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getBulletin",
      summary = "Get a bulletin",
      description = "The bulletin itself; to whom it goes is beside it.")
  @APIResponse(responseCode = "200", description = "The bulletin.")
  public BulletinView get(
      @PathParam("id") @Parameter(description = "Id of the bulletin.") String id) {
    return BulletinView.of(bulletins.visible(id));
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "sendBulletin",
      summary = "Send a bulletin",
      description =
          "To units of the office's part of the tree, by name or by a rule as it holds now. Written by hand, or composed of a round's findings. Needs INSPECTOR or SUPERVISOR at the unit of the office, or above it.")
  @APIResponse(
      responseCode = "201",
      description = "Sent.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = BulletinView.class)))
  public RestResponse<BulletinView> send(@Valid @NotNull SendBulletin request) {
    return sent(sending.send(request));
  }

  static RestResponse<BulletinView> sent(Bulletin bulletin) {
    return RestResponse.ResponseBuilder.<BulletinView>create(RestResponse.Status.CREATED)
        .location(URI.create("bulletins/" + bulletin.id()))
        .entity(BulletinView.of(bulletin))
        .build();
  }
}
