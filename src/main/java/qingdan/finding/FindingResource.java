package qingdan.finding;

import jakarta.enterprise.event.Event;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import qingdan.campaign.CampaignLock;
import qingdan.problem.Assignment;
import qingdan.shared.Changed;
import qingdan.shared.Count;
import qingdan.shared.Idempotent;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.shared.Sql;

@Path("/findings")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Findings",
    description = "Inspections of drawn units, by checklists, and what they find (检查发现).")
class FindingResource {

  private static final String ID = "Id of the finding.";

  private final Findings findings;
  private final Assignment assignment;
  private final Lists lists;
  private final Event<Changed> changes;
  private final Sql sql;

  FindingResource(
      Findings findings, Assignment assignment, Lists lists, Event<Changed> changes, Sql sql) {
    this.findings = findings;
    this.assignment = assignment;
    this.lists = lists;
    this.changes = changes;
    this.sql = sql;
  }

  @GET
  @Operation(
      operationId = "listFindings",
      summary = "List findings",
      description =
          "Those of inspections and visits at units whose work you read, and those of rounds of your office or team; in the order in which they were recorded.")
  @APIResponse(responseCode = "200", description = "A page of findings.")
  public Page<FindingView> list(
      @BeanParam @Valid FindingQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    var reading = lists.read(uri, page, FindingQuery.FILTERS);
    var rows = findings.list(query, reading.after(), reading.fetch());
    return reading.page(rows, Finding::key, findings::view);
  }

  @GET
  @Path("/count")
  @Operation(
      operationId = "countFindings",
      summary = "Count findings",
      description =
          "How many findings the list of the same filters holds; counting stops at 100,000.")
  @APIResponse(responseCode = "200", description = "The number.")
  public Count count(@BeanParam @Valid FindingQuery query, @Context UriInfo uri) {
    Lists.allow(uri, FindingQuery.FILTERS);
    return Count.of(findings.count(query));
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getFinding",
      summary = "Get a finding",
      description = "With what became of it.")
  @APIResponse(responseCode = "200", description = "The finding.")
  public FindingView get(@PathParam("id") @Parameter(description = ID) String id) {
    return findings.view(findings.visible(id));
  }

  @POST
  @Path("/{id}/acceptance")
  @Idempotent
  @Operation(
      operationId = "acceptFinding",
      summary = "Accept a finding as a problem",
      description =
          "It stands on the list of the unit, or of the successor of one that has closed, at once, CONFIRMED and with the source INSPECTION, or GUIDANCE where a group was on the visit; of a visit the problem names it. The unit can neither change nor dismiss it. Needs SUPERVISOR of the supervising unit. 409 once it is decided.")
  @APIResponse(responseCode = "200", description = "Accepted.")
  public FindingView accept(
      @PathParam("id") @Parameter(description = ID) String id,
      @Valid @NotNull AcceptFinding request) {
    var finding = decidable(id, FindingStatus.ACCEPTED);
    findings.accept(finding, request);
    return told(finding, "finding.accepted");
  }

  @POST
  @Path("/{id}/rejection")
  @Idempotent
  @Operation(
      operationId = "rejectFinding",
      summary = "Reject a finding",
      description =
          "With a reason that the office and the unit read. Needs SUPERVISOR of the supervising unit. 409 once it is decided.")
  @APIResponse(responseCode = "200", description = "Rejected.")
  public FindingView reject(
      @PathParam("id") @Parameter(description = ID) String id,
      @Valid @NotNull RejectFinding request) {
    var finding = decidable(id, FindingStatus.REJECTED);
    findings.reject(finding, request.reason());
    return told(finding, "finding.rejected");
  }

  private Finding decidable(String id, FindingStatus to) {
    var seen = findings.visible(id);
    sql.one(String.class, CampaignLock.SHARED, seen.campaignId().toString());
    var finding = findings.locked(seen.id());
    assignment.requireSupervision(finding.campaignId(), finding.unitPath());
    finding.requireWaiting(to);
    return finding;
  }

  private FindingView told(Finding before, String type) {
    var after = findings.visible(before.id().toString());
    changes.fire(after.fact(type));
    return findings.view(after);
  }
}
