package qingdan.exchange;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import qingdan.access.Caller;
import qingdan.access.Role;
import qingdan.job.JobView;
import qingdan.job.Jobs;
import qingdan.shared.ErrorCode;
import qingdan.shared.Idempotent;
import qingdan.shared.Lists;
import qingdan.shared.Refusal;

@Path("/imports")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(name = "Exchange", description = "Whole files in and out (导入导出).")
class ImportResource {

  private static final Set<String> PARAMETERS = Set.of("dryRun");

  private final Jobs jobs;
  private final Caller caller;

  ImportResource(Jobs jobs, Caller caller) {
    this.jobs = jobs;
    this.caller = caller;
  }

  @POST
  @Path("/units")
  @Consumes({CsvUploads.CSV, CsvUploads.GZIP})
  @Idempotent
  @Operation(
      operationId = "importUnits",
      summary = "Import units",
      description =
          """
          CSV with the columns code, name, kind, parentCode and, if wanted, sector and tier; rows in any order. UTF-8 with or without \
          BOM, or `charset=GB18030`; plain, or gzip by `Content-Encoding: gzip` or as `application/gzip`; at most 64 MB as sent and \
          256 MB inflated. Answers a job. Units are known by their code: a new code is created below its parent, a known one gets \
          name, kind, sector and tier of its row where they differ, and none is moved. An absent column leaves what units have. \
          All rows are merged or none: the job lists every fault with line and column. Needs ADMIN at the parents or above them.""")
  @APIResponse(
      responseCode = "202",
      description = "Received: see the job for what comes of it.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = JobView.class)))
  public RestResponse<JobView> importUnits(
      @QueryParam("dryRun")
          @Parameter(
              description = "true: check everything, count what would come of it, change nothing.",
              schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
          String dryRun,
      @NotNull
          @RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = CsvUploads.CSV,
                    schema = @Schema(type = SchemaType.STRING, maxLength = 67_108_864),
                    examples =
                        @ExampleObject(
                            name = "tianjin",
                            summary = "A municipality and a district",
                            value =
                                "code,name,kind,parentCode\n120000000000,天津市,PROVINCE,\n120101000000,和平区,COUNTY,120000000000\n")),
                @Content(
                    mediaType = CsvUploads.GZIP,
                    schema =
                        @Schema(
                            type = SchemaType.STRING,
                            contentMediaType = CsvUploads.GZIP,
                            maxLength = 67_108_864))
              })
          CsvUpload request,
      @Context UriInfo uri)
      throws IOException {
    Lists.allow(uri, PARAMETERS);
    boolean dry = Boolean.TRUE.equals(Lists.bool("dryRun", dryRun));
    if (caller.where(Role.ADMIN).isEmpty()) {
      throw new Refusal(ErrorCode.ROLE_MISSING, Role.ADMIN);
    }
    var job = queue(request, dry);
    return RestResponse.ResponseBuilder.<JobView>create(RestResponse.Status.ACCEPTED)
        .location(URI.create("jobs/" + job.id()))
        .entity(job)
        .build();
  }

  private JobView queue(CsvUpload upload, boolean dry) throws IOException {
    try (var file = Files.newInputStream(upload.file())) {
      return jobs.queue(UnitImport.TYPE, dry, parameters(upload), upload.lines() - 1, file);
    }
  }

  private static Map<String, String> parameters(CsvUpload upload) throws IOException {
    try (var file = new GZIPInputStream(Files.newInputStream(upload.file()))) {
      var columns = UnitCsv.columns(file, upload.charset());
      return Map.of(
          UnitImport.CHARSET,
          upload.charset(),
          UnitImport.SECTORS,
          "" + columns.containsKey(UnitCsv.SECTOR));
    }
  }
}
