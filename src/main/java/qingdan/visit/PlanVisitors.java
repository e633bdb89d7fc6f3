package qingdan.visit;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.change.HandOver;
import qingdan.shared.Count;
import qingdan.shared.Ids;
import qingdan.shared.Sql;
import qingdan.unit.UnitEnded;

/** Who visits which part of a plan. */
@ApplicationScoped
class PlanVisitors {

  @RegisterForReflection
  record Visitor(UUID id, String name, String office, UUID account, UUID unit) {}

  @RegisterForReflection
  record Own(UUID visitor, long units) {}

  private static final String SELECT =
      "select id, name, office, account_id, part_id from visit_plan_visitor where plan_id = ?";

  /** Where a unit stood at a moment. */
  private static final String PLACE =
      """
      cross join lateral (
          select path from unit where id = %1$s and valid_from < ?2
          union all
          select path from unit_past where unit_id = %1$s and valid_from < ?2 and valid_to >= ?2
      ) %2$s
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
    var statement = new Sql.Statement(SELECT, plan);
    if (after != null) {
      statement.add(" and id > ?", UUID.fromString(after.get(0)));
    }
    return sql.list(Visitor.class, statement.add(" order by id limit ?", fetch));
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
    var statement = new Sql.Statement(SELECT, plan).add(" and id = ?", id);
    return sql.list(Visitor.class, statement).stream().findFirst();
  }

  /**
   * At how many units of their parts they themselves were, as it was known at a moment: by the
   * account, or by the name where one of both has no account. Each way has an index of its own.
   */
  Map<UUID, Long> own(List<Visitor> visitors, Instant moment) {
    return sql
        .list(
            Own.class,
            """
            select r.id, count(distinct v.unit_id)
            from visit_plan_visitor r
            join visit_plan p on p.id = r.plan_id
            cross join lateral (
                select unit_id, visited_on, recorded_at, withdrawn_at from visit
                where plan_id = r.plan_id
                    and coalesce(cast(account_id as text), visitor) in (cast(r.account_id as text), r.name)
                union all
                select unit_id, visited_on, recorded_at, withdrawn_at from visit
                where plan_id = r.plan_id and visitor = r.name and account_id is not null and r.account_id is null
            ) v
            """
                + PLACE.formatted("r.part_id", "part")
                + PLACE.formatted("v.unit_id", "visited")
                + """
                where r.id = any(?1) and v.visited_on >= p.starts_on and v.recorded_at < ?2
                    and coalesce(v.withdrawn_at, 'infinity') >= ?2 and starts_with(visited.path, part.path)
                group by r.id
                """,
            visitors.stream().map(Visitor::id).toArray(UUID[]::new),
            moment)
        .stream()
        .collect(Collectors.toMap(Own::visitor, Own::units));
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
