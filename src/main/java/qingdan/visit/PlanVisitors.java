package qingdan.visit;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.change.HandOver;
import qingdan.shared.Count;
import qingdan.shared.Ids;
import qingdan.shared.Sql;
import qingdan.unit.UnitEnded;

/** Who visits which part of a plan, with what is done there by anyone. */
@ApplicationScoped
class PlanVisitors {

  @RegisterForReflection
  record Visitor(
      UUID id, String name, String office, UUID account, UUID unit, long expected, long done) {}

  /** What the plan asks for is read once for all of them. */
  private static final String COUNTED =
      """
      with owed as materialized (
          select u.path, o.state from obligation o join unit u on u.id = o.unit_id
          where o.subject_id = ? and o.released_at is null
      ), shown as materialized (
          select r.id, r.name, r.office, r.account_id, r.part_id, p.path
          from visit_plan_visitor r join unit p on p.id = r.part_id
          where r.plan_id = ?\s""";

  private static final String SELECT =
      """
      )
      select s.id, s.name, s.office, s.account_id, s.part_id, n.expected, n.done
      from shown s cross join lateral (
          select count(*) as expected, count(*) filter (where state = 'DONE') as done
          from owed where starts_with(path, s.path)
      ) n
      order by s.id
      """;

  /** After groups, which come after campaigns. */
  private static final int AFTER_GROUPS = 2700;

  private final Sql sql;
  private final HandOver handOver;
  private final Clock clock;

  PlanVisitors(Sql sql, HandOver handOver, Clock clock) {
    this.sql = sql;
    this.handOver = handOver;
    this.clock = clock;
  }

  List<Visitor> list(UUID plan, List<String> after, int fetch) {
    var statement = new Sql.Statement(COUNTED, plan, plan);
    if (after != null) {
      statement.add(" and r.id > ?", UUID.fromString(after.get(0)));
    }
    statement.add(" order by r.id limit ?", fetch).add(SELECT);
    return sql.list(Visitor.class, statement);
  }

  long count(UUID plan) {
    return sql.one(
            Long.class,
            "select count(*) from (select from visit_plan_visitor where plan_id = ?1 limit ?2) r",
            plan,
            Count.LIMIT + 1)
        .orElseThrow();
  }

  Optional<Visitor> find(UUID plan, UUID id) {
    var statement = new Sql.Statement(COUNTED, plan, plan).add(" and r.id = ?", id).add(SELECT);
    return sql.list(Visitor.class, statement).stream().findFirst();
  }

  void insert(UUID id, UUID plan, AddPlanVisitor request, UUID part) {
    sql.run(
        """
        insert into visit_plan_visitor (id, plan_id, name, office, account_id, part_id, added_at)
        values (?1, ?2, ?3, ?4, cast(?5 as uuid), ?6, ?7)
        """,
        id,
        plan,
        request.name(),
        request.office(),
        Ids.text(request.account()),
        part,
        clock.instant());
  }

  void delete(UUID id) {
    sql.run("delete from visit_plan_visitor where id = ?1", id);
  }

  /** Whoever visits a unit that closes visits its successor, unless it does so already. */
  void handOver(@Observes @Priority(AFTER_GROUPS) UnitEnded ended) {
    if (ended.successor() == null) {
      return;
    }
    take(
        """
        delete from visit_plan_visitor r using visit_plan_visitor o, visit_plan v, campaign c
        where r.part_id = ?1 and o.plan_id = r.plan_id and o.name = r.name and o.part_id = ?2 and v.id = r.plan_id
            and c.id = v.campaign_id and c.status <> 'CLOSED'
        """,
        ended);
    take(
        """
        update visit_plan_visitor r set part_id = ?2 from visit_plan v, campaign c
        where r.part_id = ?1 and v.id = r.plan_id and c.id = v.campaign_id and c.status <> 'CLOSED'
        """,
        ended);
  }

  private void take(String statement, UnitEnded ended) {
    handOver.take(
        new HandOver.Taken(
            "visitPlan", "visit-plan.visitor-handed-over", "unit", statement, "r.plan_id"),
        ended.unit(),
        ended.successor(),
        ended.successorPath());
  }
}
