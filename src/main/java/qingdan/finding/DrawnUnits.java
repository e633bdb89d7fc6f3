package qingdan.finding;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.obligation.EnrolledCoverage;
import qingdan.obligation.EnrolledCoverage.Asked;
import qingdan.shared.Count;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** How often enrolled units were drawn, over rounds that had started by a day. */
@ApplicationScoped
class DrawnUnits {

  @RegisterForReflection
  record Row(UUID unit, String path, long drawn, long inspected) {

    List<String> key() {
      return List.of(path);
    }
  }

  private final Sql sql;

  DrawnUnits(Sql sql) {
    this.sql = sql;
  }

  private static Sql.Statement asked(Asked asked) {
    var statement =
        new Sql.Statement(
            """
            with round as materialized (
                select id from inspection_round where campaign_id = ? and started_at < ?
            """,
            asked.campaign(),
            asked.end());
    statement.andEqual("batch_id", asked.batch());
    statement.add(
        """
        ), times as materialized (
            select unit_id, count(*) as drawn from round_population
            where round_id in (select id from round) and ticket is not null group by unit_id
        ), visited as materialized (
            select unit_id, count(*) as inspected from inspection
            where round_id in (select id from round) and inspected_on <= ? and withdrawn_at is null group by unit_id
        ), enrolled as materialized (
            select distinct t.id, t.path from (
        """,
        asked.day());
    EnrolledCoverage.thereBelow(statement, asked);
    statement.add(
        """
            ) t join enrolment e on e.unit_id = t.id join batch b on b.id = e.batch_id
            where b.campaign_id = ? and e.valid_from < ? and (e.valid_to is null or e.valid_to >= ?)
        """,
        asked.campaign(),
        asked.end(),
        asked.end());
    statement.andEqual("b.id", asked.batch());
    return statement.add(
        """
        ), counted as (
            select e.id, e.path, coalesce(t.drawn, 0) as drawn, coalesce(v.inspected, 0) as inspected
            from enrolled e left join times t on t.unit_id = e.id left join visited v on v.unit_id = e.id
        )
        """);
  }

  DrawnCoverageView coverage(Asked asked) {
    return sql.list(
            DrawnCoverageView.class,
            asked(asked)
                .add(
                    """
                    select count(*), count(*) filter (where drawn = 0), count(*) filter (where drawn = 1),
                        count(*) filter (where drawn > 1), count(*) filter (where inspected > 0)
                    from counted
                    """))
        .get(0);
  }

  List<Row> list(Asked asked, String times, List<String> after, int fetch) {
    var statement = asked(asked).add("select id, path, drawn, inspected from counted where true");
    often(statement, times);
    if (after != null) {
      statement.add(" and path > ?", after.get(0));
    }
    statement.add(" order by path limit ?", fetch);
    return sql.list(Row.class, statement);
  }

  long count(Asked asked, String times) {
    var statement = asked(asked).add("select count(*) from (select 1 from counted where true");
    often(statement, times);
    statement.add(" limit ?) as c", Count.LIMIT + 1);
    return sql.list(Long.class, statement).get(0);
  }

  private static void often(Sql.Statement statement, String times) {
    if (times != null) {
      statement.add(
          switch (times) {
            case "never" -> " and drawn = 0";
            case "once" -> " and drawn = 1";
            case "more" -> " and drawn > 1";
            default -> throw Refusal.parameter("times", "one-of", "never, once, more");
          });
    }
  }
}
