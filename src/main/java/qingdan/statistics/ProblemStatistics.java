package qingdan.statistics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.ledger.Balance;
import qingdan.ledger.Dimension;
import qingdan.ledger.Ledger;
import qingdan.ledger.Ledger.Apart;
import qingdan.problem.ProblemStatus;
import qingdan.unit.Directory;
import qingdan.unit.DirectoryEntry;
import qingdan.unit.Tier;
import qingdan.unit.UnitKind;

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
  private final Names names;
  private final Directory directory;

  ProblemStatistics(Ledger ledger, Names names, Directory directory) {
    this.ledger = ledger;
    this.names = names;
    this.directory = directory;
  }

  /** A statistic as it was read: its balances, and for how long closed problems were open. */
  private record Read(Frame frame, List<Balance> balances, List<Balance> daysToClose) {

    Balance sum(Predicate<Balance> which) {
      return balances.stream().filter(which).reduce(Balance.NOTHING, Balance::plus);
    }

    CountsView counts(Predicate<Balance> which, LocalDate day, Links links) {
      var closed = daysToClose == null ? null : daysToClose.stream().filter(which).toList();
      return Counts.of(
          sum(which),
          new Counts.Beside(
              frame.isWhole() && frame.batch() == null && frame.by() != By.BATCH,
              closed,
              day.equals(frame.today()) ? links : null));
    }
  }

  StatisticsView of(Frame frame, String next) {
    var there = ledger.there(frame.unit().id(), frame.days(), frame.campaign().zone());
    var read = read(frame);
    var parts = parts(read);
    var comparedTo = frame.comparedTo();
    return new StatisticsView(
        directory.of(List.of(frame.unit().id())).get(frame.unit().id()),
        frame.campaign().id(),
        frame.batch(),
        frame.campaign().timeZone(),
        last(frame),
        comparedTo,
        there.contains(last(frame))
            ? read.counts(whole(frame).and(on(last(frame))), last(frame), frame.links())
            : null,
        comparedTo != null && there.contains(comparedTo)
            ? read.counts(whole(frame).and(on(comparedTo)), comparedTo, null)
            : null,
        there.contains(last(frame)) ? null : MissingReason.NOT_REGISTERED,
        parts,
        next);
  }

  /** Names that the answer shows and that change without a figure changing. */
  String named(Frame frame) {
    var unit = directory.of(List.of(frame.unit().id())).toString();
    return switch (frame.by()) {
      case BATCH -> unit + names.batches(frame.campaign());
      case TASK, ORIGIN, LEAD -> unit + names.version(frame.campaign());
      default -> unit;
    };
  }

  private Read read(Frame frame) {
    var by = frame.by();
    var apart = by.isByValue() ? Apart.VALUE : by == By.BATCH ? Apart.BATCH : Apart.NOTHING;
    return new Read(
        frame,
        ledger.balances(frame.question(by.dimension(), apart)),
        frame.isWhole() && by != By.BATCH
            ? ledger.balances(frame.question(Dimension.DAYS_TO_CLOSE, Apart.VALUE))
            : null);
  }

  private static LocalDate last(Frame frame) {
    return frame.by().isSeries() ? frame.days().get(frame.days().size() - 1) : frame.day();
  }

  private static Predicate<Balance> whole(Frame frame) {
    return balance -> balance.unit().equals(frame.unit().id()) && !balance.own();
  }

  private static Predicate<Balance> on(LocalDate day) {
    return balance -> balance.day().equals(day);
  }

  private List<GroupView> parts(Read read) {
    var frame = read.frame();
    return switch (frame.by()) {
      case ALL, RESPONSIBLE -> List.of();
      case CHILD -> children(read);
      case STATUS -> statuses(read);
      case DAY, MONTH -> series(read);
      case KIND, SECTOR -> values(read, value -> null);
      case CATEGORY -> values(read, value -> frame.links().with("category", value));
      case BATCH -> batches(read);
      case TASK -> tasks(read);
      case ORIGIN -> origins(read);
      case LEAD -> leads(read);
    };
  }

  private static GroupView counted(
      Read read, GroupView group, Predicate<Balance> which, Links links) {
    var frame = read.frame();
    var other = frame.comparedTo();
    return group.with(
        read.counts(which.and(on(frame.day())), frame.day(), links),
        other == null ? null : read.counts(which.and(on(other)), other, null));
  }

  /** The unit alone, and its children; closed ones where they have left something. */
  private List<GroupView> children(Read read) {
    var frame = read.frame();
    var groups = new ArrayList<GroupView>();
    if (frame.isFirstPage()) {
      groups.add(
          counted(
              read,
              GroupView.ofUnit(
                  directory.of(List.of(frame.unit().id())).get(frame.unit().id()), true),
              Balance::own,
              frame.links().with("depth", "self")));
    }
    for (var child : frame.children()) {
      Predicate<Balance> its = balance -> balance.unit().equals(child.id());
      if (!child.closed() || read.balances().stream().anyMatch(its)) {
        groups.add(
            counted(
                read,
                GroupView.ofUnit(entry(child), false),
                its,
                frame.links().with("unit", child.id())));
      }
    }
    return groups;
  }

  private static DirectoryEntry entry(Frame.Child child) {
    return new DirectoryEntry(
        child.id(),
        child.code(),
        child.name(),
        UnitKind.valueOf(child.kind()),
        Tier.valueOf(child.tier()));
  }

  private static List<GroupView> statuses(Read read) {
    var frame = read.frame();
    var now = read.counts(on(frame.day()), frame.day(), null);
    var then =
        frame.comparedTo() == null
            ? null
            : read.counts(on(frame.comparedTo()), frame.comparedTo(), null);
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
                        there.contains(day) ? read.counts(on(day), day, frame.links()) : null,
                        null))
        .toList();
  }

  private static List<GroupView> values(Read read, Function<String, Links> links) {
    return distinct(read).stream()
        .map(
            value ->
                counted(
                    read,
                    GroupView.ofValue(value),
                    balance -> Objects.equals(balance.value(), value),
                    value == null ? null : links.apply(value)))
        .toList();
  }

  /** In the order of their codes, none last. */
  private static List<String> distinct(Read read) {
    return read.balances().stream()
        .map(Balance::value)
        .distinct()
        .sorted(Comparator.nullsLast(Comparator.naturalOrder()))
        .toList();
  }

  private List<GroupView> batches(Read read) {
    return names.batches(read.frame().campaign()).stream()
        .filter(batch -> distinct(read).contains(batch.id().toString()))
        .map(
            batch ->
                counted(
                    read,
                    GroupView.named(batch.id(), batch.name(), null),
                    balance -> batch.id().toString().equals(balance.value()),
                    read.frame().links().with("currentBatch", batch.id())))
        .toList();
  }

  private List<Names.Task> known(Read read) {
    return names.tasks(
        read.frame().campaign(),
        distinct(read).stream().filter(Objects::nonNull).map(UUID::fromString).toList());
  }

  private List<GroupView> tasks(Read read) {
    var groups = new ArrayList<GroupView>();
    for (var task : known(read)) {
      groups.add(
          counted(
              read,
              GroupView.named(task.id(), task.name(), task.origin()),
              balance -> task.id().toString().equals(balance.value()),
              read.frame().links().with("task", task.id())));
    }
    addOfNone(read, groups, balance -> balance.value() == null, GroupView.ofValue(null));
    return groups;
  }

  private List<GroupView> origins(Read read) {
    var origins = byTask(read, Names.Task::origin);
    var groups = new ArrayList<GroupView>();
    for (var origin : List.of("COMMON", "LOCAL")) {
      groups.add(
          counted(
              read,
              GroupView.ofValue(origin),
              balance -> origin.equals(origins.get(balance.value())),
              null));
    }
    addOfNone(read, groups, balance -> balance.value() == null, GroupView.ofValue(null));
    return groups;
  }

  private List<GroupView> leads(Read read) {
    var leads = byTask(read, Names.Task::lead);
    var units = directory.of(leads.values().stream().filter(Objects::nonNull).distinct().toList());
    var groups = new ArrayList<GroupView>();
    units.values().stream()
        .sorted(Comparator.comparing(DirectoryEntry::code))
        .forEach(
            unit ->
                groups.add(
                    counted(
                        read,
                        GroupView.ofUnit(unit, false),
                        balance -> unit.id().equals(leads.get(balance.value())),
                        null)));
    addOfNone(read, groups, balance -> leads.get(balance.value()) == null, GroupView.ofValue(null));
    return groups;
  }

  private <T> Map<String, T> byTask(Read read, Function<Names.Task, T> what) {
    var tasks = new LinkedHashMap<String, T>();
    known(read).forEach(task -> tasks.put(task.id().toString(), what.apply(task)));
    return tasks;
  }

  private static void addOfNone(
      Read read, Collection<GroupView> groups, Predicate<Balance> none, GroupView group) {
    if (read.balances().stream().anyMatch(none)) {
      groups.add(counted(read, group, none, null));
    }
  }

  /** The same by responsible unit; the whole is that of the books. */
  List<GroupView> responsible(Frame frame, List<Balance> balances) {
    var read = new Read(frame, balances, null);
    var units =
        directory.of(
            balances.stream().map(Balance::unit).filter(Objects::nonNull).distinct().toList());
    return balances.stream()
        .map(
            balance ->
                counted(
                    read,
                    GroupView.ofUnit(units.get(balance.unit()), false),
                    other -> other == balance,
                    balance.unit() == null
                        ? null
                        : frame.links().with("responsibleUnit", balance.unit())))
        .toList();
  }
}
