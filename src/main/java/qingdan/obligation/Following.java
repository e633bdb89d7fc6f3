package qingdan.obligation;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

import io.quarkus.narayana.jta.QuarkusTransaction;

import qingdan.shared.Changed;
import qingdan.shared.Sql;
import qingdan.unit.UnitEnded;

/** How what units owe follows the cohort and the ends of units. */
@ApplicationScoped
public class Following {

  private final Sql sql;
  private final Obligations obligations;
  private final Event<Changed> changes;

  Following(Sql sql, Obligations obligations, Event<Changed> changes) {
    this.sql = sql;
    this.obligations = obligations;
    this.changes = changes;
  }

  /**
   * @param units only these; null: all
   * @param leaving a unit that is about to close; null: none
   */
  public Followed follow(Owed owed, List<UUID> units, UUID leaving) {
    if (!owed.hasCohort()) {
      if (leaving != null) {
        obligations.release(owed.subject().id(), leaving);
      }
      return new Followed(0, 0);
    }
    var followed = obligations.follow(owed.subject(), owed.cohort(), units, leaving);
    if (!followed.none()) {
      changes.fire(owed.cohortChanged(followed));
    }
    return followed;
  }

  /** What of a kind a unit owes now, in one order for all; not what it owes by days. */
  public List<UUID> owedBy(UUID unit, ObligationKind kind) {
    return sql.list(
        UUID.class,
        """
        select subject_id from obligation
        where unit_id = ?1 and released_at is null and kind = ?2 and slot is null order by 1
        """,
        unit,
        kind.name());
  }

  /** The successor has done what the unit had done, where it belongs to the cohort. */
  public void handOver(Owed owed, UnitEnded ended) {
    if (ended.successor() != null && owed.hasCohort()) {
      obligations.handOver(owed.subject(), owed.cohort(), ended.unit(), ended.successor());
    }
    follow(owed, concerned(ended), ended.unit());
  }

  /** Each in a transaction of its own, of up to ten minutes. */
  public void each(Supplier<List<UUID>> underWay, Consumer<UUID> follow) {
    for (var id : QuarkusTransaction.requiringNew().call(underWay::get)) {
      QuarkusTransaction.requiringNew()
          .timeout(600)
          .run(
              () ->
                  sql.unhurried(
                      () -> {
                        follow.accept(id);
                        return null;
                      }));
    }
  }

  public static List<UUID> concerned(UnitEnded ended) {
    return ended.successor() == null
        ? List.of(ended.unit())
        : List.of(ended.unit(), ended.successor());
  }
}
