package qingdan.contact;

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

import qingdan.obligation.EnrolledCoverage;
import qingdan.obligation.EnrolledCoverageReading;
import qingdan.obligation.EnrolledCoverageView;
import qingdan.obligation.EnrolledUnitView;
import qingdan.shared.Count;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;

@Path("/contact-coverage")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Contacts",
    description =
        "Which leader keeps in touch with which unit or sector, and who is left out (联系点).")
class ContactCoverageResource {

  private final EnrolledCoverage coverage;
  private final EnrolledCoverageReading answers;
  private final Lists lists;

  ContactCoverageResource(EnrolledCoverage coverage, EnrolledCoverageReading answers, Lists lists) {
    this.coverage = coverage;
    this.answers = answers;
    this.lists = lists;
  }

  @GET
  @Operation(
      operationId = "getContactCoverage",
      summary = "Get the coverage by contacts",
      description =
          "With how many enrolled units a leader keeps in touch on a day of the term, in total and by those directly below the unit, now or at the end of a day. 404 where you do not read the work of the unit.")
  @APIResponse(responseCode = "200", description = "The coverage.")
  public EnrolledCoverageView get(
      @BeanParam @Valid ContactCoverageQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, ContactCoverageQuery.FILTERS);
    return answers.read(query.asked(coverage), ContactCoverage::add, reading);
  }

  @GET
  @Path("/units")
  @Operation(
      operationId = "listUnitsByContact",
      summary = "List enrolled units with or without a contact",
      description =
          "The rows behind the coverage, by their place in the tree; with `state=missing` the units without a contact.")
  @APIResponse(responseCode = "200", description = "A page of units.")
  public Page<EnrolledUnitView> units(
      @BeanParam @Valid ContactedUnitsQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, ContactedUnitsQuery.FILTERS);
    return answers.units(query.asked(coverage), ContactCoverage::add, query.covered(), reading);
  }

  @GET
  @Path("/units/count")
  @Operation(
      operationId = "countUnitsByContact",
      summary = "Count enrolled units with or without a contact",
      description = "How many units the list of the same filters holds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(@BeanParam @Valid ContactedUnitsQuery query, @Context UriInfo uri) {
    Lists.allow(uri, ContactedUnitsQuery.FILTERS);
    return Count.of(coverage.count(query.asked(coverage), ContactCoverage::add, query.covered()));
  }
}
