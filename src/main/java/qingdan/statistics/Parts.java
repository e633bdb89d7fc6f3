package qingdan.statistics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
   * @param balances what the books hold of it
   * @param links of the lists of its rows; null where none holds exactly them
   */
  record Part(GroupView head, List<Balance> balances, Links links) {}

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
              balances.stream().filter(Balance::own).toList(),
              frame.links().with("depth", "self")));
    }
    var left = by(Balance::unit, balances);
    for (var child : frame.children()) {
      if (!child.closed() || left.containsKey(child.id())) {
        parts.add(
            new Part(
                GroupView.ofUnit(entry(child), false),
                left.getOrDefault(child.id(), List.of()),
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

  /** In the order of their codes, none last. */
  private static List<Part> values(List<Balance> balances, Function<String, Links> links) {
    var byValue = by(Balance::value, balances);
    return byValue.keySet().stream()
        .sorted(Comparator.nullsLast(Comparator.naturalOrder()))
        .map(
            value ->
                new Part(
                    GroupView.ofValue(value),
                    byValue.get(value),
                    value == null ? null : links.apply(value)))
        .toList();
  }

  /** What belongs to no batch is a part too; problems always have one. */
  private List<Part> batches(Frame frame, List<Balance> balances) {
    var byBatch = by(Balance::value, balances);
    var parts = new ArrayList<Part>();
    for (var batch : names.batches(frame.campaign())) {
      if (byBatch.containsKey(batch.id().toString())) {
        parts.add(
            new Part(
                GroupView.named(batch.id(), batch.name(), null),
                byBatch.get(batch.id().toString()),
                frame.links().with("currentBatch", batch.id())));
      }
    }
    addOfNone(byBatch, parts);
    return parts;
  }

  private List<Names.Task> known(Frame frame, List<Balance> balances) {
    return names.tasks(
        frame.campaign(),
        balances.stream()
            .map(Balance::value)
            .filter(Objects::nonNull)
            .distinct()
            .map(UUID::fromString)
            .toList());
  }

  private List<Part> tasks(Frame frame, List<Balance> balances) {
    var byTask = by(Balance::value, balances);
    var parts = new ArrayList<Part>();
    for (var task : known(frame, balances)) {
      parts.add(
          new Part(
              GroupView.named(task.id(), task.name(), task.origin()),
              byTask.get(task.id().toString()),
              frame.links().with("task", task.id())));
    }
    addOfNone(byTask, parts);
    return parts;
  }

  private List<Part> origins(Frame frame, List<Balance> balances) {
    var origins = byTask(frame, balances, Names.Task::origin);
    var byOrigin = by((Balance balance) -> origins.get(balance.value()), balances);
    var parts = new ArrayList<Part>();
    for (var origin : List.of("COMMON", "LOCAL")) {
      parts.add(
          new Part(GroupView.ofValue(origin), byOrigin.getOrDefault(origin, List.of()), null));
    }
    addOfNone(byOrigin, parts);
    return parts;
  }

  private List<Part> leads(Frame frame, List<Balance> balances) {
    var leads = byTask(frame, balances, Names.Task::lead);
    var byLead = by((Balance balance) -> leads.get(balance.value()), balances);
    var units = directory.of(byLead.keySet().stream().filter(Objects::nonNull).toList());
    var parts = new ArrayList<Part>();
    units.values().stream()
        .sorted(Comparator.comparing(DirectoryEntry::code))
        .forEach(
            unit ->
                parts.add(new Part(GroupView.ofUnit(unit, false), byLead.get(unit.id()), null)));
    addOfNone(byLead, parts);
    return parts;
  }

  private <T> Map<String, T> byTask(
      Frame frame, List<Balance> balances, Function<Names.Task, T> what) {
    var tasks = new LinkedHashMap<String, T>();
    known(frame, balances).forEach(task -> tasks.put(task.id().toString(), what.apply(task)));
    return tasks;
  }

  private static void addOfNone(Map<?, List<Balance>> byKey, List<Part> parts) {
    if (byKey.containsKey(null)) {
      parts.add(new Part(GroupView.ofValue(null), byKey.get(null), null));
    }
  }

  /** Once through all: there are as many tasks as counties. */
  private static <K> Map<K, List<Balance>> by(Function<Balance, K> key, List<Balance> balances) {
    var groups = new HashMap<K, List<Balance>>();
    for (var balance : balances) {
      groups.computeIfAbsent(key.apply(balance), none -> new ArrayList<>()).add(balance);
    }
    return groups;
  }
}
