package qingdan.bulletin;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Caller;
import qingdan.access.Subtree;
import qingdan.obligation.Sight;
import qingdan.shared.Lists;
import qingdan.shared.Sql;
import qingdan.unit.DirectoryEntry;
import qingdan.unit.Tier;
import qingdan.unit.UnitKind;

/** The units that a bulletin goes to: all of them for its office, for others those they read. */
@ApplicationScoped
class Recipients {

  @RegisterForReflection
  record Recipient(
      UUID unitId,
      String path,
      String code,
      String name,
      String kind,
      String tier,
      Instant receivedAt,
      String answer,
      Instant answeredAt) {

    List<String> key() {
      return List.of(path);
    }

    RecipientState state() {
      if (answeredAt != null) {
        return RecipientState.ANSWERED;
      }
      return receivedAt == null ? RecipientState.UNREAD : RecipientState.RECEIVED;
    }

    RecipientView view() {
      return new RecipientView(
          new DirectoryEntry(unitId, code, name, UnitKind.valueOf(kind), Tier.valueOf(tier)),
          state(),
          receivedAt,
          answer,
          answeredAt);
    }
  }

  private static final String FROM =
      " from bulletin_recipient r join unit u on u.id = r.unit_id where r.bulletin_id = ?";

  private static final String SELECT =
      "select r.unit_id, u.path, u.code, u.name, u.kind, u.tier, r.received_at, r.answer, r.answered_at"
          + FROM;

  private final Sql sql;
  private final Sight sight;
  private final Caller caller;
  private final Clock clock;

  Recipients(Sql sql, Sight sight, Caller caller, Clock clock) {
    this.sql = sql;
    this.sight = sight;
    this.caller = caller;
    this.clock = clock;
  }

  List<Recipient> list(Bulletin bulletin, RecipientQuery query, List<String> after, int fetch) {
    var statement = new Sql.Statement(SELECT, bulletin.id());
    where(statement, bulletin, query);
    if (after != null) {
      statement.add(" and u.path > ?", after.get(0));
    }
    statement.add(" order by u.path limit ?", fetch);
    return sql.list(Recipient.class, statement);
  }

  long count(Bulletin bulletin, RecipientQuery query) {
    var statement = new Sql.Statement("select 1" + FROM, bulletin.id());
    where(statement, bulletin, query);
    return sql.count(statement);
  }

  private void where(Sql.Statement statement, Bulletin bulletin, RecipientQuery query) {
    read(statement, bulletin);
    if (query.unit != null) {
      query.filter(sight, null).where(statement);
    }
    var state = Lists.oneOf("state", query.state, RecipientState.class);
    if (state != null) {
      statement.add(
          switch (state) {
            case UNREAD -> " and r.received_at is null";
            case RECEIVED -> " and r.received_at is not null and r.answered_at is null";
            case ANSWERED -> " and r.answered_at is not null";
          });
    }
  }

  private void read(Sql.Statement statement, Bulletin bulletin) {
    if (!sight.reads(bulletin.officePath())) {
      statement.add(" and ");
      Subtree.within(statement, "u.path", sight.readable());
    }
  }

  /** As it was at the end of the day. */
  BulletinCoverageView coverage(Bulletin bulletin, LocalDate day) {
    var statement =
        new Sql.Statement(
            """
            select count(*), count(*) filter (where received <= day), count(*) filter (where due),
                count(*) filter (where due and answered <= due_on and answered <= day),
                count(*) filter (where due and answered > due_on and answered <= day),
                count(*) filter (where due and coalesce(answered, 'infinity') > day)
            from (
                select a.day, b.answer_due_on as due_on, b.answer_due_on is not null as due,
                    cast(r.received_at at time zone c.time_zone as date) as received,
                    cast(r.answered_at at time zone c.time_zone as date) as answered
                from bulletin b join campaign c on c.id = b.campaign_id join bulletin_recipient r on r.bulletin_id = b.id
                    join unit u on u.id = r.unit_id cross join (select cast(? as date) as day) a
                where b.id = ? and cast(b.sent_at at time zone c.time_zone as date) <= a.day
            """,
            day,
            bulletin.id());
    read(statement, bulletin);
    statement.add(") r");
    return sql.list(BulletinCoverageView.class, statement).get(0);
  }

  Optional<Recipient> locked(Bulletin bulletin, UUID unit) {
    sql.list(
        UUID.class,
        "select unit_id from bulletin_recipient where bulletin_id = ?1 and unit_id = ?2 for no key update",
        bulletin.id(),
        unit);
    var statement = new Sql.Statement(SELECT, bulletin.id()).add(" and r.unit_id = ?", unit);
    return sql.list(Recipient.class, statement).stream().findFirst();
  }

  /** Received once; whoever answers has received. */
  void receive(Bulletin bulletin, UUID unit) {
    sql.run(
        """
        update bulletin_recipient set received_at = ?3, received_by = ?4
        where bulletin_id = ?1 and unit_id = ?2 and received_at is null
        """,
        bulletin.id(),
        unit,
        clock.instant(),
        caller.accountId());
  }

  void answer(Bulletin bulletin, UUID unit, String text) {
    receive(bulletin, unit);
    sql.run(
        """
        update bulletin_recipient set answer = ?3, answered_at = ?4, answered_by = ?5
        where bulletin_id = ?1 and unit_id = ?2
        """,
        bulletin.id(),
        unit,
        text,
        clock.instant(),
        caller.accountId());
  }
}
