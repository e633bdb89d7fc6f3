package qingdan.unit;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

import org.jboss.logging.Logger;

import qingdan.access.Place;
import qingdan.access.Subtree;
import qingdan.change.ChangeLog;
import qingdan.shared.Ids;
import qingdan.shared.Sql;

/**
 * Takes many units into the tree in one transaction: new codes are created, known ones amended,
 * none is moved. New units are inserted before the lock of the tree is taken, so that it is held
 * for moments only; under it their parents are looked at again.
 */
@ApplicationScoped
public class UnitMerge {

  /** What became, or would become, of the staged units. */
  public record Outcome(long created, long changed, long unchanged) {}

  private static final Logger LOG = Logger.getLogger(UnitMerge.class);
  private static final int BATCH = 10_000;

  /** Staged units that say something else than the unit of their code. */
  private static final String AMENDED =
      """
      from staged_unit s join unit u on u.code = s.code and u.closed_at is null
      where (u.name, u.kind, u.tier, u.sector) is distinct from
          (s.name, s.kind, coalesce(s.tier, u.tier), case when ?1 then s.sector else u.sector end)
      """;

  private static final String FRESH =
      """
      create temporary table fresh_unit on commit drop as
      with recursive fresh as (
          select s.* from staged_unit s
          where not exists (select from unit u where u.code = s.code and u.closed_at is null)
      ), placed as (
          select f.line, f.code, f.unit_id, p.id as parent_id, true as top, coalesce(p.path, '/') || f.label || '/' as path
          from fresh f left join unit p on p.code = f.parent_code and p.closed_at is null
          where f.parent_code is null or p.id is not null
          union all
          select f.line, f.code, f.unit_id, p.unit_id, false, p.path || f.label || '/'
          from placed p join fresh f on f.parent_code = p.code
      )
      select row_number() over (order by path) as n, line, unit_id, parent_id, top, path,
          (select count(*) from staged_unit s where s.parent_code = placed.code) as children
      from placed
      """;

  private static final String INSERT =
      """
      insert into unit (id, code, name, bigrams, kind, tier, sector, parent_id, label, path, child_count, valid_from, created_at)
      select f.unit_id, s.code, s.name, s.bigrams, s.kind, coalesce(s.tier, s.default_tier), s.sector, f.parent_id, s.label,
          f.path, f.children, ?3, ?3
      from fresh_unit f join staged_unit s on s.line = f.line
      where f.n > ?1 and f.n <= ?2
      """;

  private final Sql sql;
  private final UnitTree tree;
  private final Staging staging;
  private final ChangeLog changes;
  private final Clock clock;
  private final Event<UnitMoves> moving;

  UnitMerge(
      Sql sql,
      UnitTree tree,
      Staging staging,
      ChangeLog changes,
      Clock clock,
      Event<UnitMoves> moving) {
    this.sql = sql;
    this.tree = tree;
    this.staging = staging;
    this.changes = changes;
    this.clock = clock;
    this.moving = moving;
  }

  /** Takes what the source gives, at most so many. */
  public void stage(long most, Consumer<Consumer<StagedUnit>> source) {
    staging.fill(most, source);
  }

  /** What keeps staged units out of subtrees that someone administers. */
  public StagedFaults faults(List<Subtree> scope, int limit) {
    return staging.faults(scope, limit);
  }

  /** What {@link #merge} would do. */
  public Outcome foreseen(boolean sectors) {
    long all = count("select count(*) from staged_unit");
    long known = known();
    long changed = sql.one(Long.class, "select count(*) " + AMENDED, sectors).orElseThrow();
    return new Outcome(all - known, changed, known - changed);
  }

  /**
   * Merges what is staged and free of faults.
   *
   * @param sectors whether the file speaks of sectors; otherwise units keep theirs
   * @param late gets what went wrong since the faults were looked for: then nothing may commit
   */
  public Outcome merge(
      boolean sectors,
      List<Subtree> scope,
      UUID actor,
      String requestId,
      LongConsumer progress,
      Consumer<StagedFault> late) {
    long all = count("select count(*) from staged_unit");
    // after an insert that was taken back, statistics may call the tree empty: a plan for that
    // never ends
    sql.run("set local enable_seqscan = off");
    sql.run(FRESH);
    sql.run("create index on fresh_unit (n)");
    sql.run("create unique index on staged_unit (line)");
    sql.run("analyze fresh_unit");
    long created = count("select count(*) from fresh_unit");
    if (created + known() != all) {
      throw new IllegalStateException(
          "parents closed or codes changed since the rows were checked");
    }
    lookForAmended(sectors);
    sql.run("set constraints unit_parent_exists deferred");
    for (long done = 0; done < created; done += BATCH) {
      progress.accept(all - created + done);
      sql.run(INSERT, done, done + BATCH, clock.instant());
      logCreated(done, actor, requestId);
    }
    tree.lock();
    var since = System.nanoTime();
    adopt(scope, late);
    long changed = amend(actor, requestId);
    LOG.infof(
        "merged %d new and %d changed units, the tree locked for %d ms until the commit",
        created, changed, Duration.ofNanos(System.nanoTime() - since).toMillis());
    return new Outcome(created, changed, all - created - changed);
  }

  /** Merges what the service brings itself, in nobody's name. */
  public Outcome mergeOwn() {
    return merge(
        false,
        List.of(new Subtree(Place.EVERYWHERE)),
        null,
        null,
        done -> {},
        fault -> {
          throw new IllegalStateException("line " + fault.line() + ": " + fault.rule());
        });
  }

  private void logCreated(long done, UUID actor, String requestId) {
    changes.writeAll(
        """
        select cast(?1 as timestamptz), 'unit', u.id, 'unit.created', array[u.path], null,
            jsonb_build_object('code', u.code, 'name', u.name, 'kind', u.kind, 'tier', u.tier, 'sector', u.sector,
                'parent', u.parent_id, 'successor', null, 'status', 'OPEN'), cast(?2 as uuid), ?3
        from fresh_unit f join unit u on u.id = f.unit_id where f.n > ?4 and f.n <= ?5
        """,
        clock.instant(),
        Ids.text(actor),
        requestId,
        done,
        done + BATCH);
  }

  /** Parents may have moved or closed since they were looked at: now they cannot. */
  private void adopt(List<Subtree> scope, Consumer<StagedFault> late) {
    var statement =
        new Sql.Statement(
            """
            select f.line, 'parentCode', s.code, 'unknown-parent', null, count(*) over ()
            from fresh_unit f join staged_unit s on s.line = f.line join unit p on p.id = f.parent_id
            where f.top and (p.closed_at is not null or not\s""");
    Staging.within(statement, "p.path", scope);
    statement.add(") limit 1000");
    sql.list(StagedFault.class, statement).forEach(late);
    var strayed =
        new Sql.Statement(
            """
            select s.line, 'code', s.code, 'not-administered', null, count(*) over ()
            from amended_unit a join unit u on u.id = a.id join staged_unit s on s.code = u.code
            where not\s""");
    Staging.within(strayed, "u.path", scope);
    strayed.add(" limit 1000");
    sql.list(StagedFault.class, strayed).forEach(late);
    int moved =
        sql.run(
            """
            update unit set path = m.path || substr(unit.path, length(m.was) + 1)
            from (
                select c.path as was, p.path || c.label || '/' as path
                from fresh_unit f join unit c on c.id = f.unit_id join unit p on p.id = f.parent_id
                where f.top and c.path <> p.path || c.label || '/'
            ) m
            where unit.path >= m.was and unit.path < left(m.was, -1) || '0'
            """);
    if (moved > 0) {
      sql.run(
          """
          update change set paths = array[u.path] from fresh_unit f join unit u on u.id = f.unit_id
          where change.entity_id = f.unit_id and change.paths <> array[u.path]
          """);
    }
    sql.run(
        """
        update unit set child_count = child_count + k.n
        from (select parent_id, count(*) as n from fresh_unit where top and parent_id is not null group by parent_id) k
        where unit.id = k.parent_id
        """);
  }

  private void lookForAmended(boolean sectors) {
    sql.run(
        """
        create temporary table amended_unit on commit drop as
        select u.id, s.name, s.bigrams, s.kind, coalesce(s.tier, u.tier) as tier,
            case when ?1 then s.sector else u.sector end as sector\s"""
            + AMENDED,
        sectors);
  }

  private long amend(UUID actor, String requestId) {
    sql.run(
        """
        delete from amended_unit a using unit u
        where u.id = a.id and (u.closed_at is not null
            or (u.name, u.kind, u.tier, u.sector) is not distinct from (a.name, a.kind, a.tier, a.sector))
        """);
    holdWhatFollows();
    var now = clock.instant();
    tree.keepPast(now, "id in (select id from amended_unit)");
    changes.writeAll(
        """
        select cast(?1 as timestamptz), 'unit', u.id, case when u.name = a.name then 'unit.amended' else 'unit.renamed' end,
            array[u.path], d.was, d.becomes, cast(?2 as uuid), ?3
        from amended_unit a join unit u on u.id = a.id cross join lateral (
            select jsonb_object_agg(field, was) as was, jsonb_object_agg(field, becomes) as becomes
            from (values ('name', u.name, a.name), ('kind', u.kind, a.kind), ('tier', u.tier, a.tier),
                ('sector', u.sector, a.sector)) f (field, was, becomes)
            where was is distinct from becomes
        ) d
        """,
        now,
        Ids.text(actor),
        requestId);
    return sql.run(
        """
        update unit set version = version + 1, name = a.name, bigrams = a.bigrams, kind = a.kind, tier = a.tier,
            sector = a.sector, valid_from = ?1
        from amended_unit a where unit.id = a.id
        """,
        now);
  }

  /** As every amendment that changes what work is found and counted by; here of units anywhere. */
  private void holdWhatFollows() {
    var retyped =
        sql.one(
                Boolean.class,
                """
                select exists (
                    select from amended_unit a join unit u on u.id = a.id
                    where (u.kind, u.tier, u.sector) is distinct from (a.kind, a.tier, a.sector))
                """)
            .orElseThrow();
    if (retyped) {
      moving.fire(new UnitMoves(Place.EVERYWHERE, Place.EVERYWHERE));
    }
  }

  private long known() {
    return count(
        "select count(*) from staged_unit s join unit u on u.code = s.code and u.closed_at is null");
  }

  private long count(String query) {
    return sql.one(Long.class, query).orElseThrow();
  }
}
