package qingdan.obligation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

import qingdan.shared.Changed;
import qingdan.shared.Sql;

/**
 * Which units cohorts have to be asked about, soon after what changed is committed. They are
 * remembered here alone: the look at all cohorts finds what a replica that ended has forgotten, and
 * whatever is too much to be followed unit by unit.
 */
@ApplicationScoped
class ChangedUnits {

  private static final int AT_ONCE = 5000;

  private final Set<UUID> changed = ConcurrentHashMap.newKeySet();
  private final Set<UUID> moved = ConcurrentHashMap.newKeySet();
  private final Sql sql;
  private final Event<CohortsMayDiffer> cohorts;

  ChangedUnits(Sql sql, Event<CohortsMayDiffer> cohorts) {
    this.sql = sql;
    this.cohorts = cohorts;
  }

  void remember(@Observes(during = TransactionPhase.AFTER_SUCCESS) Changed fact) {
    switch (fact.entity()) {
      case "unit" -> (fact.type().equals("unit.moved") ? moved : changed).add(fact.id());
      case "unit-set" ->
          Stream.of(fact.before(), fact.after()).forEach(told -> changed.addAll(members(told)));
      default -> {}
    }
  }

  private static List<UUID> members(Map<String, Object> told) {
    return told != null && told.get("units") instanceof Collection<?> units
        ? units.stream().map(UUID.class::cast).toList()
        : List.of();
  }

  @Scheduled(
      every = "{qingdan.milestones.follow-changes-every:1s}",
      identity = "follow-changed-units",
      concurrentExecution = ConcurrentExecution.SKIP)
  void follow() {
    var units = new ArrayList<>(taken(changed));
    var above = taken(moved);
    if (!above.isEmpty()) {
      units.addAll(QuarkusTransaction.requiringNew().call(() -> below(above)));
    }
    if (!units.isEmpty() && units.size() <= AT_ONCE) {
      cohorts.fire(new CohortsMayDiffer(units));
    }
  }

  private static List<UUID> taken(Set<UUID> ids) {
    var taken = List.copyOf(ids);
    taken.forEach(ids::remove);
    return taken;
  }

  /** With these themselves; one more than can be followed where there are more. */
  private List<UUID> below(List<UUID> units) {
    return sql.list(
        UUID.class,
        """
        select u.id
        from unit t join unit u on u.path >= t.path and u.path < left(t.path, -1) || '0'
        where t.id = any(?1) limit ?2
        """,
        units.toArray(UUID[]::new),
        AT_ONCE + 1);
  }
}
