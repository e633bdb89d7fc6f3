package qingdan.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;

import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import qingdan.shared.ErrorCode;
import qingdan.shared.Lists;
import qingdan.shared.Refusal;
import qingdan.unit.UnitLines;
import qingdan.unit.UnitSelection;

@Path("/exports")
@Authenticated
@RunOnVirtualThread
@Produces(ExportResource.CSV)
@Transactional
@Tag(name = "Exchange", description = "Whole files in and out (导入导出).")
class ExportResource {

  static final String CSV = "text/csv;charset=UTF-8";

  /** An export holds a connection as long as its reader takes: most are left to others. */
  private static final int AT_ONCE = 4;

  private final UnitLines units;
  private final Semaphore places = new Semaphore(AT_ONCE);

  ExportResource(UnitLines units) {
    this.units = units;
  }

  @GET
  @Path("/units")
  @Operation(
      operationId = "exportUnits",
      summary = "Export units",
      description =
          """
          The open units of your subtrees in the form that the import takes, parents before their children, of one moment. A text that \
          a spreadsheet would run as a formula stands behind an apostrophe, which the import takes away. The answer has no length and no \
          limit; an answer that breaks off is incomplete. Four at a time; 503 beyond that.""")
  @APIResponse(
      responseCode = "200",
      description = "CSV in UTF-8: code,name,kind,parentCode,sector,tier.",
      content = @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)))
  public RestResponse<StreamingOutput> exportUnits(
      @BeanParam @Valid UnitSelection query, @Context UriInfo uri) {
    Lists.allow(uri, UnitSelection.FILTERS);
    var selected = units.select(query);
    return RestResponse.ResponseBuilder.<StreamingOutput>ok(out -> write(selected, out))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"units.csv\"")
        .build();
  }

  private void write(UnitLines.Selected units, OutputStream out) throws IOException {
    if (!places.tryAcquire()) {
      throw new Refusal(ErrorCode.UNAVAILABLE).retryAfter(5);
    }
    try (var csv = UnitCsv.writer(out)) {
      csv.writeRecord(UnitCsv.COLUMNS);
      units.forEach(
          line ->
              csv.writeRecord(
                  line.code(),
                  Formulas.guarded(line.name()),
                  line.kind(),
                  line.parentCode(),
                  line.sector(),
                  line.tier()));
    } finally {
      places.release();
    }
  }
}
