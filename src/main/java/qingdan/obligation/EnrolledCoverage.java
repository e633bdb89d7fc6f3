package qingdan.obligation;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Subtree;
import qingdan.campaign.Batches;
import qingdan.campaign.Campaigns;
import qingdan.shared.Count;
import qingdan.shared.Days;
import qingdan.shared.Ids;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/**
 * Which enrolled units somebody looks after, at the end of a day: by the cohort and the tree of
 * that day, and by what a feature says of them.
 */
@ApplicationScoped
public class EnrolledCoverage {

  /**
   * Whose cohort, in which subtree, and when; only units of a kind or a tier where one is named.
   */
  public record Asked(
      UUID batch,
      UUID campaign,
      UUID unit,
      Subtree within,
      LocalDate day,
      ZoneId zone,
      String kind,
      String tier) {

    public Instant end() {
      return Days.endOf(day, zone);
    }

    public Asked of(String kind, String tier) {
      return new Asked(batch, campaign, unit, within, day, zone, kind, tier);
    }
  }

  @RegisterForReflection
  public record Part(UUID unit, String path, boolean alone, long expected, long covered) {}

  @RegisterForReflection
  public record Enrolled(UUID unit, String path, boolean covered) {}

  /** The whole, and a page of its parts. */
  public record Answer(Part total, List<Part> parts) {}

  /**
   * Whom somebody looks after, as ranges of paths: of a unit alone, or of all below it too; with a
   * sector, of the units of that sector alone.
   */
  public interface Cover {

    /** Adds a select of {@code path, until, sector}: what concerns the units asked about. */
    void add(Sql.Statement statement, Asked asked);
  }

  private static final String PLACE =
      """
      \scross join lateral (
          select id, path, kind, tier, sector from unit where id = %1$s and valid_from < ?
          union all
          select unit_id, path, kind, tier, sector from unit_past where unit_id = %1$s and valid_from < ? and valid_to >= ?
       ) t
      """;

  /** The units of a range of paths at the end of the day. */
  private static final String THERE =
      """
      select id, path, kind, tier, sector from unit where valid_from < ? and path >= ? and path < ?
      union all
      select unit_id, path, kind, tier, sector from unit_past where valid_from < ? and valid_to >= ? and path >= ? and path < ?
      """;

  private static final String IS_COVERED =
      """
      (s.is_covered or exists (
          select from of_sector r where r.sector = t.sector and r.path <= t.path and t.path < r.until))""";

  /** A page of the units of a span: of {@code unit} or {@code unit_past}, each by its own index. */
  private static final String PAGE =
      """
      select t.%1$s as id, t.path, %3$s as is_covered
      from %2$s t
      where t.path >= s.first and t.path < s.next and t.path > ? and t.path >= ? and t.path < ? and t.valid_from < ?
          and exists (
              select from enrolment e
              where e.unit_id = t.%1$s and e.batch_id = ? and e.valid_from < ? and (e.valid_to is null or e.valid_to >= ?))
      """;

  private final Sql sql;
  private final Batches batches;
  private final Campaigns campaigns;
  private final Sight sight;
  private final Clock clock;

  EnrolledCoverage(Sql sql, Batches batches, Campaigns campaigns, Sight sight, Clock clock) {
    this.sql = sql;
    this.batches = batches;
    this.campaigns = campaigns;
    this.sight = sight;
    this.clock = clock;
  }

  /** 404 where the caller does not read the work of the unit. */
  public Asked asked(EnrolledCoverageQuery query) {
    var batch = batches.seen(Ids.parameter("batch", query.batch));
    var campaign = campaigns.visible(batch.campaignId().toString());
    var unit = sight.unit(query.unit == null ? campaign.topUnitId().toString() : query.unit);
    if (!campaign.subtree().contains(unit.path())) {
      throw Refusal.notFound();
    }
    var zone = ZoneId.of(campaign.timeZone());
    var day = Days.past("asOf", query.asOf, LocalDate.ofInstant(clock.instant(), zone));
    return new Asked(
        batch.id(), campaign.id(), unit.id(), new Subtree(unit.path()), day, zone, null, null);
  }

  /** Where a unit stood at the end of the day, as {@code t}. */
  public static void place(Sql.Statement statement, String unit, Asked asked) {
    statement.add(PLACE.formatted(unit), asked.end(), asked.end(), asked.end());
  }

  /** Adds those that were there as {@code t}: the units asked about, and those above them. */
  public static void there(Sql.Statement statement, Asked asked) {
    statement.add(" (");
    thereBelow(statement, asked);
    var above = asked.within().above().toArray(String[]::new);
    statement.add(
        """
        union all
        select id, path, kind, tier, sector from unit where path = any(?) and valid_from < ?
        union all
        select unit_id, path, kind, tier, sector from unit_past where path = any(?) and valid_from < ? and valid_to >= ?
        ) t
        """,
        above,
        asked.end(),
        above,
        asked.end(),
        asked.end());
  }

  /** Adds a select of the units asked about that were there. */
  public static void thereBelow(Sql.Statement statement, Asked asked) {
    statement.add(
        THERE,
        asked.end(),
        asked.within().path(),
        asked.within().end(),
        asked.end(),
        asked.end(),
        asked.within().path(),
        asked.within().end());
  }

  private static Sql.Statement ranges(Asked asked, Cover cover) {
    var statement = new Sql.Statement("with ranges as materialized (");
    cover.add(statement, asked);
    return statement.add(")");
  }

  /**
   * All of them are read once and laid in the order of their paths, the ranges among them: a unit
   * stands in one of them where any that began before reaches beyond it. Those of a sector are read
   * by the index of sectors: {@code offset 0} keeps the planner from comparing every unit with
   * every range.
   */
  private static Sql.Statement covered(Asked asked, Cover cover) {
    var statement = ranges(asked, cover);
    statement.add(
        """
        , of_sectors as materialized (
            select distinct t.id from ranges r cross join lateral (
                select id from unit where sector = r.sector and path >= r.path and path < r.until and valid_from < ?
                union all
                select unit_id from unit_past
                where sector = r.sector and path >= r.path and path < r.until and valid_from < ? and valid_to >= ?
                offset 0
            ) t where r.sector is not null
        ), placed as (
            select t.path, s.id is not null as of_sector from (
        """,
        asked.end(),
        asked.end(),
        asked.end());
    thereBelow(statement, asked);
    statement.add(
        """
            ) t join enrolment e on e.unit_id = t.id left join of_sectors s on s.id = t.id
            where e.batch_id = ? and e.valid_from < ? and (e.valid_to is null or e.valid_to >= ?)
        """,
        asked.batch(),
        asked.end(),
        asked.end());
    statement.andEqual("t.kind", asked.kind()).andEqual("t.tier", asked.tier());
    return statement.add(
        """
        ), covered as (
            select path, is_unit, of_sector or coalesce(max(until) over (order by path) > path, false) as is_covered from (
                select path, true as is_unit, of_sector, null as until from placed
                union all
                select path, false, false, until from ranges where sector is null
            ) p
        )
        """);
  }

  /**
   * The whole; of its parts the unit alone, and those directly below it that hold enrolled units.
   */
  public Answer answer(Asked asked, Cover cover, String after, int fetch) {
    var statement = covered(asked, cover);
    statement.add(
        """
        , child as materialized (
            select path, count(*) as expected, count(*) filter (where is_covered) as covered from (
                select case when path = ? then path else ? || split_part(substr(path, ?), '/', 1) || '/' end as path, is_covered
                from covered where is_unit
            ) c group by path
        )
        select cast(? as uuid), '' as path, false, cast(coalesce(sum(expected), 0) as bigint), cast(coalesce(sum(covered), 0) as bigint)
        from child
        union all
        select t.id, c.path, c.path = ?, c.expected, c.covered
        from (select * from child where path > ? order by path limit ?) c cross join lateral (
            select id from unit where path = c.path and valid_from < ?
            union all
            select unit_id from unit_past where path = c.path and valid_from < ? and valid_to >= ?
        ) t
        order by path
        """,
        asked.within().path(),
        asked.within().path(),
        asked.within().path().length() + 1,
        asked.unit(),
        asked.within().path(),
        after == null ? "" : after,
        fetch,
        asked.end(),
        asked.end(),
        asked.end());
    var rows = sql.list(Part.class, statement);
    return new Answer(rows.get(0), rows.subList(1, rows.size()));
  }

  /**
   * By their places, no further than the page: what the ranges hold and what lies between them are
   * spans one behind the other, and each is read in the order of its paths. Spans are taken in
   * their order, so the first limit ends the walk: with an order outside the planner would read all
   * of them.
   *
   * @param only null for both
   */
  public List<Enrolled> units(Asked asked, Cover cover, Boolean only, String after, int fetch) {
    var statement = ranges(asked, cover);
    statement.add(
        """
        , merged as materialized (
            select path, until, sector from (
                select path, until, sector,
                    max(until) over (
                        partition by sector order by path, until desc rows between unbounded preceding and 1 preceding) as before
                from ranges
            ) r where before is null or before < until
        ), of_sector as materialized (
            select path, until, sector from merged where sector is not null
        ), span as materialized (
            select path as first, until as next, true as is_covered from merged where sector is null
            union all
            select lag(until, 1, cast(? as text)) over (order by path), path, false from merged where sector is null
            union all
            select coalesce(max(until), ?), ?, false from merged where sector is null
        )
        select id, path, is_covered from (
        select t.id, t.path, t.is_covered
        from (select * from span where first < next and next > ? and first < ?
        """,
        asked.within().path(),
        asked.within().path(),
        asked.within().end(),
        after,
        asked.within().end());
    if (only != null && !only) {
      statement.add(" and not is_covered");
    }
    statement.add(" order by first offset 0) s cross join lateral (select * from (");
    page(statement, asked, only, after, fetch, "id", "unit");
    statement.add(" union all ");
    page(statement, asked, only, after, fetch, "unit_id", "unit_past");
    statement.add(") t order by path limit ?) t limit ?) page order by path", fetch, fetch);
    return sql.list(Enrolled.class, statement);
  }

  private static void page(
      Sql.Statement statement,
      Asked asked,
      Boolean only,
      String after,
      int fetch,
      String id,
      String table) {
    statement.add(
        "(" + PAGE.formatted(id, table, only == null ? IS_COVERED : only.toString()),
        after,
        asked.within().path(),
        asked.within().end(),
        asked.end(),
        asked.batch(),
        asked.end(),
        asked.end());
    if (table.equals("unit_past")) {
      statement.add(" and t.valid_to >= ?", asked.end());
    }
    statement.andEqual("t.kind", asked.kind()).andEqual("t.tier", asked.tier());
    if (only != null) {
      statement.add(" and " + (only ? "" : "not ") + IS_COVERED);
    }
    statement.add(" order by t.path limit ?)", fetch);
  }

  public long count(Asked asked, Cover cover, Boolean only) {
    var statement = covered(asked, cover);
    statement.add(" select count(*) from (select 1 from covered where is_unit");
    statement.andEqual("is_covered", only).add(" limit ?) as counted", Count.LIMIT + 1);
    return sql.list(Long.class, statement).get(0);
  }
}
