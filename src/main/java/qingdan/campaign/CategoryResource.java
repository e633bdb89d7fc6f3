package qingdan.campaign;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import qingdan.shared.Changed;
import qingdan.shared.Count;
import qingdan.shared.ErrorCode;
import qingdan.shared.Idempotent;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.MergePatch;
import qingdan.shared.Page;
import qingdan.shared.Preconditions;
import qingdan.shared.Refusal;

@Path("/campaigns/{id}/categories")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(name = "Campaigns", description = "Drives through a part of the tree (活动).")
class CategoryResource {

  private static final String ID = "Id of the campaign.";
  private static final String CODE = "Code of the category.";

  private final Campaigns campaigns;
  private final Categories categories;
  private final Scope scope;
  private final Lists lists;
  private final Preconditions preconditions;
  private final MergePatch mergePatch;
  private final Event<Changed> changes;

  CategoryResource(
      Campaigns campaigns,
      Categories categories,
      Scope scope,
      Lists lists,
      Preconditions preconditions,
      MergePatch mergePatch,
      Event<Changed> changes) {
    this.campaigns = campaigns;
    this.categories = categories;
    this.scope = scope;
    this.lists = lists;
    this.preconditions = preconditions;
    this.mergePatch = mergePatch;
    this.changes = changes;
  }

  @GET
  @Operation(
      operationId = "listCategories",
      summary = "List the categories of a campaign",
      description = "By code, each with the fields that its problems have.")
  @APIResponse(responseCode = "200", description = "A page of categories.")
  public Page<CategoryView> list(
      @PathParam("id") @Parameter(description = ID) String id,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, Set.of());
    var after = reading.after() == null ? null : reading.after().get(0);
    var rows = categories.list(campaigns.visible(id).id(), after, reading.fetch());
    return reading.page(rows, category -> List.of(category.code()), Function.identity());
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countCategories",
      summary = "Count the categories of a campaign",
      description = "How many there are; at most 100.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(
      @PathParam("id") @Parameter(description = ID) String id, @Context UriInfo uri) {
    Lists.allow(uri, Set.of());
    return Count.of(categories.count(campaigns.visible(id).id()));
  }

  @GET
  @Path("/{code}")
  @Operation(
      operationId = "getCategory",
      summary = "Get a category",
      description = "One category of the campaign by its code.")
  @APIResponse(responseCode = "200", description = "The category.")
  public CategoryView get(
      @PathParam("id") @Parameter(description = ID) String id,
      @PathParam("code") @Parameter(description = CODE, example = "LIVELIHOOD") String code) {
    return categories.find(campaigns.visible(id).id(), code).orElseThrow(Refusal::notFound);
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "createCategory",
      summary = "Create a category",
      description =
          "Needs SUPERVISOR at the top unit or above it. A category is never removed: problems stand on it.")
  @APIResponse(
      responseCode = "201",
      description = "Created.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CategoryView.class)))
  public RestResponse<CategoryView> create(
      @PathParam("id") @Parameter(description = ID) String id,
      @Valid @NotNull CreateCategory request) {
    var campaign = campaigns.locked(id);
    scope.requireSupervisor(campaign.topPath());
    campaign.requireNotClosed();
    Categories.requireDistinct(request.fields());
    if (categories.find(campaign.id(), request.code()).isPresent()) {
      throw new Refusal(ErrorCode.NAME_TAKEN);
    }
    if (categories.count(campaign.id()) >= Categories.MOST) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/code", "most", Categories.MOST);
    }
    var category =
        new CategoryView(request.code(), 1, request.labelEn(), request.labelZh(), request.fields());
    categories.insert(campaign.id(), category);
    fire(campaign, "campaign.category-created", null, fields(category));
    return RestResponse.ResponseBuilder.<CategoryView>create(RestResponse.Status.CREATED)
        .location(URI.create("campaigns/" + campaign.id() + "/categories/" + category.code()))
        .entity(category)
        .build();
  }

  @PATCH
  @Path("/{code}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @Operation(
      operationId = "changeCategory",
      summary = "Change a category",
      description =
          "Labels and fields. Needs SUPERVISOR at the top unit or above it, and If-Match.")
  @APIResponse(responseCode = "200", description = "Changed.")
  public CategoryView change(
      @PathParam("id") @Parameter(description = ID) String id,
      @PathParam("code") @Parameter(description = CODE, example = "LIVELIHOOD") String code,
      @NotNull
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MergePatch.MEDIA_TYPE,
                      schema = @Schema(implementation = CategoryPatch.class)))
          JsonNode request)
      throws JsonProcessingException {
    var campaign = campaigns.locked(id);
    scope.requireSupervisor(campaign.topPath());
    var category = categories.find(campaign.id(), code).orElseThrow(Refusal::notFound);
    preconditions.require(category);
    var current = CategoryPatch.of(category);
    var patched = mergePatch.apply(current, request, CategoryPatch.class);
    if (patched.equals(current)) {
      return category;
    }
    campaign.requireNotClosed();
    Categories.requireDistinct(patched.fields());
    var changed =
        new CategoryView(
            code, category.version() + 1, patched.labelEn(), patched.labelZh(), patched.fields());
    categories.update(campaign.id(), changed);
    fire(campaign, "campaign.category-changed", fields(category), fields(changed));
    return changed;
  }

  private static Map<String, Object> fields(CategoryView category) {
    return Map.of(
        "code",
        category.code(),
        "labelEn",
        category.labelEn(),
        "labelZh",
        category.labelZh(),
        "fields",
        category.fields());
  }

  private void fire(
      Campaign campaign, String type, Map<String, Object> before, Map<String, Object> after) {
    changes.fire(
        new Changed("campaign", campaign.id(), type, List.of(campaign.topPath()), before, after));
  }
}
