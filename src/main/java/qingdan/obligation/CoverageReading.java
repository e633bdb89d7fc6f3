package qingdan.obligation;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestResponse;

import qingdan.ledger.Ledger;
import qingdan.shared.Days;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.shared.Preconditions;
import qingdan.unit.Directory;
import qingdan.unit.DirectoryEntry;

/** How the coverage of something that units owe is read by whoever reads the work of the unit. */
@ApplicationScoped
public class CoverageReading {

  private final Coverage coverage;
  private final Sight sight;
  private final Directory directory;
  private final Ledger ledger;
  private final Preconditions preconditions;
  private final Clock clock;

  CoverageReading(
      Coverage coverage,
      Sight sight,
      Directory directory,
      Ledger ledger,
      Preconditions preconditions,
      Clock clock) {
    this.coverage = coverage;
    this.sight = sight;
    this.directory = directory;
    this.ledger = ledger;
    this.preconditions = preconditions;
    this.clock = clock;
  }

  /**
   * 304 where nothing that it counts has changed: what is asked, on which day, what it is called,
   * and up to which change it is counted.
   *
   * @param over over which unit, where the query names none
   */
  public RestResponse<CoverageView> read(
      Subject subject, UUID over, CoverageQuery query, Lists.Reading reading, UriInfo uri) {
    var unit = sight.unit(query.unit == null ? over.toString() : query.unit);
    var today = LocalDate.ofInstant(clock.instant(), subject.zone());
    var day = Days.past("asOf", query.asOf, today);
    var after = reading.after() == null ? null : reading.after().get(0);
    var by = query.by();
    var children =
        by == CoverageQuery.By.CHILD
            ? coverage.children(subject, unit.id(), day, after, reading.fetch())
            : List.<Coverage.Child>of();
    var units =
        directory.of(
            Stream.concat(Stream.of(unit.id()), children.stream().map(Coverage.Child::id))
                .toList());
    var tag =
        Preconditions.tag(
            uri.getRequestUri(),
            subject,
            day,
            units.get(unit.id()),
            children.stream().map(child -> units.get(child.id())).toList(),
            ledger.position(unit.id(), unit.path()));
    return preconditions.unlessKnown(
        tag,
        () -> {
          if (day.isBefore(today)
              && ledger.there(unit.id(), List.of(day), subject.zone()).isEmpty()) {
            return CoverageView.notThere(subject, units.get(unit.id()), day);
          }
          var missing = new MissingLists(subject, day.isBefore(today) ? day : null);
          var answer =
              coverage.answer(subject, unit.id(), day, by, children, after, reading.fetch());
          return CoverageView.of(
              subject,
              units.get(unit.id()),
              day,
              CoverageView.counts(subject, answer.total(), missing.below(unit.id())),
              parts(subject, answer, units, missing, unit.id(), by, reading));
        });
  }

  private static Page<CoverageView.Part> parts(
      Subject subject,
      Coverage.Answer answer,
      Map<UUID, DirectoryEntry> units,
      MissingLists missing,
      UUID over,
      CoverageQuery.By by,
      Lists.Reading reading) {
    return reading.page(
        answer.parts(),
        part -> List.of(part.key()),
        part ->
            new CoverageView.Part(
                units.get(part.unit()),
                part.alone() ? true : null,
                part.value(),
                CoverageView.counts(subject, part.counts(), missing.of(part, over, by))));
  }
}
