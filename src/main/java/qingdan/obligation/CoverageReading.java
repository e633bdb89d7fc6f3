package qingdan.obligation;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.shared.Days;
import qingdan.shared.Lists;
import qingdan.unit.Directory;

/** How the coverage of something that units owe is read by whoever reads the work of the unit. */
@ApplicationScoped
public class CoverageReading {

  private final Coverage coverage;
  private final Sight sight;
  private final Directory directory;
  private final Clock clock;

  CoverageReading(Coverage coverage, Sight sight, Directory directory, Clock clock) {
    this.coverage = coverage;
    this.sight = sight;
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * @param over over which unit, where the query names none
   */
  public CoverageView read(Subject subject, UUID over, CoverageQuery query, Lists.Reading reading) {
    var unit = sight.unit(query.unit == null ? over.toString() : query.unit);
    var day = Days.past("asOf", query.asOf, LocalDate.ofInstant(clock.instant(), subject.zone()));
    var after = reading.after() == null ? null : reading.after().get(0);
    var answer = coverage.answer(subject, unit.id(), day, query.by(), after, reading.fetch());
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
                    CoverageView.counts(subject, part.counts())));
    return CoverageView.of(
        subject, units.get(unit.id()), day, CoverageView.counts(subject, answer.total()), parts);
  }
}
