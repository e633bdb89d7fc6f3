package qingdan.finding;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Subtree;
import qingdan.shared.Count;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** How often enrolled units were drawn, over all rounds of a campaign that have started. */
@ApplicationScoped
class DrawnUnits {

  @RegisterForReflection
  record Row(UUID unit, String path, long drawn, long inspected) {

    List<String> key() {
      return List.of(path);
    }
  }

  private static final String TIMES =
      """
      with times as materialized (
          select p.unit_id, count(*) as drawn from round_population p join inspection_round r on r.id = p.round_id
          where r.campaign_id = ? and r.started_at is not null and p.ticket is not null group by p.unit_id
      ), visited as materialized (
          select unit_id, count(*) as inspected from inspection where campaign_id = ? and withdrawn_at is null group by unit_id
      ), enrolled as materialized (
          select distinct u.id, u.path from batch b join enrolment e on e.batch_id = b.id join unit u on u.id = e.unit_id
          where b.campaign_id = ? and e.valid_to is null and u.path >= ? and u.path < ?
      ), counted as (
          select e.id, e.path, coalesce(t.drawn, 0) as drawn, coalesce(v.inspected, 0) as inspected
          from enrolled e left join times t on t.unit_id = e.id left join visited v on v.unit_id = e.id
      )
      """;

  private final Sql sql;

  DrawnUnits(Sql sql) {
    this.sql = sql;
  }

  private static Sql.Statement asked(UUID campaign, Subtree within) {
    return new Sql.Statement(TIMES, campaign, campaign, campaign, within.path(), within.end());
  }

  DrawnCoverageView coverage(UUID campaign, Subtree within) {
    return sql.list(
            DrawnCoverageView.class,
            asked(campaign, within)
                .add(
                    """
                    select count(*), count(*) filter (where drawn = 0), count(*) filter (where drawn = 1),
                        count(*) filter (where drawn > 1), count(*) filter (where inspected > 0)
                    from counted
                    """))
        .get(0);
  }

  List<Row> list(UUID campaign, Subtree within, String times, List<String> after, int fetch) {
    var statement =
        asked(campaign, within).add("select id, path, drawn, inspected from counted where true");
    often(statement, times);
    if (after != null) {
      statement.add(" and path > ?", after.get(0));
    }
    statement.add(" order by path limit ?", fetch);
    return sql.list(Row.class, statement);
  }

  long count(UUID campaign, Subtree within, String times) {
    var statement =
        asked(campaign, within).add("select count(*) from (select 1 from counted where true");
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
