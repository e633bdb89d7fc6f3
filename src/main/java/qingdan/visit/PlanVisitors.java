package qingdan.visit;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.shared.Count;
import qingdan.shared.Ids;
import qingdan.shared.Sql;

/** Who visits which part of a plan, with what is done there by anyone. */
@ApplicationScoped
class PlanVisitors {

  @RegisterForReflection
  record Visitor(
      UUID id, String name, String office, UUID account, UUID unit, long expected, long done) {}

  private static final String SELECT =
      """
      select r.id, r.name, r.office, r.account_id, r.part_id, n.expected, n.done
      from visit_plan_visitor r join unit p on p.id = r.part_id
      cross join lateral (
          select count(*) as expected, count(*) filter (where o.state = 'DONE') as done
          from obligation o join unit u on u.id = o.unit_id
          where o.subject_id = r.plan_id and o.released_at is null and starts_with(u.path, p.path)
      ) n
      where r.plan_id = ?\s""";

  private final Sql sql;
  private final Clock clock;

  PlanVisitors(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  List<Visitor> list(UUID plan, List<String> after, int fetch) {
    var statement = new Sql.Statement(SELECT, plan);
    if (after != null) {
      statement.add(" and r.id > ?", UUID.fromString(after.get(0)));
    }
    statement.add(" order by r.id limit ?", fetch);
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
    var statement = new Sql.Statement(SELECT, plan).add(" and r.id = ?", id);
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
}
