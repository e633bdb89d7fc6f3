package qingdan.meeting;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.ledger.Balance;
import qingdan.ledger.Dimension;
import qingdan.ledger.Ledger;
import qingdan.problem.ProblemStatus;
import qingdan.shared.Sql;
import qingdan.unit.Directory;
import qingdan.unit.DirectoryEntry;

/**
 * What moved between two days: by status, task and lead unit from one reading of the books, so that
 * the parts agree.
 */
@ApplicationScoped
class Movements {

  private static final Map<ProblemStatus, ToLongFunction<Balance>> STATUSES = statuses();

  @RegisterForReflection
  record Task(UUID id, String name, UUID lead) {}

  /** The books of a unit at the end of two days; the first of them may be none. */
  record Books(List<Balance> balances, LocalDate before, LocalDate now) {

    Briefing.Movement of(ToLongFunction<Balance> what, Predicate<Balance> which) {
      return new Briefing.Movement(
          before == null ? null : sum(what, which, before), sum(what, which, now));
    }

    private long sum(ToLongFunction<Balance> what, Predicate<Balance> which, LocalDate day) {
      return balances.stream()
          .filter(which)
          .filter(row -> row.day().equals(day))
          .mapToLong(what)
          .sum();
    }
  }

  private final Ledger ledger;
  private final Directory directory;
  private final Sql sql;

  Movements(Ledger ledger, Directory directory, Sql sql) {
    this.ledger = ledger;
    this.directory = directory;
    this.sql = sql;
  }

  private static Map<ProblemStatus, ToLongFunction<Balance>> statuses() {
    var statuses = new LinkedHashMap<ProblemStatus, ToLongFunction<Balance>>();
    statuses.put(ProblemStatus.REPORTED, Balance::reported);
    statuses.put(ProblemStatus.CONFIRMED, Balance::confirmed);
    statuses.put(ProblemStatus.PLANNED, Balance::planned);
    statuses.put(ProblemStatus.IN_PROGRESS, Balance::inProgress);
    statuses.put(ProblemStatus.ESCALATED, Balance::escalated);
    statuses.put(ProblemStatus.CLAIMED, Balance::claimed);
    statuses.put(ProblemStatus.RESOLVED, Balance::resolved);
    statuses.put(ProblemStatus.CLOSED, Balance::closed);
    statuses.put(ProblemStatus.DISMISSED, Balance::dismissedInAll);
    return statuses;
  }

  Books read(MeetingSeries series, LocalDate since, LocalDate today) {
    var days = Stream.of(since, today).filter(Objects::nonNull).distinct().toList();
    var there = ledger.there(series.officeId(), days, series.zone());
    var balances =
        ledger.balances(
            new Ledger.Question(
                List.of(series.officeId()),
                null,
                series.campaignId(),
                null,
                null,
                Dimension.TASK,
                null,
                Ledger.Apart.VALUE,
                days,
                series.zone(),
                true));
    return new Books(balances, since != null && there.contains(since) ? since : null, today);
  }

  List<Briefing.OfStatus> byStatus(Books books) {
    return STATUSES.entrySet().stream()
        .map(
            status -> {
              var moved = books.of(status.getValue(), row -> true);
              return new Briefing.OfStatus(status.getKey(), moved.before(), moved.now());
            })
        .toList();
  }

  List<Briefing.OfTask> byTask(Books books) {
    var tasks = tasks(books);
    var leads = leads(tasks);
    var parts = new ArrayList<Briefing.OfTask>();
    for (var task : tasks) {
      parts.add(
          part(
              books,
              task,
              leads.get(task.lead()),
              row -> task.id().toString().equals(row.value())));
    }
    Predicate<Balance> none = row -> row.value() == null;
    if (books.balances().stream().anyMatch(none)) {
      parts.add(part(books, new Task(null, null, null), null, none));
    }
    return parts;
  }

  private static Briefing.OfTask part(
      Books books, Task task, DirectoryEntry lead, Predicate<Balance> which) {
    return new Briefing.OfTask(
        task.id(),
        task.name(),
        lead,
        books.of(Balance::open, which),
        books.of(Balance::closed, which),
        books.of(Balance::overdue, which));
  }

  List<Briefing.OfLead> byLead(Books books) {
    var tasks = tasks(books);
    var units = leads(tasks);
    var leads =
        tasks.stream()
            .filter(task -> task.lead() != null)
            .collect(Collectors.toMap(task -> task.id().toString(), Task::lead));
    return Stream.concat(units.values().stream(), Stream.of((DirectoryEntry) null))
        .map(
            unit ->
                new Briefing.OfLead(
                    unit,
                    books.of(
                        Balance::overdue,
                        row ->
                            Objects.equals(
                                row.value() == null ? null : leads.get(row.value()),
                                unit == null ? null : unit.id()))))
        .filter(lead -> lead.overdue().now() > 0 || lead.unit() != null)
        .sorted(
            Comparator.comparing((Briefing.OfLead lead) -> -lead.overdue().now())
                .thenComparing(lead -> lead.unit() == null ? "" : lead.unit().code()))
        .toList();
  }

  private List<Task> tasks(Books books) {
    var ids =
        books.balances().stream()
            .map(Balance::value)
            .filter(Objects::nonNull)
            .distinct()
            .map(UUID::fromString)
            .toArray(UUID[]::new);
    return sql.list(
        Task.class,
        "select id, name, lead_unit_id from task where id = any(?1) order by position, name, id",
        (Object) ids);
  }

  private Map<UUID, DirectoryEntry> leads(List<Task> tasks) {
    return directory.of(
        tasks.stream().map(Task::lead).filter(Objects::nonNull).distinct().toList());
  }
}
