package qingdan.bulletin;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.access.Caller;
import qingdan.access.Places;
import qingdan.access.Subtree;
import qingdan.obligation.Cohort;
import qingdan.problem.Sight;
import qingdan.shared.Ids;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/**
 * The bulletins that offices whose work the caller reads have sent, and those to units it reads.
 */
@ApplicationScoped
class Bulletins {

  private static final String FROM =
      " from bulletin b join campaign c on c.id = b.campaign_id join unit o on o.id = b.office_id where ";

  private static final String SELECT =
      """
      select b.id, b.campaign_id, c.time_zone, b.office_id, o.path, o.code, o.name, o.kind, o.tier, b.round_id,
          b.finding_id, b.title, b.content, b.answer_due_on, b.sent_at
      """
          + FROM;

  private final Sql sql;
  private final Sight sight;
  private final Caller caller;
  private final Places places;
  private final Clock clock;

  Bulletins(Sql sql, Sight sight, Caller caller, Places places, Clock clock) {
    this.sql = sql;
    this.sight = sight;
    this.caller = caller;
    this.places = places;
    this.clock = clock;
  }

  Bulletin visible(String id) {
    return seen(id).orElseThrow(Refusal::notFound);
  }

  private Optional<Bulletin> seen(String id) {
    var known = Ids.parse(id);
    if (known == null) {
      return Optional.empty();
    }
    var statement = new Sql.Statement(SELECT + "b.id = ? and (", known);
    Subtree.within(statement, "o.path", sight.readable());
    statement.add(
        " or exists (select from bulletin_recipient r join unit u on u.id = r.unit_id where r.bulletin_id = b.id and ");
    Subtree.within(statement, "u.path", sight.readable());
    statement.add("))");
    return sql.list(Bulletin.class, statement).stream().findFirst();
  }

  /** Sent by the caller a moment ago, who may not read the work of the unit. */
  Bulletin find(UUID id) {
    return sql.one(Bulletin.class, SELECT + "b.id = ?1", id).orElseThrow();
  }

  List<Bulletin> list(BulletinQuery query, List<String> after, int fetch) {
    var statement = new Sql.Statement(SELECT);
    where(statement, query);
    if (after != null) {
      statement.add(
          " and (b.sent_at, b.id) < (?, ?)",
          Instant.parse(after.get(0)),
          UUID.fromString(after.get(1)));
    }
    statement.add(" order by b.sent_at desc, b.id desc limit ?", fetch);
    return sql.list(Bulletin.class, statement);
  }

  long count(BulletinQuery query) {
    var statement = new Sql.Statement("select 1" + FROM);
    where(statement, query);
    return sql.count(statement);
  }

  /** To whom they go is looked up once, from the units that the caller reads. */
  private void where(Sql.Statement statement, BulletinQuery query) {
    if (query.unit == null) {
      statement.add("(");
      Subtree.within(statement, "o.path", sight.readable());
      statement.add(
          " or b.id in (select r.bulletin_id from unit u join bulletin_recipient r on r.unit_id = u.id where ");
      Subtree.within(statement, "u.path", sight.readable());
      statement.add("))");
    } else {
      var unit =
          places
              .find(query.unit)
              .filter(place -> sight.reads(place.path()))
              .orElseThrow(Refusal::notFound);
      statement.add(
          "b.id in (select r.bulletin_id from bulletin_recipient r where r.unit_id = ?)",
          unit.id());
    }
    statement.andEqual("b.campaign_id", Ids.parameter("campaign", query.campaign));
  }

  /** What is sent, beside who gets it. */
  record Draft(
      UUID id,
      UUID campaign,
      UUID office,
      UUID round,
      UUID finding,
      String title,
      String text,
      LocalDate answerDueOn) {}

  void insert(Draft draft) {
    sql.run(
        """
        insert into bulletin (id, campaign_id, office_id, round_id, finding_id, title, content, answer_due_on, sent_at, sent_by)
        values (?1, ?2, ?3, cast(?4 as uuid), cast(?5 as uuid), ?6, ?7, cast(?8 as date), ?9, ?10)
        """,
        draft.id(),
        draft.campaign(),
        draft.office(),
        Ids.text(draft.round()),
        Ids.text(draft.finding()),
        draft.title(),
        draft.text(),
        draft.answerDueOn() == null ? null : draft.answerDueOn().toString(),
        clock.instant(),
        caller.accountId());
  }

  int sendTo(UUID bulletin, Cohort cohort) {
    var statement =
        new Sql.Statement(
            "insert into bulletin_recipient (bulletin_id, unit_id) select cast(? as uuid), u.id from unit u where ",
            bulletin.toString());
    cohort.where(statement);
    return sql.run(statement.text(), statement.parameters());
  }

  int sendTo(UUID bulletin, List<UUID> units) {
    return sql.run(
        "insert into bulletin_recipient (bulletin_id, unit_id) select distinct cast(?1 as uuid), unnest(cast(?2 as uuid[]))",
        bulletin,
        units.toArray(UUID[]::new));
  }

  /** The unit and those above it, below the office: what is found below is theirs to know. */
  List<UUID> upTo(String officePath, String unitPath) {
    return sql.list(
        UUID.class,
        """
        select id from unit where path = any(path_line(?1)) and path > ?2 and starts_with(path, ?2) and closed_at is null
        """,
        unitPath,
        officePath);
  }

  /** None where they are very many: the change log would hold all of their paths. */
  List<String> recipientPaths(UUID bulletin, int most) {
    var paths =
        sql.list(
            String.class,
            "select u.path from bulletin_recipient r join unit u on u.id = r.unit_id where r.bulletin_id = ?1 limit ?2",
            bulletin,
            most + 1);
    return paths.size() > most ? List.of() : paths;
  }

  /** A round's findings at units that the caller reads, as a text; none that was rejected. */
  Optional<String> foundIn(UUID round, int most) {
    var statement =
        new Sql.Statement(
            """
            select left(string_agg(line, chr(10) order by path, inspected_on, number), ?) from (
                select u.path, i.inspected_on, f.number, u.name || '：' || f.title || coalesce('。' || f.description, '') as line
                from inspection i join finding f on f.inspection_id = i.id join unit u on u.id = i.unit_id
                where i.round_id = ? and i.withdrawn_at is null and f.status <> 'REJECTED' and\s""",
            most,
            round);
    Subtree.within(statement, "u.path", sight.readable());
    statement.add(") found");
    return Optional.ofNullable(sql.list(String.class, statement).get(0));
  }
}
