package qingdan.statistics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.ledger.Balance;
import qingdan.unit.Directory;
import qingdan.unit.DirectoryEntry;
import qingdan.unit.Tier;
import qingdan.unit.UnitKind;

/** Into which parts a statistic falls, whatever it counts. */
@ApplicationScoped
class Parts {

  /**
   * A part before it is counted.
   *
   * @param head what it is called
   * @param which what the books hold of it
   * @param links of the lists of its rows; null where none holds exactly them
   */
  record Part(GroupView head, Predicate<Balance> which, Links links) {}

  private final Names names;
  private final Directory directory;

  Parts(Names names, Directory directory) {
    this.names = names;
    this.directory = directory;
  }

  static Predicate<Balance> whole(Frame frame) {
    return balance -> balance.unit().equals(frame.unit().id()) && !balance.own();
  }

  static Predicate<Balance> on(LocalDate day) {
    return balance -> balance.day().equals(day);
  }

  /** Names that an answer shows and that change without a figure changing. */
  String named(Frame frame) {
    var unit = directory.of(List.of(frame.unit().id())).toString();
    return switch (frame.by()) {
      case BATCH -> unit + names.batches(frame.campaign());
      case TASK, ORIGIN, LEAD -> unit + names.version(frame.campaign());
      default -> unit;
    };
  }

  List<Part> of(Frame frame, List<Balance> balances) {
    return switch (frame.by()) {
      case CHILD -> children(frame, balances);
      case KIND, SECTOR -> values(balances, value -> null);
      case CATEGORY -> values(balances, value -> frame.links().with("category", value));
      case BATCH -> batches(frame, balances);
      case TASK -> tasks(frame, balances);
      case ORIGIN -> origins(frame, balances);
      case LEAD -> leads(frame, balances);
      default -> throw new IllegalArgumentException(frame.by() + " has no parts");
    };
  }

  /** The unit alone, and its children; closed ones where they have left something. */
  private List<Part> children(Frame frame, List<Balance> balances) {
    var parts = new ArrayList<Part>();
    if (frame.isFirstPage()) {
      parts.add(
          new Part(
              GroupView.ofUnit(
                  directory.of(List.of(frame.unit().id())).get(frame.unit().id()), true),
              Balance::own,
              frame.links().with("depth", "self")));
    }
    for (var child : frame.children()) {
      Predicate<Balance> its = balance -> balance.unit().equals(child.id());
      if (!child.closed() || balances.stream().anyMatch(its)) {
        parts.add(
            new Part(
                GroupView.ofUnit(entry(child), false),
                its,
                frame.links().with("unit", child.id())));
      }
    }
    return parts;
  }

  private static DirectoryEntry entry(Frame.Child child) {
    return new DirectoryEntry(
        child.id(),
        child.code(),
        child.name(),
        UnitKind.valueOf(child.kind()),
        Tier.valueOf(child.tier()));
  }

  private static List<Part> values(List<Balance> balances, Function<String, Links> links) {
    return distinct(balances).stream()
        .map(
            value ->
                new Part(
                    GroupView.ofValue(value),
                    balance -> Objects.equals(balance.value(), value),
                    value == null ? null : links.apply(value)))
        .toList();
  }

  /** In the order of their codes, none last. */
  private static List<String> distinct(List<Balance> balances) {
    return balances.stream()
        .map(Balance::value)
        .distinct()
        .sorted(Comparator.nullsLast(Comparator.naturalOrder()))
        .toList();
  }

  /** What belongs to no batch is a part too; problems always have one. */
  private List<Part> batches(Frame frame, List<Balance> balances) {
    var parts = new ArrayList<Part>();
    for (var batch : names.batches(frame.campaign())) {
      if (distinct(balances).contains(batch.id().toString())) {
        parts.add(
            new Part(
                GroupView.named(batch.id(), batch.name(), null),
                balance -> batch.id().toString().equals(balance.value()),
                frame.links().with("currentBatch", batch.id())));
      }
    }
    addOfNone(balances, parts, balance -> balance.value() == null);
    return parts;
  }

  private List<Names.Task> known(Frame frame, List<Balance> balances) {
    return names.tasks(
        frame.campaign(),
        distinct(balances).stream().filter(Objects::nonNull).map(UUID::fromString).toList());
  }

  private List<Part> tasks(Frame frame, List<Balance> balances) {
    var parts = new ArrayList<Part>();
    for (var task : known(frame, balances)) {
      parts.add(
          new Part(
              GroupView.named(task.id(), task.name(), task.origin()),
              balance -> task.id().toString().equals(balance.value()),
              frame.links().with("task", task.id())));
    }
    addOfNone(balances, parts, balance -> balance.value() == null);
    return parts;
  }

  private List<Part> origins(Frame frame, List<Balance> balances) {
    var origins = byTask(frame, balances, Names.Task::origin);
    var parts = new ArrayList<Part>();
    for (var origin : List.of("COMMON", "LOCAL")) {
      parts.add(
          new Part(
              GroupView.ofValue(origin),
              balance -> origin.equals(origins.get(balance.value())),
              null));
    }
    addOfNone(balances, parts, balance -> balance.value() == null);
    return parts;
  }

  private List<Part> leads(Frame frame, List<Balance> balances) {
    var leads = byTask(frame, balances, Names.Task::lead);
    var units = directory.of(leads.values().stream().filter(Objects::nonNull).distinct().toList());
    var parts = new ArrayList<Part>();
    units.values().stream()
        .sorted(Comparator.comparing(DirectoryEntry::code))
        .forEach(
            unit ->
                parts.add(
                    new Part(
                        GroupView.ofUnit(unit, false),
                        balance -> unit.id().equals(leads.get(balance.value())),
                        null)));
    addOfNone(balances, parts, balance -> leads.get(balance.value()) == null);
    return parts;
  }

  private <T> Map<String, T> byTask(
      Frame frame, List<Balance> balances, Function<Names.Task, T> what) {
    var tasks = new LinkedHashMap<String, T>();
    known(frame, balances).forEach(task -> tasks.put(task.id().toString(), what.apply(task)));
    return tasks;
  }

  private static void addOfNone(List<Balance> balances, List<Part> parts, Predicate<Balance> none) {
    if (balances.stream().anyMatch(none)) {
      parts.add(new Part(GroupView.ofValue(null), none, null));
    }
  }
}
