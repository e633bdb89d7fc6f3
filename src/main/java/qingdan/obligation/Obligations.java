package qingdan.obligation;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import qingdan.shared.Evidence;
import qingdan.shared.Sql;

/**
 * What units owe. Whoever writes shares the lock of the campaign, and then holds the row of the
 * subject: alone to follow its cohort, with others to report.
 */
@ApplicationScoped
public class Obligations {

  private static final String FROM =
      " from obligation o join unit u on u.id = o.unit_id where o.subject_id = ? and o.released_at is null";

  private static final String SELECT =
      """
      select o.id, o.version, o.subject_id, o.unit_id, u.path, u.code, u.name, u.kind, u.tier, o.owed_from, o.due_on, o.state,
          o.done_on, o.amount, o.done_amount, o.note, cast(o.evidence as text), o.reported_by, o.reported_at,
          o.confirmed_at, o.returned_for
      """;

  private final Sql sql;
  private final ObjectMapper json;
  private final Clock clock;

  Obligations(Sql sql, ObjectMapper json, Clock clock) {
    this.sql = sql;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Lets the cohort owe, and nobody else: whoever has left it is released, and owes again on coming
   * back. In two statements, however many they are.
   *
   * @param units only these; null: all
   * @param leaving a unit that is about to close; null: none
   */
  public Followed follow(Subject subject, Cohort cohort, List<UUID> units, UUID leaving) {
    var changed = change(subject, cohort, units, leaving);
    return new Followed(
        changed.joined() + insert(subject, cohort, units, leaving), changed.released());
  }

  private Followed change(Subject subject, Cohort cohort, List<UUID> units, UUID leaving) {
    var statement = cohort(subject, cohort, units, leaving);
    statement.add(
        """
        , changing as (
            select o.id, o.released_at is not null as was_released, c.id is not null as held, c.amount
            from obligation o left join cohort c on c.id = o.unit_id
            where o.subject_id = ?
                and ((o.released_at is null) <> (c.id is not null) or c.id is not null and o.amount is distinct from c.amount)
        """,
        subject.id());
    if (units != null) {
      statement.add(" and o.unit_id = any(?)", (Object) units.toArray(UUID[]::new));
    }
    statement.add(
        """
        ), changed as (
            update obligation o set version = o.version + 1, changed_at = ?,
                released_at = case when c.held then null else cast(? as timestamptz) end,
                amount = case when c.held then c.amount else o.amount end
            from changing c where c.id = o.id
            returning c.held, c.was_released
        )
        select count(*) filter (where held and was_released), count(*) filter (where not held) from changed
        """,
        clock.instant(),
        clock.instant());
    return sql.list(Followed.class, statement).get(0);
  }

  private long insert(Subject subject, Cohort cohort, List<UUID> units, UUID leaving) {
    var now = clock.instant();
    var today = LocalDate.ofInstant(now, subject.zone());
    var statement = cohort(subject, cohort, units, leaving);
    statement.add(
        """
        insert into obligation (kind, subject_id, campaign_id, batch_id, unit_id, owed_from, due_on, amount, changed_at)
        select ?, ?, ?, cast(? as uuid), c.id, ?, ?, c.amount, ? from cohort c
        where not exists (select from obligation o where o.subject_id = ? and o.unit_id = c.id)
        on conflict do nothing
        """,
        subject.kind().name(),
        subject.id(),
        subject.campaign(),
        text(subject.batch()),
        subject.owedFrom().isAfter(today) ? subject.owedFrom() : today,
        subject.dueOn(),
        now,
        subject.id());
    return sql.run(statement.text(), statement.parameters());
  }

  private Sql.Statement cohort(Subject subject, Cohort cohort, List<UUID> units, UUID leaving) {
    var statement = new Sql.Statement("with cohort as materialized (select u.id, ");
    if (subject.measure() == null) {
      statement.add("cast(null as bigint) as amount");
    } else {
      statement.add(
          """
          (select f.value from figure f where f.unit_id = u.id and f.measure = ? and f.day <= ?
           order by f.day desc limit 1) as amount
          """,
          subject.measure(),
          LocalDate.ofInstant(clock.instant(), subject.zone()));
    }
    statement.add(" from unit u where ");
    cohort.where(statement);
    if (units != null) {
      statement.add(" and u.id = any(?)", (Object) units.toArray(UUID[]::new));
    }
    if (leaving != null) {
      statement.add(" and u.id <> ?", leaving);
    }
    return statement.add(") ");
  }

  /** The successor owes what the unit owed, as far as that was done, unless it owes it already. */
  public boolean handOver(Subject subject, Cohort cohort, UUID unit, UUID successor) {
    var statement =
        new Sql.Statement(
            """
            update obligation o set unit_id = ?, version = version + 1, changed_at = ?
            where o.subject_id = ? and o.unit_id = ? and o.released_at is null
                and not exists (select from obligation s where s.subject_id = o.subject_id and s.unit_id = ?)
                and exists (select from unit u where u.id = ? and\s""",
            successor,
            clock.instant(),
            subject.id(),
            unit,
            successor,
            successor);
    cohort.where(statement);
    statement.add(")");
    return sql.run(statement.text(), statement.parameters()) > 0;
  }

  public void release(UUID subject, UUID unit) {
    sql.run(
        """
        update obligation set released_at = ?3, changed_at = ?3, version = version + 1
        where subject_id = ?1 and unit_id = ?2 and released_at is null
        """,
        subject,
        unit,
        clock.instant());
  }

  public void becomeDue(UUID subject, LocalDate day) {
    sql.run(
        "update obligation set due_on = ?2, version = version + 1, changed_at = ?3 where subject_id = ?1",
        subject,
        day,
        clock.instant());
  }

  /** Those not released, by the place of the unit. */
  public List<Obligation> list(
      UUID subject, ObligationFilter filter, List<String> after, int fetch) {
    var statement = new Sql.Statement(SELECT + FROM, subject);
    filter.where(statement);
    if (after != null) {
      statement.add(" and u.path > ?", after.get(0));
    }
    statement.add(" order by u.path limit ?", fetch);
    return sql.list(Obligation.class, statement);
  }

  public long count(UUID subject, ObligationFilter filter) {
    var statement = new Sql.Statement("select 1" + FROM, subject);
    filter.where(statement);
    return sql.count(statement);
  }

  /** Absent where the unit does not owe it, or no longer does. */
  public Optional<Obligation> find(UUID subject, UUID unit) {
    var statement = new Sql.Statement(SELECT + FROM, subject);
    statement.add(" and o.unit_id = ?", unit);
    return sql.list(Obligation.class, statement).stream().findFirst();
  }

  /** The same, kept from every other change until the transaction ends. */
  public Optional<Obligation> locked(UUID subject, UUID unit) {
    sql.list(
        UUID.class,
        "select id from obligation where subject_id = ?1 and unit_id = ?2 for no key update",
        subject,
        unit);
    return find(subject, unit);
  }

  public void report(Obligation obligation, Report report, ObligationState state, UUID account) {
    sql.run(
        """
        update obligation set version = version + 1, changed_at = ?2, state = ?3, done_on = ?4,
            done_amount = cast(?5 as bigint), note = ?6, evidence = cast(?7 as jsonb), reported_by = ?8, reported_at = ?2,
            returned_for = null
        where id = ?1
        """,
        obligation.id(),
        clock.instant(),
        state.name(),
        report.doneOn(),
        text(report.amount()),
        report.note(),
        written(report.evidence()),
        account);
  }

  public void confirm(Obligation obligation, UUID account) {
    sql.run(
        """
        update obligation set version = version + 1, changed_at = ?2, state = 'DONE', confirmed_at = ?2, confirmed_by = ?3
        where id = ?1
        """,
        obligation.id(),
        clock.instant(),
        account);
  }

  /** What was reported is no longer so: it is owed again. */
  public void takeBack(Obligation obligation, String reason) {
    sql.run(
        """
        update obligation set version = version + 1, changed_at = ?2, state = 'OWED', done_on = null, done_amount = null,
            note = null, evidence = null, reported_by = null, reported_at = null, confirmed_at = null, confirmed_by = null,
            returned_for = ?3
        where id = ?1
        """,
        obligation.id(),
        clock.instant(),
        reason);
  }

  /** What is known elsewhere to have been done on a day; null: it was not, and is owed. */
  public void settle(UUID subject, UUID unit, LocalDate day) {
    sql.run(
        """
        update obligation set version = version + 1, changed_at = ?3, done_on = cast(?4 as date),
            state = case when cast(?4 as date) is null then 'OWED' else 'DONE' end
        where subject_id = ?1 and unit_id = ?2 and released_at is null
        """,
        subject,
        unit,
        clock.instant(),
        text(day));
  }

  public List<Evidence> evidence(Obligation obligation) {
    if (obligation.evidence() == null) {
      return List.of();
    }
    try {
      return json.readValue(obligation.evidence(), new TypeReference<>() {});
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private String written(List<Evidence> evidence) {
    if (evidence == null || evidence.isEmpty()) {
      return null;
    }
    try {
      return json.writeValueAsString(evidence);
    } catch (JsonProcessingException unwritable) {
      throw new IllegalStateException(unwritable);
    }
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }
}
