package qingdan.obligation;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Place;
import qingdan.access.Subtree;
import qingdan.shared.Count;
import qingdan.shared.Days;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.shared.Sql;
import qingdan.unit.DirectoryEntry;
import qingdan.unit.Tier;
import qingdan.unit.UnitKind;

/**
 * Who had not done by the end of a day what was owed then: as many as coverage tells. Today they
 * are what is owed and not done; of a past day the books tell, and units are gone through in the
 * order of their places until the page is full.
 */
@ApplicationScoped
public class MissingReading {

  @RegisterForReflection
  record Missing(UUID id, String code, String name, String kind, String tier, String path) {

    DirectoryEntry entry() {
      return new DirectoryEntry(id, code, name, UnitKind.valueOf(kind), Tier.valueOf(tier));
    }
  }

  private static final String COLUMNS = "u.id, u.code, u.name, u.kind, u.tier, u.path";

  /** In SQL, that more is owed than done. */
  private static final String OWES =
      """
      0 < coalesce((select missing from tail where unit_id = u.id), 0) + (
          select coalesce(sum(coalesce(expected, 0) - coalesce(done, 0)), 0) from ledger_entry
          where unit_id = u.id and day <= ? and cell = ledger_cell(?, cast(? as uuid), null, null, ?)
      )
      """;

  private final Coverage coverage;
  private final Sight sight;
  private final Sql sql;
  private final Clock clock;

  MissingReading(Coverage coverage, Sight sight, Sql sql, Clock clock) {
    this.coverage = coverage;
    this.sight = sight;
    this.sql = sql;
    this.clock = clock;
  }

  public Page<DirectoryEntry> page(
      Subject subject, UUID over, MissingQuery query, Lists.Reading reading) {
    var after = reading.after() == null ? "" : reading.after().get(0);
    var statement = rows(subject, place(over, query), query, after, reading.fetch());
    return reading.page(
        sql.list(Missing.class, statement), missing -> List.of(missing.path()), Missing::entry);
  }

  public Count count(Subject subject, UUID over, MissingQuery query) {
    var place = place(over, query);
    if (query.ofAll()) {
      return Count.of(coverage.of(subject, place.id(), day(subject, query)).missing());
    }
    return Count.of(sql.count(rows(subject, place, query, "", Count.LIMIT + 1)));
  }

  private Sql.Statement rows(
      Subject subject, Place place, MissingQuery query, String after, int fetch) {
    var day = day(subject, query);
    return day.isBefore(today(subject))
        ? onPastDay(subject, place, query, day, after, fetch)
        : today(subject, place, query, after, fetch);
  }

  private Place place(UUID over, MissingQuery query) {
    return sight.unit(query.unit == null ? over.toString() : query.unit);
  }

  private LocalDate day(Subject subject, MissingQuery query) {
    return Days.past("asOf", query.asOf, today(subject));
  }

  private LocalDate today(Subject subject) {
    return LocalDate.ofInstant(clock.instant(), subject.zone());
  }

  private Sql.Statement today(
      Subject subject, Place place, MissingQuery query, String after, int fetch) {
    var statement =
        new Sql.Statement(
            "select "
                + COLUMNS
                + """

                from obligation o join unit u on u.id = o.unit_id
                where o.subject_id = ? and o.state <> 'DONE' and o.released_at is null and o.owed_from <= ? and\s""",
            subject.id(),
            today(subject));
    Subtree.within(statement, "u.path", List.of(new Subtree(place.path())));
    after(statement, query, after);
    return statement.add(" order by u.path limit ?", fetch);
  }

  private static Sql.Statement onPastDay(
      Subject subject, Place place, MissingQuery query, LocalDate day, String after, int fetch) {
    var end = Days.endOf(day, subject.zone());
    var statement =
        new Sql.Statement(
            """
            with place as (
                select path, left(path, -1) || '0' as until from unit where id = ? and valid_from < ?
                union all
                select path, left(path, -1) || '0' from unit_past where unit_id = ? and valid_from < ? and valid_to >= ?
            ), tail as materialized (
                select unit_id, sum(coalesce(expected, 0) - coalesce(done, 0)) as missing
                from (select * from ledger_posting union all select * from ledger_come(?)) p
                where subject_id = ? and day <= ? group by 1
            )
            select * from (
                (select %s from place join unit u on u.path >= place.path and u.path < place.until and u.valid_from < ?
                 where\s"""
                .formatted(COLUMNS),
            place.id(),
            end,
            place.id(),
            end,
            end,
            day,
            subject.id(),
            day,
            end);
    owes(statement, subject, query, day, after, fetch);
    statement.add(
        """
        )
        union all
        (select %s
         from place
         join (select unit_id as id, code, name, kind, tier, sector, path, valid_from, valid_to from unit_past) u
             on u.path >= place.path and u.path < place.until and u.valid_from < ? and u.valid_to >= ?
         where\s"""
            .formatted(COLUMNS),
        end,
        end);
    owes(statement, subject, query, day, after, fetch);
    return statement.add(")) u order by path limit ?", fetch);
  }

  private static void owes(
      Sql.Statement statement,
      Subject subject,
      MissingQuery query,
      LocalDate day,
      String after,
      int fetch) {
    statement.add(
        OWES,
        day,
        subject.campaign(),
        subject.batch() == null ? null : subject.batch().toString(),
        subject.id());
    after(statement, query, after);
    statement.add(" order by u.path limit ?", fetch);
  }

  private static void after(Sql.Statement statement, MissingQuery query, String after) {
    statement.add(" and u.path > ?", after);
    query.where(statement);
  }
}
