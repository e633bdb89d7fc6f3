package qingdan.obligation;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Place;
import qingdan.shared.Count;
import qingdan.shared.Days;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.shared.Sql;
import qingdan.unit.DirectoryEntry;
import qingdan.unit.Tier;
import qingdan.unit.UnitKind;

/**
 * Who had not done by the end of a day what was owed then, from the books: as many as coverage
 * tells. Units are gone through in the order of their places until the page is full.
 */
@ApplicationScoped
public class MissingReading {

  @RegisterForReflection
  record Missing(UUID id, String code, String name, String kind, String tier, String path) {

    DirectoryEntry entry() {
      return new DirectoryEntry(id, code, name, UnitKind.valueOf(kind), Tier.valueOf(tier));
    }
  }

  /** In SQL, that more is owed than done. */
  private static final String OWES =
      """
      0 < coalesce((select missing from tail where unit_id = %1$s), 0) + (
          select coalesce(sum(coalesce(expected, 0) - coalesce(done, 0)), 0) from ledger_entry
          where unit_id = %1$s and day <= ?5 and cell = ledger_cell(?2, cast(?3 as uuid), null, null, ?4)
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
    return reading.page(
        missing(
            subject,
            place(over, query),
            day(subject, query),
            reading.after() == null ? "" : reading.after().get(0),
            reading.fetch()),
        missing -> List.of(missing.path()),
        Missing::entry);
  }

  public Count count(Subject subject, UUID over, MissingQuery query) {
    return Count.of(coverage.of(subject, place(over, query).id(), day(subject, query)).missing());
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

  private List<Missing> missing(
      Subject subject, Place place, LocalDate day, String after, int fetch) {
    return sql.list(
        Missing.class,
        """
        with place as (
            select path, left(path, -1) || '0' as until from unit where id = ?1 and (not ?6 or valid_from < ?7)
            union all
            select path, left(path, -1) || '0' from unit_past where ?6 and unit_id = ?1 and valid_from < ?7 and valid_to >= ?7
        ), tail as materialized (
            select unit_id, sum(coalesce(expected, 0) - coalesce(done, 0)) as missing
            from (select * from ledger_posting union all select * from ledger_come(?5)) p
            where subject_id = ?4 and day <= ?5 group by 1
        )
        select u.id, u.code, u.name, u.kind, u.tier, u.path
        from place
        cross join lateral (
            (select id, code, name, kind, tier, path from unit t
             where path >= place.path and path < place.until and path > ?8 and (not ?6 or valid_from < ?7) and %1$s
             order by path limit ?9)
            union all
            (select unit_id, code, name, kind, tier, path from unit_past t
             where ?6 and path >= place.path and path < place.until and path > ?8 and valid_from < ?7 and valid_to >= ?7 and %2$s
             order by path limit ?9)
        ) u
        order by u.path limit ?9
        """
            .formatted(OWES.formatted("t.id"), OWES.formatted("t.unit_id")),
        place.id(),
        subject.campaign(),
        subject.batch() == null ? null : subject.batch().toString(),
        subject.id(),
        day,
        day.isBefore(today(subject)),
        Days.endOf(day, subject.zone()),
        after,
        fetch);
  }
}
