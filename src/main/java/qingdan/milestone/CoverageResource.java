package qingdan.milestone;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
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

import qingdan.access.Place;
import qingdan.obligation.Coverage;
import qingdan.shared.Days;
import qingdan.shared.ListRequest;
import qingdan.shared.Lists;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;
import qingdan.unit.Directory;

@Path("/milestones/{id}/coverage")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(
    name = "Milestones",
    description = "What every unit of a cohort owes by a day, and who has done it (节点).")
class CoverageResource {

  private final Milestones milestones;
  private final Coverage coverage;
  private final Sight sight;
  private final Directory directory;
  private final Lists lists;
  private final Sql sql;

  CoverageResource(
      Milestones milestones,
      Coverage coverage,
      Sight sight,
      Directory directory,
      Lists lists,
      Sql sql) {
    this.milestones = milestones;
    this.coverage = coverage;
    this.sight = sight;
    this.directory = directory;
    this.lists = lists;
    this.sql = sql;
  }

  @GET
  @Operation(
      operationId = "getCoverage",
      summary = "Get the coverage of a milestone",
      description =
          "How many units of the cohort have done it, on time or late, and how many are missing, now or at the end of a day. 404 where you do not read the work of the unit.")
  @APIResponse(responseCode = "200", description = "The coverage.")
  public CoverageView get(
      @PathParam("id") @Parameter(description = "Id of the milestone.") String id,
      @BeanParam @Valid CoverageQuery query,
      @BeanParam @Valid ListRequest page,
      @Context UriInfo uri) {
    sql.readOneMoment();
    var reading = lists.read(uri, page, CoverageQuery.FILTERS);
    var milestone = milestones.visible(id);
    var unit = sight.unit(query.unit == null ? milestone.topUnitId().toString() : query.unit);
    var day = day(milestone, query);
    var after = reading.after() == null ? null : reading.after().get(0);
    var answer = answer(milestone, unit, day, query.by(), after, reading.fetch());
    var named = new HashSet<>(List.of(unit.id()));
    answer.parts().stream().map(Coverage.Part::unit).filter(Objects::nonNull).forEach(named::add);
    var units = directory.of(named);
    var parts =
        reading.page(
            answer.parts(),
            part -> List.of(part.key()),
            part ->
                new CoverageView.Part(
                    units.get(part.unit()),
                    part.alone() ? true : null,
                    part.value(),
                    CoverageView.counts(milestone, part.counts())));
    return new CoverageView(
        milestone.id(),
        units.get(unit.id()),
        day,
        CoverageView.counts(milestone, answer.total()),
        parts.items(),
        parts.next());
  }

  private Coverage.Answer answer(
      Milestone milestone,
      Place unit,
      LocalDate day,
      CoverageQuery.By by,
      String after,
      int fetch) {
    var subject = milestone.subject();
    if (by == null) {
      return new Coverage.Answer(coverage.of(subject, unit.id(), day), List.of());
    }
    if (by == CoverageQuery.By.CHILD) {
      return coverage.byChild(subject, unit.id(), day, after, fetch);
    }
    var all = coverage.by(by.dimension(), subject, unit.id(), day);
    return new Coverage.Answer(
        all.total(),
        all.parts().stream()
            .filter(part -> after == null || part.key().compareTo(after) > 0)
            .limit(fetch)
            .toList());
  }

  private LocalDate day(Milestone milestone, CoverageQuery query) {
    var today = milestones.today(milestone);
    var day = Days.parameter("asOf", query.asOf);
    if (day != null && day.isAfter(today)) {
      throw Refusal.parameter("asOf", "future");
    }
    return day == null ? today : day;
  }
}
