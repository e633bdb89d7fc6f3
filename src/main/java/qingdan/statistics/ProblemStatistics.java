package qingdan.statistics;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.access.Place;
import qingdan.access.Places;
import qingdan.ledger.Balance;
import qingdan.ledger.Dimension;
import qingdan.ledger.Ledger;
import qingdan.ledger.Ledger.Apart;
import qingdan.ledger.Median;
import qingdan.problem.ProblemStatus;
import qingdan.problem.Sight;
import qingdan.unit.Directory;

/** The whole of a statistic and its parts, from the books. */
@ApplicationScoped
class ProblemStatistics {

  private static final Map<ProblemStatus, ToLongFunction<CountsView>> STATUSES =
      new TreeMap<>(
          Map.of(
              ProblemStatus.REPORTED, CountsView::reported,
              ProblemStatus.CONFIRMED, CountsView::confirmed,
              ProblemStatus.PLANNED, CountsView::planned,
              ProblemStatus.IN_PROGRESS, CountsView::inProgress,
              ProblemStatus.ESCALATED, CountsView::escalated,
              ProblemStatus.CLAIMED, CountsView::claimed,
              ProblemStatus.RESOLVED, CountsView::resolved,
              ProblemStatus.CLOSED, CountsView::closed,
              ProblemStatus.DISMISSED, CountsView::dismissed));

  private final Ledger ledger;
  private final Parts parts;
  private final Directory directory;
  private final Places places;
  private final Sight sight;

  ProblemStatistics(Ledger ledger, Parts parts, Directory directory, Places places, Sight sight) {
    this.ledger = ledger;
    this.parts = parts;
    this.directory = directory;
    this.places = places;
    this.sight = sight;
  }

  /**
   * A statistic as it was read.
   *
   * @param daysToClose how long the middle closed problem was open
   * @param noMedian why that is not known of what has none
   * @param matters whether the books tell links of these balances
   * @param there on which days which of the units were there
   */
  private record Read(
      Frame frame,
      List<Balance> balances,
      List<Median> daysToClose,
      MissingReason noMedian,
      boolean matters,
      Set<Ledger.There> there) {

    /** The part that these are. */
    Read of(List<Balance> part) {
      return new Read(frame, part, daysToClose, noMedian, matters, there);
    }

    /** The same of which each part is counted; what is told of the whole alone is left out. */
    Read inParts() {
      return frame.hasPartsApart()
          ? new Read(frame, balances, List.of(), MissingReason.NOT_KEPT_APART, false, there)
          : this;
    }

    /** A link stands where a symptom and its root meet, which a unit alone does not tell. */
    Read withoutMatters() {
      return new Read(frame, balances, daysToClose, noMedian, false, there);
    }

    Read inShort() {
      return new Read(frame, balances, List.of(), MissingReason.NOT_IN_SUMMARY, matters, there);
    }

    Balance sum(Predicate<Balance> which) {
      return balances.stream().filter(which).reduce(Balance.NOTHING, Balance::plus);
    }

    /** What the unit has of it at the end of the day; null where it was not there yet. */
    CountsView counts(UUID unit, Predicate<Balance> which, LocalDate day, Links links) {
      if (!there.contains(new Ledger.There(unit, day))) {
        return null;
      }
      var counted = which.and(Parts.on(day));
      return Counts.of(
          sum(counted),
          new Counts.Beside(
              matters, median(counted), noMedian, day.equals(frame.today()) ? links : null));
    }

    /** The same of the day to compare with; null where there is none. */
    CountsView compared(UUID unit, Predicate<Balance> which) {
      return frame.comparedTo() == null ? null : counts(unit, which, frame.comparedTo(), null);
    }

    /** Medians cannot be added up: where they are kept they are of the same unit and day. */
    private Double median(Predicate<Balance> which) {
      return balances.stream()
          .filter(which)
          .flatMap(balance -> daysToClose.stream().filter(median -> median.isOf(balance)))
          .map(Median::value)
          .findFirst()
          .orElse(null);
    }
  }

  StatisticsView of(Frame frame, String next) {
    var read = read(frame, frame.hasPartsApart() ? frame.inOneSum() : frame);
    return view(read, groups(read.inParts()), next);
  }

  /** The same without the medians of the parts, which are dearer to read than all the rest. */
  StatisticsView inShort(Frame frame) {
    var read = read(frame, frame.inOneSum());
    return view(read, groups(read.inShort()), null);
  }

  private StatisticsView view(Read read, List<GroupView> groups, String next) {
    var frame = read.frame();
    var unit = frame.unit().id();
    var total = read.counts(unit, Parts.whole(frame), frame.last(), frame.links());
    var compared = read.compared(unit, Parts.whole(frame));
    return new StatisticsView(
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
        groups,
        next);
  }

  private Read read(Frame frame, Frame ofMedians) {
    var by = frame.by();
    var kept = frame.isUndivided();
    return new Read(
        frame,
        ledger.balances(frame.question(by.dimension(), frame.apart(), null)),
        kept
            ? ledger.mediansOfDaysToClose(
                ofMedians.question(Dimension.DAYS_TO_CLOSE, Apart.VALUE, null))
            : List.of(),
        kept ? MissingReason.NOTHING_CLOSED : MissingReason.NOT_KEPT_APART,
        kept && frame.batch() == null,
        ledger.there(frame.units(), frame.days(), frame.campaign().zone()));
  }

  private List<GroupView> groups(Read read) {
    return switch (read.frame().by()) {
      case ALL, RESPONSIBLE -> List.of();
      case STATUS -> statuses(read);
      case DAY, MONTH -> series(read);
      default ->
          parts.of(read.frame(), read.balances()).stream()
              .map(part -> counted(read.of(part.balances()), part.head(), part.links()))
              .toList();
    };
  }

  private static GroupView counted(Read read, GroupView group, Links links) {
    var frame = read.frame();
    var unit = frame.by() == By.CHILD ? group.unit().id() : frame.unit().id();
    var told = group.alone() == null ? read : read.withoutMatters();
    return group.with(
        told.counts(unit, balance -> true, frame.day(), links),
        told.compared(unit, balance -> true),
        frame.comparedTo() != null);
  }

  private static List<GroupView> statuses(Read read) {
    var frame = read.frame();
    var unit = frame.unit().id();
    var now = read.counts(unit, balance -> true, frame.day(), null);
    var then = read.compared(unit, balance -> true);
    return STATUSES.entrySet().stream()
        .map(
            status ->
                GroupView.ofValue(status.getKey().name())
                    .with(
                        number(now, status.getValue()),
                        number(then, status.getValue()),
                        frame.comparedTo() != null,
                        frame.day().equals(frame.today())
                            ? frame.links().ofStatus(status.getKey())
                            : null))
        .toList();
  }

  private static Long number(CountsView counts, ToLongFunction<CountsView> of) {
    return counts == null ? null : of.applyAsLong(counts);
  }

  private static List<GroupView> series(Read read) {
    var frame = read.frame();
    return frame.days().stream()
        .map(
            day ->
                GroupView.ofValue(day.toString())
                    .with(
                        read.counts(frame.unit().id(), balance -> true, day, frame.links()),
                        null,
                        false))
        .toList();
  }

  /**
   * The same by responsible unit; the whole is that of the books. The list of a unit is there for
   * who reads the work of that unit.
   */
  List<GroupView> responsible(Frame frame, List<Balance> balances) {
    var there = Set.of(new Ledger.There(frame.unit().id(), frame.today()));
    var read = new Read(frame, balances, List.of(), MissingReason.NOT_KEPT_APART, false, there);
    var ids = balances.stream().map(Balance::unit).filter(Objects::nonNull).distinct().toList();
    var units = directory.of(ids);
    var listed =
        places.all(ids).stream()
            .filter(place -> sight.reads(place.path()))
            .map(Place::id)
            .collect(Collectors.toSet());
    return balances.stream()
        .map(
            balance ->
                counted(
                    read.of(List.of(balance)),
                    GroupView.ofUnit(units.get(balance.unit()), false),
                    balance.unit() != null && listed.contains(balance.unit())
                        ? frame.links().with("responsibleUnit", balance.unit())
                        : null))
        .toList();
  }
}
