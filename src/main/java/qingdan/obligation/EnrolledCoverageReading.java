package qingdan.obligation;

import java.util.HashSet;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.unit.Directory;

/** Answers what is asked of the enrolled units that somebody looks after, a page at a time. */
@ApplicationScoped
public class EnrolledCoverageReading {

  private final EnrolledCoverage coverage;
  private final Directory directory;

  EnrolledCoverageReading(EnrolledCoverage coverage, Directory directory) {
    this.coverage = coverage;
    this.directory = directory;
  }

  public EnrolledCoverageView read(
      EnrolledCoverage.Asked asked, EnrolledCoverage.Cover cover, Lists.Reading reading) {
    var after = reading.after() == null ? null : reading.after().get(0);
    var answer = coverage.answer(asked, cover, after, reading.fetch());
    var rows = answer.parts();
    var named = new HashSet<>(List.of(asked.unit()));
    rows.forEach(row -> named.add(row.unit()));
    var units = directory.of(named);
    var parts =
        reading.page(
            rows,
            row -> List.of(row.path()),
            row ->
                new EnrolledCoverageView.Part(
                    units.get(row.unit()),
                    row.alone() ? true : null,
                    EnrolledCoverageView.Counts.of(row)));
    return new EnrolledCoverageView(
        asked.batch(),
        units.get(asked.unit()),
        asked.day(),
        EnrolledCoverageView.Counts.of(answer.total()),
        parts.items(),
        parts.next());
  }

  /**
   * @param only null for those that are covered and those that are not
   */
  public Page<EnrolledUnitView> units(
      EnrolledCoverage.Asked asked,
      EnrolledCoverage.Cover cover,
      Boolean only,
      Lists.Reading reading) {
    var after = reading.after() == null ? "" : reading.after().get(0);
    var rows = coverage.units(asked, cover, only, after, reading.fetch());
    var units = directory.of(rows.stream().map(EnrolledCoverage.Enrolled::unit).toList());
    return reading.page(
        rows,
        row -> List.of(row.path()),
        row -> new EnrolledUnitView(units.get(row.unit()), row.covered()));
  }
}
