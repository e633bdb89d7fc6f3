package qingdan.contact;

import java.util.HashSet;
import java.util.List;

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
import qingdan.shared.Count;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.unit.Directory;

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
  private final Directory directory;
  private final Lists lists;

  ContactCoverageResource(EnrolledCoverage coverage, Directory directory, Lists lists) {
    this.coverage = coverage;
    this.directory = directory;
    this.lists = lists;
  }

  @GET
  @Operation(
      operationId = "getContactCoverage",
      summary = "Get the coverage by contacts",
      description =
          "With how many enrolled units a leader keeps in touch on a day of the term, in total and by those directly below the unit, now or at the end of a day. 404 where you do not read the work of the unit.")
  @APIResponse(responseCode = "200", description = "The coverage.")
  public ContactCoverageView get(
      @BeanParam @Valid ContactCoverageQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, ContactCoverageQuery.FILTERS);
    var asked = query.asked(coverage);
    var after = reading.after() == null ? null : reading.after().get(0);
    var total = coverage.total(asked, ContactCoverage::add);
    var rows = coverage.byChild(asked, ContactCoverage::add, after, reading.fetch());
    var named = new HashSet<>(List.of(asked.unit()));
    rows.forEach(row -> named.add(row.unit()));
    var units = directory.of(named);
    var parts =
        reading.page(
            rows,
            row -> List.of(row.path()),
            row ->
                new ContactCoverageView.Part(
                    units.get(row.unit()),
                    row.alone() ? true : null,
                    ContactCoverageView.Counts.of(row)));
    return new ContactCoverageView(
        asked.batch(),
        units.get(asked.unit()),
        asked.day(),
        ContactCoverageView.Counts.of(total),
        parts.items(),
        parts.next());
  }

  @GET
  @Path("/units")
  @Operation(
      operationId = "listUnitsByContact",
      summary = "List enrolled units with or without a contact",
      description =
          "The rows behind the coverage, by their place in the tree; with `state=missing` the units without a contact.")
  @APIResponse(responseCode = "200", description = "A page of units.")
  public Page<ContactedUnitView> units(
      @BeanParam @Valid ContactedUnitsQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, ContactedUnitsQuery.FILTERS);
    var after = reading.after() == null ? "" : reading.after().get(0);
    var rows =
        coverage.units(
            query.asked(coverage), ContactCoverage::add, query.contacted(), after, reading.fetch());
    var units = directory.of(rows.stream().map(EnrolledCoverage.Enrolled::unit).toList());
    return reading.page(
        rows,
        row -> List.of(row.path()),
        row -> new ContactedUnitView(units.get(row.unit()), row.covered()));
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
    return Count.of(coverage.count(query.asked(coverage), ContactCoverage::add, query.contacted()));
  }
}
