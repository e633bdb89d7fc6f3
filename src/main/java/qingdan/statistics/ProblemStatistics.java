package qingdan.statistics;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.ledger.Balance;
import qingdan.ledger.Dimension;
import qingdan.ledger.Ledger;
import qingdan.ledger.Ledger.Apart;
import qingdan.ledger.Median;
import qingdan.problem.ProblemStatus;
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

  ProblemStatistics(Ledger ledger, Parts parts, Directory directory) {
    this.ledger = ledger;
    this.parts = parts;
    this.directory = directory;
  }

  /**
   * A statistic as it was read.
   *
   * @param daysToClose how long the middle closed problem was open
   * @param noMedian why that is not known of what has none
   */
  private record Read(
      Frame frame, List<Balance> balances, List<Median> daysToClose, MissingReason noMedian) {

    /** The part that these are. */
    Read of(List<Balance> part) {
      return new Read(frame, part, daysToClose, noMedian);
    }

    Balance sum(Predicate<Balance> which) {
      return balances.stream().filter(which).reduce(Balance.NOTHING, Balance::plus);
    }

    CountsView counts(Predicate<Balance> which, LocalDate day, Links links) {
      return Counts.of(
          sum(which),
          new Counts.Beside(
              frame.isWhole() && frame.batch() == null && frame.by() != By.BATCH,
              median(which),
              noMedian,
              day.equals(frame.today()) ? links : null));
    }

    /** Where medians are kept each part is one balance: they cannot be added up. */
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
    var read = read(frame, frame);
    return view(read, groups(read), next);
  }

  /** The same without the medians of the parts, which are dearer to read than all the rest. */
  StatisticsView inShort(Frame frame) {
    var read = read(frame, frame.inOneSum());
    var parts = new Read(frame, read.balances(), List.of(), MissingReason.NOT_IN_SUMMARY);
    return view(read, groups(parts), null);
  }

  private StatisticsView view(Read read, List<GroupView> groups, String next) {
    var frame = read.frame();
    var there = ledger.there(frame.unit().id(), frame.days(), frame.campaign().zone());
    var comparedTo = frame.comparedTo();
    return new StatisticsView(
        directory.of(List.of(frame.unit().id())).get(frame.unit().id()),
        frame.campaign().id(),
        frame.batch(),
        frame.campaign().timeZone(),
        frame.last(),
        comparedTo,
        there.contains(frame.last())
            ? read.counts(
                Parts.whole(frame).and(Parts.on(frame.last())), frame.last(), frame.links())
            : null,
        comparedTo != null && there.contains(comparedTo)
            ? read.counts(Parts.whole(frame).and(Parts.on(comparedTo)), comparedTo, null)
            : null,
        there.contains(frame.last()) ? null : MissingReason.NOT_REGISTERED,
        groups,
        next);
  }

  private Read read(Frame frame, Frame ofMedians) {
    var by = frame.by();
    var kept = frame.isWhole() && by != By.BATCH;
    return new Read(
        frame,
        ledger.balances(frame.question(by.dimension(), frame.apart(), null)),
        kept
            ? ledger.mediansOfDaysToClose(
                ofMedians.question(Dimension.DAYS_TO_CLOSE, Apart.VALUE, null))
            : List.of(),
        kept ? MissingReason.NOTHING_CLOSED : MissingReason.NOT_KEPT_APART);
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
    var other = frame.comparedTo();
    return group.with(
        read.counts(Parts.on(frame.day()), frame.day(), links),
        other == null ? null : read.counts(Parts.on(other), other, null));
  }

  private static List<GroupView> statuses(Read read) {
    var frame = read.frame();
    var now = read.counts(Parts.on(frame.day()), frame.day(), null);
    var then =
        frame.comparedTo() == null
            ? null
            : read.counts(Parts.on(frame.comparedTo()), frame.comparedTo(), null);
    return STATUSES.entrySet().stream()
        .map(
            status ->
                GroupView.ofStatus(
                    status.getKey().name(),
                    status.getValue().applyAsLong(now),
                    then == null ? null : status.getValue().applyAsLong(then)))
        .toList();
  }

  private List<GroupView> series(Read read) {
    var frame = read.frame();
    var there = ledger.there(frame.unit().id(), frame.days(), frame.campaign().zone());
    return frame.days().stream()
        .map(
            day ->
                GroupView.ofValue(day.toString())
                    .with(
                        there.contains(day) ? read.counts(Parts.on(day), day, frame.links()) : null,
                        null))
        .toList();
  }

  /** The same by responsible unit; the whole is that of the books. */
  List<GroupView> responsible(Frame frame, List<Balance> balances) {
    var read = new Read(frame, balances, List.of(), MissingReason.NOT_KEPT_APART);
    var units =
        directory.of(
            balances.stream().map(Balance::unit).filter(Objects::nonNull).distinct().toList());
    return balances.stream()
        .map(
            balance ->
                counted(
                    read.of(List.of(balance)),
                    GroupView.ofUnit(units.get(balance.unit()), false),
                    balance.unit() == null
                        ? null
                        : frame.links().with("responsibleUnit", balance.unit())))
        .toList();
  }
}
