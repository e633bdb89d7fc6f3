package qingdan.statistics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.ledger.Balance;
import qingdan.ledger.Ledger;
import qingdan.shared.Sql;
import qingdan.unit.Directory;

/** Sums of targets and their parts, from the books: no target is read. */
@ApplicationScoped
class TargetStatistics {

  /** Measures in an answer. */
  static final int MOST = 200;

  /** What targets count, and under which subjects the books hold all of them, and the reported. */
  @RegisterForReflection
  record Measure(UUID id, UUID reported, String name, String unit) {}

  private final Ledger ledger;
  private final Parts parts;
  private final Directory directory;
  private final Sql sql;

  TargetStatistics(Ledger ledger, Parts parts, Directory directory, Sql sql) {
    this.ledger = ledger;
    this.parts = parts;
    this.directory = directory;
    this.sql = sql;
  }

  /**
   * What the books say, and of which measures it is told.
   *
   * @param there on which days which of the units were there
   */
  private record Read(
      Frame frame,
      List<Balance> balances,
      List<Measure> shown,
      Integer more,
      Map<String, Long> units,
      Set<Ledger.There> there) {

    /** The part that these are. */
    Read of(List<Balance> part) {
      return new Read(frame, part, shown, more, units, there);
    }

    /** What the unit has of it at the end of the day; null where it was not there yet. */
    List<TargetSums> sums(UUID unit, Predicate<Balance> which, LocalDate day, Links links) {
      if (!there.contains(new Ledger.There(unit, day))) {
        return null;
      }
      var bySubject =
          balances.stream()
              .filter(which.and(Parts.on(day)))
              .collect(
                  Collectors.toMap(
                      Balance::subject, balance -> balance, Balance::plus, LinkedHashMap::new));
      var sums = new ArrayList<TargetSums>();
      for (var measure : shown) {
        var all = bySubject.getOrDefault(measure.id(), Balance.NOTHING);
        if (all.expected() > 0) {
          sums.add(
              TargetSums.of(
                  measure.name(),
                  measure.unit(),
                  all,
                  bySubject.getOrDefault(measure.reported(), Balance.NOTHING),
                  links(measure, day, links)));
        }
      }
      return sums;
    }

    /** The same of the day to compare with; null where there is none. */
    List<TargetSums> compared(UUID unit, Predicate<Balance> which) {
      return frame.comparedTo() == null ? null : sums(unit, which, frame.comparedTo(), null);
    }

    /** A list names a measure, not its unit: where it has two, no list holds the rows of one. */
    private Map<String, String> links(Measure measure, LocalDate day, Links links) {
      return links == null || !day.equals(frame.today()) || units.get(measure.name()) > 1
          ? Map.of()
          : links.ofTargets(measure.name());
    }
  }

  /**
   * @param measure only this; null: all
   */
  TargetStatisticsView of(Frame frame, String measure, String next) {
    var read = read(frame, measures(frame, measure));
    var unit = frame.unit().id();
    var total = read.sums(unit, Parts.whole(frame), frame.last(), frame.links());
    var compared = read.compared(unit, Parts.whole(frame));
    return new TargetStatisticsView(
        directory.of(List.of(unit)).get(unit),
        frame.campaign().id(),
        frame.batch(),
        frame.campaign().timeZone(),
        frame.last(),
        frame.comparedTo(),
        total,
        compared,
        MissingReason.ofAbsent(total),
        frame.comparedTo() == null ? null : MissingReason.ofAbsent(compared),
        read.more(),
        groups(read),
        next);
  }

  /** The whole alone. */
  List<TargetSums> total(Frame frame) {
    var read = read(frame, measures(frame, null));
    return read.sums(frame.unit().id(), Parts.whole(frame), frame.last(), frame.links());
  }

  private List<Measure> measures(Frame frame, String measure) {
    var statement =
        new Sql.Statement(
            "select id, reported_id, measure, unit_of_measure from target_measure where campaign_id = ?",
            frame.campaign().id());
    statement.andEqual("measure", measure);
    return sql.list(Measure.class, statement);
  }

  private Read read(Frame frame, List<Measure> measures) {
    var subjects = measures.stream().flatMap(it -> Stream.of(it.id(), it.reported())).toList();
    var balances =
        subjects.isEmpty()
            ? List.<Balance>of()
            : ledger.balances(frame.question(frame.by().dimension(), frame.apart(), subjects));
    var targets =
        balances.stream()
            .filter(balance -> !balance.own())
            .collect(
                Collectors.groupingBy(Balance::subject, Collectors.summingLong(Balance::expected)));
    var counted =
        measures.stream()
            .filter(measure -> targets.containsKey(measure.id()))
            .sorted(
                Comparator.comparing((Measure it) -> targets.get(it.id()))
                    .reversed()
                    .thenComparing(Measure::name)
                    .thenComparing(Measure::unit))
            .toList();
    return new Read(
        frame,
        balances,
        counted.subList(0, Math.min(counted.size(), MOST)),
        counted.size() > MOST ? (Integer) (counted.size() - MOST) : null,
        measures.stream().collect(Collectors.groupingBy(Measure::name, Collectors.counting())),
        ledger.there(frame.units(), frame.days(), frame.campaign().zone()));
  }

  private List<TargetStatisticsView.Group> groups(Read read) {
    var frame = read.frame();
    if (frame.by() == By.ALL) {
      return List.of();
    }
    if (frame.by().isSeries()) {
      return series(read);
    }
    return parts.of(frame, read.balances()).stream()
        .map(part -> counted(read.of(part.balances()), part.head(), part.links()))
        .toList();
  }

  private static TargetStatisticsView.Group counted(Read read, GroupView group, Links links) {
    var frame = read.frame();
    var unit = frame.by() == By.CHILD ? group.unit().id() : frame.unit().id();
    return TargetStatisticsView.Group.of(
        group,
        read.sums(unit, balance -> true, frame.day(), links),
        read.compared(unit, balance -> true),
        frame.comparedTo() != null);
  }

  private static List<TargetStatisticsView.Group> series(Read read) {
    var frame = read.frame();
    return frame.days().stream()
        .map(
            day ->
                TargetStatisticsView.Group.of(
                    GroupView.ofValue(day.toString()),
                    read.sums(frame.unit().id(), balance -> true, day, frame.links()),
                    null,
                    false))
        .toList();
  }
}
