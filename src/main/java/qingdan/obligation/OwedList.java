package qingdan.obligation;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.shared.Ids;
import qingdan.shared.Lists;
import qingdan.shared.Sql;

/** All that units owe by today, of whatever kind, in campaigns and batches that go on. */
@ApplicationScoped
public class OwedList {

  private static final String TODAY =
      "cast(cast(? as timestamptz) at time zone (select c.time_zone from campaign c where c.id = o.campaign_id) as date)";

  private static final String OVERDUE = "o.state <> 'DONE' and o.due_on < " + TODAY;

  /**
   * What goes on is asked for as lists of ids: joins would make the planner expect next to nothing,
   * and read all that is owed instead of the first page by the index of the days.
   */
  private static final String FROM =
      """
       from obligation o join unit u on u.id = o.unit_id
      where o.released_at is null
          and o.campaign_id = any(array(select id from campaign where status <> 'CLOSED'))
          and (o.batch_id is null or o.batch_id = any(array(select id from batch where status <> 'CLOSED')))
          and o.owed_from <=\s"""
          + TODAY;

  private static final String SELECT =
      """
      select o.id, %s as kind, o.subject_id, %s as subject_name, %s as subject_address, o.campaign_id, o.batch_id, o.unit_id, u.code, u.name,
          u.kind as unit_kind, u.tier, o.state, o.owed_from, o.due_on, o.done_on, %s as overdue
      """
              .formatted(
                  ObligationKind.ofObligation(),
                  ObligationKind.nameOfSubject(),
                  ObligationKind.addressOfSubject(),
                  OVERDUE)
          + FROM;

  private final Sql sql;
  private final Sight sight;
  private final Clock clock;

  OwedList(Sql sql, Sight sight, Clock clock) {
    this.sql = sql;
    this.sight = sight;
    this.clock = clock;
  }

  /** The first to be due first. */
  List<OwedRow> list(OwedQuery query, List<String> after, int fetch) {
    var statement = new Sql.Statement(SELECT, clock.instant(), clock.instant());
    where(statement, query);
    statement.earliestFirst("o.due_on", "o.id", after, fetch);
    return sql.list(OwedRow.class, statement);
  }

  long count(OwedQuery query) {
    var statement = new Sql.Statement("select 1" + FROM, clock.instant());
    where(statement, query);
    return sql.count(statement);
  }

  private void where(Sql.Statement statement, OwedQuery query) {
    query.filter(sight, null).where(statement);
    statement.andEqual("o.campaign_id", Ids.parameter("campaign", query.campaign));
    statement.andEqual("o.subject_id", Ids.parameter("subject", query.subject));
    if (query.asked() == ObligationFilter.Asked.OVERDUE) {
      statement.add(" and " + OVERDUE, clock.instant());
    }
    var kind = Lists.oneOf("kind", query.kind, ObligationKind.class);
    if (kind != null) {
      statement.add(" and " + kind.holds());
    }
  }

  /** How much a unit itself owes in a campaign and has not done. */
  public long missing(UUID unit, UUID campaign) {
    var statement = new Sql.Statement("select count(*)" + FROM, clock.instant());
    statement.add(
        " and o.unit_id = ? and o.campaign_id = ? and "
            + ObligationFilter.Asked.MISSING.condition(),
        unit,
        campaign);
    return sql.list(Long.class, statement).get(0);
  }
}
