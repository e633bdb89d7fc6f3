package qingdan.bulletin;

import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import qingdan.finding.KnownFindings;
import qingdan.shared.Idempotent;

/** What is found is made known at once. */
@Path("/findings/{id}/bulletins")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Bulletins",
    description = "What an office makes known to units, with receipts and answers (通报).")
class FindingBulletinResource {

  private final Sending sending;
  private final KnownFindings findings;

  FindingBulletinResource(Sending sending, KnownFindings findings) {
    this.sending = sending;
    this.findings = findings;
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "sendFindingBulletin",
      summary = "Send a bulletin of a finding",
      description =
          "At once, from the inspection or the visit itself: to the unit and to those above it, below the office. Of an inspection that is the drawing office, and its people and the team send. Of a visit it is the unit at which the group, the leader of the contact or the plan belongs that the visit was made for, and whoever recorded it or has INSPECTOR or SUPERVISOR there sends; of a visit for none of these it is the highest unit above at which you have INSPECTOR or SUPERVISOR.")
  @APIResponse(
      responseCode = "201",
      description = "Sent.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = BulletinView.class)))
  public RestResponse<BulletinView> sendOfFinding(
      @PathParam("id") @Parameter(description = "Id of the finding.") String id,
      @Valid @NotNull SendFindingBulletin request) {
    return BulletinResource.sent(sending.send(findings.ofTheTeam(id), request));
  }
}
