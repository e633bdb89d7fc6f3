package qingdan.unit;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Caller;
import qingdan.shared.Days;
import qingdan.shared.Sql;

/**
 * The counts that units report. What holds as of a day is the latest figure for a day up to it, as
 * it stands now: a correction of the past is a correction.
 */
@ApplicationScoped
public class Figures {

  /** A time, and the day that ends with it; the time is null for now. */
  public record AsOf(LocalDate day, Instant at) {}

  @RegisterForReflection
  record LineRow(
      UUID id,
      String code,
      String name,
      String kind,
      String tier,
      String path,
      Long value,
      LocalDate day,
      Long childrenSum,
      long childrenReported,
      long children) {}

  /** How many children of a kind a unit has. */
  @RegisterForReflection
  public record OfKind(String kind, long units) {}

  private static final String COLUMNS =
      "unit_id, measure, day, version, value, reported_by, reported_at";

  private static final String BELOW =
      """
      select cast(sum(latest.value) as bigint) as sum, count(latest.value) as reported, count(*) as children
      from\s""";

  private static final String LATEST =
      """
      (select value, day from figure where unit_id = %s and measure = %s and day <= ? order by day desc limit 1)
      """;

  private final Sql sql;
  private final Caller caller;
  private final Clock clock;

  Figures(Sql sql, Caller caller, Clock clock) {
    this.sql = sql;
    this.caller = caller;
    this.clock = clock;
  }

  Optional<FigureView> find(UUID unit, String measure, LocalDate day) {
    return sql.one(
        FigureView.class,
        "select " + COLUMNS + " from figure where unit_id = ?1 and measure = ?2 and day = ?3",
        unit,
        measure,
        day);
  }

  /** False when another report of the same figure was first. */
  boolean insert(UUID unit, String measure, LocalDate day, long value) {
    return sql.run(
            """
            insert into figure (unit_id, measure, day, value, reported_by, reported_at) values (?1, ?2, ?3, ?4, ?5, ?6)
            on conflict do nothing
            """,
            unit,
            measure,
            day,
            value,
            caller.accountId(),
            clock.instant())
        > 0;
  }

  /** False when another correction of the same version was first. */
  boolean correct(FigureView figure, long value) {
    return sql.run(
            """
            update figure set value = ?5, version = version + 1, reported_by = ?6, reported_at = ?7
            where unit_id = ?1 and measure = ?2 and day = ?3 and version = ?4
            """,
            figure.unit(),
            figure.measure(),
            figure.day(),
            figure.version(),
            value,
            caller.accountId(),
            clock.instant())
        > 0;
  }

  List<FigureView> series(UUID unit, String measure, LocalDate before, int fetch) {
    return sql.list(
        FigureView.class,
        "select "
            + COLUMNS
            + " from figure where unit_id = ?1 and measure = ?2 and day < ?3 order by day desc limit ?4",
        unit,
        measure,
        before,
        fetch);
  }

  long countSeries(UUID unit, String measure) {
    return sql.one(
            Long.class,
            "select count(*) from figure where unit_id = ?1 and measure = ?2",
            unit,
            measure)
        .orElseThrow();
  }

  /** The day in a query parameter, of the service's zone; today where it is absent. */
  public AsOf asOf(String text) {
    var today = LocalDate.now(clock);
    if (text == null) {
      return new AsOf(today, null);
    }
    var day = Days.past("asOf", text, today);
    return new AsOf(day, Days.endOf(day, clock.getZone()));
  }

  /** Every measure of the unit, or the one that is named, as a line each. */
  public List<UnitFiguresView.Line> lines(UUID unit, String measure, AsOf asOf) {
    return overview(unit, asOf).stream()
        .filter(row -> measure == null || measure.equals(row.measure()))
        .map(UnitFiguresView.Line::of)
        .toList();
  }

  /** Every measure of the unit beside the sum over its children of that day, in one statement. */
  List<UnitFiguresView.Row> overview(UUID unit, AsOf asOf) {
    var statement =
        new Sql.Statement(
            """
            select m.code, own.value, own.day, below.sum, coalesce(below.reported, 0), coalesce(below.children, 0)
            from measure m left join lateral
            """);
    statement.add(LATEST.formatted("cast(? as uuid)", "m.code"), unit, asOf.day());
    statement.add(
        """
        own on true left join lateral (
        """);
    statement.add(BELOW);
    Units.from(statement, asOf.at());
    statement.add(" c left join lateral ");
    statement.add(LATEST.formatted("c.id", "m.code"), asOf.day());
    statement.add(
        """
        latest on true where c.parent_id = ? and c.closed_at is null
        ) below on true order by m.code collate "C"
        """,
        unit);
    return sql.list(UnitFiguresView.Row.class, statement);
  }

  /** The children of that day by path, each with its own children summed, in one statement. */
  public List<FigureOfUnit> ofChildren(
      UUID unit, String measure, AsOf asOf, List<String> after, int fetch) {
    var statement =
        new Sql.Statement(
            """
            select c.id, c.code, c.name, c.kind, c.tier, c.path, own.value, own.day, below.sum, coalesce(below.reported, 0),
                coalesce(below.children, 0)
            from\s""");
    Units.from(statement, asOf.at());
    statement.add(" c left join lateral ");
    statement.add(LATEST.formatted("c.id", "?"), measure, asOf.day());
    statement.add(" own on true left join lateral (").add(BELOW);
    Units.from(statement, asOf.at());
    statement.add(" g left join lateral ");
    statement.add(LATEST.formatted("g.id", "?"), measure, asOf.day());
    statement.add(
        """
        latest on true where g.parent_id = c.id and g.closed_at is null
        ) below on true where c.parent_id = ? and c.closed_at is null
        """,
        unit);
    if (after != null) {
      statement.add(" and c.path > ?", after.get(0));
    }
    statement.add(" order by c.path limit ?", fetch);
    return sql.list(LineRow.class, statement).stream()
        .map(row -> FigureOfUnit.of(row, measure))
        .toList();
  }

  /** What stands directly below the unit on that day. */
  public List<OfKind> kinds(UUID unit, AsOf asOf) {
    var statement = new Sql.Statement("select c.kind, count(*) from ");
    Units.from(statement, asOf.at());
    statement.add(" c where c.parent_id = ? and c.closed_at is null group by 1 order by 1", unit);
    return sql.list(OfKind.class, statement);
  }

  /** The first children, by path, without a figure up to the day. */
  public List<DirectoryEntry> missing(UUID unit, String measure, AsOf asOf, int most) {
    var statement = new Sql.Statement("select c.id, c.code, c.name, c.kind, c.tier");
    children(statement, unit, measure, asOf, false);
    statement.add(" order by c.path limit ?", most);
    return sql.list(Directory.Row.class, statement).stream().map(Directory.Row::entry).toList();
  }

  List<ChildFigureView.Row> children(
      UUID unit, String measure, AsOf asOf, Boolean reported, List<String> after, int fetch) {
    var statement =
        new Sql.Statement("select c.id, c.code, c.name, c.kind, c.path, latest.value, latest.day");
    children(statement, unit, measure, asOf, reported);
    if (after != null) {
      statement.add(" and c.path > ?", after.get(0));
    }
    statement.add(" order by c.path limit ?", fetch);
    return sql.list(ChildFigureView.Row.class, statement);
  }

  long countChildren(UUID unit, String measure, AsOf asOf, Boolean reported) {
    var statement = new Sql.Statement("select 1");
    children(statement, unit, measure, asOf, reported);
    return sql.count(statement);
  }

  private static void children(
      Sql.Statement statement, UUID unit, String measure, AsOf asOf, Boolean reported) {
    statement.add(" from ");
    Units.from(statement, asOf.at());
    statement.add(" c left join lateral ");
    statement.add(LATEST.formatted("c.id", "?"), measure, asOf.day());
    statement.add(" latest on true where c.parent_id = ? and c.closed_at is null", unit);
    if (reported != null) {
      statement.add(reported ? " and latest.day is not null" : " and latest.day is null");
    }
  }
}
