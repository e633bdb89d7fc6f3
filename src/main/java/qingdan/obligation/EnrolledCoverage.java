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

  /**
   * Adds {@code , covered as materialized (select p.id, p.path, … as is_covered from placed p)}.
   */
  public interface Cover {
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

  private static Sql.Statement covered(Asked asked, Cover cover) {
    var statement =
        new Sql.Statement(
            """
            with placed as materialized (
                select t.id, t.path, t.sector
                from (
                    select id, path, kind, tier, sector from unit where valid_from < ? and path >= ? and path < ?
                    union all
                    select unit_id, path, kind, tier, sector from unit_past
                    where valid_from < ? and valid_to >= ? and path >= ? and path < ?
                ) t join enrolment e on e.unit_id = t.id
                where e.batch_id = ? and e.valid_from < ? and (e.valid_to is null or e.valid_to >= ?)
            """,
            asked.end(),
            asked.within().path(),
            asked.within().end(),
            asked.end(),
            asked.end(),
            asked.within().path(),
            asked.within().end(),
            asked.batch(),
            asked.end(),
            asked.end());
    statement.andEqual("t.kind", asked.kind()).andEqual("t.tier", asked.tier()).add(")");
    cover.add(statement, asked);
    return statement;
  }

  /** The whole. */
  public Part total(Asked asked, Cover cover) {
    var statement = covered(asked, cover);
    statement.add(
        " select cast(? as uuid), ?, false, count(*), count(*) filter (where is_covered) from covered",
        asked.unit(),
        asked.within().path());
    return sql.list(Part.class, statement).get(0);
  }

  /** The unit alone, and those directly below it that hold enrolled units, by their places. */
  public List<Part> byChild(Asked asked, Cover cover, String after, int fetch) {
    var statement = covered(asked, cover);
    statement.add(
        """
        , child as (
            select case when path = ? then path else ? || split_part(substr(path, ?), '/', 1) || '/' end as path, is_covered
            from covered
        )
        select t.id, c.path, c.path = ?, c.expected, c.covered
        from (
            select path, count(*) as expected, count(*) filter (where is_covered) as covered from child
            where path > ? group by path order by path limit ?
        ) c cross join lateral (
            select id from unit where path = c.path and valid_from < ?
            union all
            select unit_id from unit_past where path = c.path and valid_from < ? and valid_to >= ?
        ) t order by c.path
        """,
        asked.within().path(),
        asked.within().path(),
        asked.within().path().length() + 1,
        asked.within().path(),
        after == null ? "" : after,
        fetch,
        asked.end(),
        asked.end(),
        asked.end());
    return sql.list(Part.class, statement);
  }

  /**
   * @param only null for both
   */
  public List<Enrolled> units(Asked asked, Cover cover, Boolean only, String after, int fetch) {
    var statement = covered(asked, cover);
    statement.add(" select id, path, is_covered from covered where path > ?", after);
    statement.andEqual("is_covered", only).add(" order by path limit ?", fetch);
    return sql.list(Enrolled.class, statement);
  }

  public long count(Asked asked, Cover cover, Boolean only) {
    var statement = covered(asked, cover);
    statement.add(" select count(*) from (select 1 from covered where true");
    statement.andEqual("is_covered", only).add(" limit ?) as counted", Count.LIMIT + 1);
    return sql.list(Long.class, statement).get(0);
  }
}
