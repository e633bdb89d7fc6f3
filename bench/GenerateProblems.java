import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Adds work to the tree that {@link GenerateUnits} made: a campaign with a closed and two open
 * batches, ten common tasks and local ones, eight categories, lists, problems of every status with
 * measures, joint units, reports, evidence and history. Rows are drawn by hashes of their number:
 * the same number on the same tree gives the same rows, but for the day, which is today. Indexes
 * and foreign keys of the large tables are made when the rows are in.
 *
 * <p>Arguments: the JDBC URL, how many problems.
 */
class GenerateProblems {

  private static final int CHUNK = 250_000;
  private static final List<String> TABLES =
      List.of(
          "problem_list",
          "problem",
          "problem_joint",
          "problem_measure",
          "problem_report",
          "problem_evidence",
          "problem_carried",
          "ledger_entry");

  private final String url;
  private final Connection database;
  private final int wanted;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final long begin = System.nanoTime();

  GenerateProblems(String url, int wanted) throws SQLException {
    this.url = url;
    this.database = connection();
    this.wanted = wanted;
  }

  public static void main(String... args) throws Exception {
    new GenerateProblems(args[0], Integer.parseInt(args[1])).run();
  }

  private Connection connection() throws SQLException {
    var connection = DriverManager.getConnection(url, "postgres", "postgres");
    for (var setting :
        List.of(
            "search_path = public, made",
            "synchronous_commit = off",
            "work_mem = '256MB'",
            "jit = off",
            "auto_explain.log_min_duration = -1")) {
      execute(connection, "set " + setting);
    }
    return connection;
  }

  private void run() throws Exception {
    generate(database, List.of(HELPERS, PLACES, CAMPAIGN), 0, 0, 0);
    said("places, campaign, tasks");
    execute("alter table problem disable trigger problem_inserted_is_posted");
    var indexes = droppedIndexes();
    var keys = droppedKeys();
    var roots = Math.max(100, wanted / 1000);
    generate(database, List.of(DRAWN, ROOTS), 0, Math.min(wanted, CHUNK), roots);
    inParallel(
        IntStream.iterate(0, from -> from < wanted, from -> from + CHUNK)
            .mapToObj(from -> work(from, roots))
            .toList());
    execute("alter table problem enable trigger problem_inserted_is_posted");
    inParallel(
        indexes.stream().<Work>map(index -> connection -> execute(connection, index)).toList());
    for (var key : keys) {
      execute(key);
    }
    said("indexes, foreign keys");
    sum();
    said("sums of the books");
    execute("vacuum analyze");
    check();
    said("checked");
    execute("drop schema made cascade");
  }

  private Work work(int from, int roots) {
    return connection -> {
      var to = Math.min(wanted, from + CHUNK);
      generate(connection, STEPS, from, to, roots);
      said(to + " problems");
    };
  }

  private void generate(Connection connection, List<String> steps, int from, int to, int roots)
      throws SQLException {
    for (var step : steps) {
      execute(
          connection,
          step.replace(":now", now.toString())
              .replace(":from", "" + from)
              .replace(":to", "" + to)
              .replace(":roots", "" + roots));
    }
  }

  private interface Work {
    void on(Connection connection) throws SQLException;
  }

  /** On as many connections as there are processors. */
  private void inParallel(List<Work> works) throws Exception {
    var processors = Runtime.getRuntime().availableProcessors();
    var waiting = new ConcurrentLinkedQueue<>(works);
    var threads = Executors.newFixedThreadPool(processors);
    try {
      var done =
          threads.invokeAll(
              Collections.nCopies(
                  processors,
                  () -> {
                    try (var connection = connection()) {
                      for (var work = waiting.poll(); work != null; work = waiting.poll()) {
                        work.on(connection);
                      }
                    } finally {
                      // nobody goes on when one has failed
                      waiting.clear();
                    }
                    return null;
                  }));
      for (var each : done) {
        each.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  /** How to make the indexes again. */
  private List<String> droppedIndexes() throws SQLException {
    var all = new ArrayList<String>();
    for (var table : TABLES) {
      for (var index :
          rows(
              "select indexdef || '!' || indexname from pg_indexes where tablename = '"
                  + table
                  + "' and indexname not in (select conname from pg_constraint)")) {
        all.add(index.substring(0, index.indexOf('!')));
        execute("drop index " + index.substring(index.indexOf('!') + 1));
      }
    }
    return all;
  }

  /** The same of foreign keys. */
  private List<String> droppedKeys() throws SQLException {
    var all = new ArrayList<String>();
    for (var table : TABLES) {
      for (var key :
          rows(
              "select conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where contype = 'f' and conrelid = '"
                  + table
                  + "'::regclass order by conname")) {
        all.add("alter table " + table + " add constraint " + key);
        execute("alter table " + table + " drop constraint " + key.split(" ")[0]);
      }
    }
    return all;
  }

  private static final String HELPERS =
      """
      drop schema if exists made cascade;
      create schema made;
      create function made.draw(n bigint, salt bigint) returns double precision language sql immutable parallel safe
          return (hashint8extended(n, salt) & 1073741823) / 1073741824.0;
      create function made.id(at timestamptz, n bigint, salt bigint) returns uuid language sql immutable parallel safe
          return cast(lpad(to_hex(cast(extract(epoch from at) * 1000 as bigint)), 12, '0') || '7'
              || lpad(to_hex(n & 4095), 3, '0') || '8' || substr(md5(n || ':' || salt), 1, 15) as uuid);
      """;

  /** Open units with their county and province, the upper tiers first. */
  private static final String PLACES =
      """
      create unlogged table made.county as
          select id, path from unit c where tier = 'COUNTY'
              and not exists (select from unit a where a.path = any(path_line(c.path)) and a.tier = 'COUNTY' and a.id <> c.id);
      create unlogged table made.province as
          select id, path from unit c where tier = 'PROVINCE' and kind <> 'COUNTRY'
              and not exists (select from unit a where a.path = any(path_line(c.path))
                  and a.tier = 'PROVINCE' and a.kind <> 'COUNTRY' and a.id <> c.id);
      create unlogged table made.place as
          select cast(row_number() over (order by u.kind = 'BRANCH', u.path) - 1 as int) as n, u.id, u.parent_id, u.path,
              u.kind, c.id as county_id, p.id as province_id
          from unit u
          left join (select b.id as below, c.id from county c join unit b on b.path >= c.path and b.path < left(c.path, -1) || '0') c
              on c.below = u.id
          left join (select b.id as below, p.id from province p join unit b on b.path >= p.path and b.path < left(p.path, -1) || '0') p
              on p.below = u.id
          where u.closed_at is null;
      create unique index on made.place (n);
      create unlogged table made.bureau as
          select cast(row_number() over (order by path) - 1 as int) as n, id from unit where kind = 'BUREAU';
      analyze made.place;
      create unlogged table made.title as
          select n, t as title, name_bigrams(t) as bigrams
          from (
              select n, u.name || (array['党组织生活不规范', '为民服务意识不强', '办事手续繁琐', '道路年久失修', '饮水安全未解决',
                  '村务公开不及时', '文山会海问题突出', '基层负担过重', '信访积案未化解', '安全隐患未消除', '养老服务不到位',
                  '垃圾清运不及时', '网格管理流于形式', '干部作风漂浮', '惠民资金发放缓慢', '软弱涣散整顿不力'])[1 + n % 16] as t
              from (select cast(row_number() over (order by u.path) as int) - 1 as n, left(u.name, 3) as name
                    from unit u where kind in ('TOWNSHIP', 'VILLAGE') limit 8000) u
          ) made;
      create unique index on made.title (n);
      """;

  private static final String CAMPAIGN =
      """
      create unlogged table made.frame as
          select made.id(timestamptz ':now', 1, 1) as campaign, cast(timestamptz ':now' as date) as today, (select max(n) + 1 from place) as places,
              (select max(n) + 1 from place where kind <> 'BRANCH') as upper, (select max(n) + 1 from bureau) as bureaus,
              (select max(n) + 1 from title) as titles;
      insert into campaign (id, name, top_unit_id, time_zone, starts_on, description, status, created_at)
          select campaign, '测量', u.id, 'Asia/Shanghai', today - 600, null, 'OPEN', timestamptz ':now' from frame, unit u where u.parent_id is null;
      create unlogged table made.batch_made as
          select n, made.id(timestamptz ':now' + make_interval(secs => n), n, 2) as id from generate_series(0, 2) as n;
      insert into batch (id, campaign_id, name, starts_on, status, created_at)
          select id, campaign, '第' || n + 1 || '批', today - 600 + 200 * n, case n when 0 then 'CLOSED' else 'OPEN' end, timestamptz ':now'
          from frame, batch_made;
      create unlogged table made.category_made as
          select n, code from unnest(array['organisation', 'service', 'burden', 'livelihood', 'safety', 'conduct', 'petition', 'rare'])
              with ordinality as c (code, n);
      insert into campaign_category (campaign_id, code, label_en, label_zh, fields)
          select campaign, code, code, code, '[]' from frame, category_made;
      create unlogged table made.task_made as
          select n, made.id(timestamptz ':now', n, 3) as id from generate_series(0, 9) as n;
      insert into task (id, campaign_id, owner_id, name, position, status, created_at)
          select t.id, campaign, u.id, '任务' || n, n, 'OPEN', timestamptz ':now' from frame, unit u, task_made t where u.parent_id is null;
      create unlogged table made.local_task as
          select distinct on (county_id) county_id, made.id(timestamptz ':now', p.n, 4) as id from place p
          where county_id is not null order by county_id, p.n;
      create unique index on made.local_task (county_id);
      insert into task (id, campaign_id, owner_id, name, position, status, created_at)
          select t.id, campaign, county_id, '自选任务', 100, 'OPEN', timestamptz ':now' from frame, local_task t;
      analyze made.local_task;
      """;

  /** What is drawn for each number: a list has up to nine neighbours in number. */
  private static final String DRAWN =
      """
      drop table if exists drawn;
      create temp table drawn as
      with l as (
          select n, l.list, f.*,
              case when n < :roots then cast(made.draw(n, 1) * upper / 20 as int)
                  when made.draw(list, 2) < 0.4 then cast(floor(made.draw(list, 3) * upper) as int)
                  else cast(floor(made.draw(list, 4) * places) as int) end as place_n,
              cast(floor(600 * made.draw(n, 5)) as int) as age,
              case when made.draw(list, 6) < 0.15 then 10 else cast(floor(10 * made.draw(list, 7) * made.draw(list, 8)) as int) end
                  as task_n
          from frame f, generate_series(cast(:from as bigint), :to - 1) as n
              cross join lateral (select case when n < :roots then n else :roots + n / 5 end as list) l
      ), aged as (
          select l.*, made.draw(l.n, 9) < 0.15 + 0.75 * age / 600 and l.n >= :roots as final, made.draw(l.n, 10) as state,
              p.id as unit_id, p.parent_id, p.county_id, p.province_id, p.path,
              case when task_n = 10 then lt.id else tm.id end as task_id,
              cast(floor(2.999 * (1 - age / 600.0)) as int) as found_in
          from l join place p on p.n = place_n left join local_task lt on lt.county_id = p.county_id
              left join task_made tm on tm.n = task_n
      ), told as (
          select a.*,
              case when n < :roots then 'IN_PROGRESS'
                  when final then case when state < 0.92 then 'CLOSED' else 'DISMISSED' end
                  when state < 0.08 then 'REPORTED' when state < 0.25 then 'CONFIRMED' when state < 0.50 then 'PLANNED'
                  when state < 0.78 or parent_id is null then 'IN_PROGRESS'
                  when state < 0.82 then 'ESCALATED' when state < 0.85 then 'CLAIMED' else 'RESOLVED' end as status,
              timestamptz ':now' - make_interval(days => age, secs => 80000 * made.draw(n, 11)) as reported_at,
              today - age + 30 + cast(150 * made.draw(n, 12) as int) as due
          from aged a
      )
      select t.*, made.id(reported_at, n, 5) as id,
          case when not final and found_in = 0 then 1 else found_in end as batch_n,
          case when status in ('REPORTED', 'CONFIRMED', 'DISMISSED') then null
              when final or due >= today or made.draw(n, 13) < 0.2 then due
              else today + cast(150 * made.draw(n, 14) as int) end as deadline,
          l.*
      from told t
      cross join lateral (
          select case when final then least(timestamptz ':now', reported_at + make_interval(days => 5 + cast(150 * made.draw(n, 15) as int))) end as closed_at
      ) c
      cross join lateral (
          select c.closed_at,
              case when status not in ('REPORTED', 'DISMISSED') then least(timestamptz ':now', reported_at + interval '2 days') end as confirmed_at,
              least(timestamptz ':now', c.closed_at, reported_at + interval '4 days') as planned_at,
              least(timestamptz ':now', c.closed_at, reported_at + interval '5 days') as started_at,
              case status when 'RESOLVED' then greatest(timestamptz ':now' - interval '3 days', least(timestamptz ':now', reported_at + interval '5 days'))
                  when 'CLOSED' then c.closed_at
                  when 'ESCALATED' then greatest(timestamptz ':now' - make_interval(days => cast(20 * made.draw(n, 30) as int)),
                      least(timestamptz ':now', reported_at + interval '5 days'))
                  when 'CLAIMED' then greatest(timestamptz ':now' - interval '9 days', least(timestamptz ':now', reported_at + interval '5 days')) end as left_at
      ) l;
      alter table drawn add changed_at timestamptz, add first_deadline date, add category text;
      update drawn set
          changed_at = coalesce(closed_at, left_at, case when status = 'IN_PROGRESS' then started_at when deadline is not null
              then planned_at end, confirmed_at, reported_at),
          first_deadline = case when deadline is not null then least(deadline, due) end,
          category = case when made.draw(n, 21) < 0.0005 then 'rare'
              else (select code from category_made c where c.n = 1 + floor(7 * made.draw(drawn.n, 22) * made.draw(drawn.n, 23))) end;
      analyze drawn;
      """;

  private static final String LISTS =
      """
      insert into problem_list (id, campaign_id, batch_id, task_id, unit_id, status, created_at, created_by, approved_at)
      select made.id(timestamptz ':now', d.place_n, 100 + batch_n * 20 + task_n), campaign, b.id, d.task_id, d.unit_id, 'APPROVED', timestamptz ':now',
          made.id(timestamptz ':now', 1, 6), timestamptz ':now'
      from (select distinct on (unit_id, batch_n, task_n) * from drawn order by unit_id, batch_n, task_n) d
          join batch_made b on b.n = d.batch_n
      order by 1
      on conflict do nothing;
      """;

  private static final String PROBLEMS =
      """
      insert into problem (id, version, campaign_id, batch_id, carried_from, task_id, list_id, unit_id, county_id, province_id, title, bigrams,
          description, manifestation, category, fields, severity, source, labels, finding, responsible_id, responsible_person,
          first_deadline, deadline, status, escalated_to_id, escalated_from_id, escalated_at, escalation_ground, escalation_reason,
          root_id, holder_id, claimed_at, dismissed_as, reported_at, reported_by, confirmed_at, resolved_at, closed_at,
          changed_at, resolved_deadline)
      select d.id, 1 + cast(6 * made.draw(d.n, 20) as int), campaign, b.id,
          case when d.found_in = 0 and d.batch_n = 1 then array(select id from batch_made where n = 0) else '{}' end, d.task_id,
          made.id(timestamptz ':now', d.place_n, 100 + batch_n * 20 + task_n), d.unit_id, d.county_id, d.province_id, t.title, t.bigrams,
          '群众反映强烈，经核实情况属实，需要尽快明确责任单位和整改时限，逐项推进落实。', '检查中发现',
          d.category, '{}', case when made.draw(d.n, 24) < 0.02 then 'CRITICAL' when made.draw(d.n, 24) < 0.2 then 'MAJOR' else 'MINOR' end,
          (array['SELF_CHECK', 'SELF_CHECK', 'INSPECTION', 'GUIDANCE', 'PETITION', 'PUBLIC'])[1 + floor(6 * made.draw(d.n, 25))],
          case when made.draw(d.n, 26) < 0.001 then array['稀有'] when made.draw(d.n, 26) < 0.2
              then array['专项' || floor(5 * made.draw(d.n, 27))] else '{}' end,
          made.draw(d.n, 28) < 0.1,
          case when d.deadline is null then null when made.draw(d.n, 29) < 0.7 then d.unit_id else coalesce(d.parent_id, d.unit_id) end,
          case when d.deadline is not null then '张三' end,
          d.first_deadline, coalesce(d.deadline, 'infinity'), d.status,
          case when d.status = 'ESCALATED' then d.parent_id end, case when d.status = 'ESCALATED' then d.unit_id end,
          case when d.status = 'ESCALATED' then d.left_at end,
          case when d.status = 'ESCALATED' then 'ROOTED_ABOVE' end, case when d.status = 'ESCALATED' then '根子在上' end,
          root.id, root.unit_id, case when root.id is not null then d.left_at end,
          case when d.status = 'DISMISSED' then 'OUT_OF_SCOPE' end, d.reported_at, made.id(timestamptz ':now', 1, 6),
          d.confirmed_at, case when d.status in ('RESOLVED', 'CLOSED') then d.left_at end, d.closed_at, d.changed_at,
          case when d.status in ('RESOLVED', 'CLOSED') then d.deadline end
      from drawn d join batch_made b on b.n = d.batch_n join title t on t.n = cast(floor(d.titles * made.draw(d.n, 31)) as int)
          left join root on d.status = 'CLAIMED' and root.n = cast(floor(:roots * power(made.draw(d.n, 32), 3)) as int);
      """;

  /**
   * The books of the life that each had: what every change of it posted, on the day of the change.
   */
  private static final String ENTRIES =
      """
      insert into ledger_cell (cell, campaign_id, batch_id, task_id, category)
          select distinct ledger_cell(campaign, b.id, task_id, category, null), campaign, b.id, task_id, category
          from drawn d join batch_made b on b.n = d.batch_n or d.found_in = 0 and b.n = 0
          on conflict do nothing;
      insert into ledger_entry (unit_id, day, cell, took, reported, confirmed, planned, in_progress, escalated, claimed, resolved, closed,
          dismissed, unplanned, overdue, overdue_first, resolved_on_time, resolved_on_time_first, closed_on_time, closed_on_time_first,
          days_to_close, carried_in, carried_out, linked)
      select coalesce(l.unit, t.unit_id), l.day, coalesce(l.cell, t.cell), l.took, l.reported, l.confirmed, l.planned, l.in_progress, l.escalated,
          l.claimed, l.resolved, l.closed, l.dismissed, l.unplanned, l.overdue, l.overdue_first, l.resolved_on_time,
          l.resolved_on_time_first, l.closed_on_time, l.closed_on_time_first, l.days_to_close, l.carried_in, l.carried_out, l.linked
      from (
          select d.*, ledger_cell(campaign, b.id, task_id, category, null) as cell,
              case when d.found_in = 0 and d.batch_n = 1
                  then ledger_cell(campaign, (select id from batch_made where n = 0), task_id, category, null) end as cell_before,
              cast(reported_at at time zone 'Asia/Shanghai' as date) as d0, cast(confirmed_at at time zone 'Asia/Shanghai' as date) as d1,
              cast(planned_at at time zone 'Asia/Shanghai' as date) as d2, cast(started_at at time zone 'Asia/Shanghai' as date) as d3,
              cast(coalesce(left_at, closed_at) at time zone 'Asia/Shanghai' as date) as d4, root.unit_id as holder,
              status in ('RESOLVED', 'CLOSED') as solved, deadline > first_deadline as extended
          from drawn d join batch_made b on b.n = d.batch_n
          left join root on d.status = 'CLAIMED' and root.n = cast(floor(:roots * power(made.draw(d.n, 32), 3)) as int)
      ) t
      cross join lateral (values
          (true, d0, null, 1, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
              case when cell_before is not null then 1 end, null, null, null, null),
          (d1 is not null, d1, null, -1, 1, null, null, null, null, null, null, null, 1, null, null, null, null, null, null, null,
              null, null, null, null, null),
          (status = 'DISMISSED', d4, null, -1, null, null, null, null, null, null, null, 1, null, null, null, null, null, null, null, null,
              null, null, null, null, null),
          (deadline is not null, d2, null, null, -1, 1, null, null, null, null, null, null, -1, null, null, null, null, null, null, null,
              null, null, null, null, null),
          (deadline is not null, greatest(d2, deadline + 1), null, null, null, null, null, null, null, null, null, null, null, 1,
              case when not extended then 1 end, null, null, null, null, null, null, null, null, null, null),
          (extended, greatest(d2, first_deadline + 1), null, null, null, null, null, null, null, null, null, null, null, null, 1,
              null, null, null, null, null, null, null, null, null, null),
          (status not in ('REPORTED', 'CONFIRMED', 'PLANNED', 'DISMISSED'), d3, null, null, null, -1, 1, null, null, null, null, null,
              null, null, null, null, null, null, null, null, null, null, null, null, null),
          (status in ('ESCALATED', 'CLAIMED'), d4, null, null, null, null, -1, case status when 'ESCALATED' then 1 end,
              case status when 'CLAIMED' then 1 end, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
              null, null),
          (solved, d4, null, null, null, null, -1, null, null, case status when 'RESOLVED' then 1 end, null, null, null, null, null,
              case when d4 <= deadline then 1 end, case when d4 <= first_deadline then 1 end, null, null, null, null, null, null,
              null, null),
          (status = 'CLOSED', d4, d4 - d1, null, null, null, null, null, null, null, 1, null, null, null, null, null, null,
              case when d4 <= deadline then 1 end, case when d4 <= first_deadline then 1 end, d4 - d1, null, null, null, null, null),
          (solved, greatest(d4, deadline + 1), null, null, null, null, null, null, null, null, null, null, null, -1,
              case when not extended then -1 end, null, null, null, null, null, null, null, null, null, null),
          (solved and extended, greatest(d4, first_deadline + 1), null, null, null, null, null, null, null, null, null, null, null, null,
              -1, null, null, null, null, null, null, null, null, null, null),
          (cell_before is not null, d0, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
              null, null, null, 1, null, null, cell_before),
          (holder is not null, d4, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
              null, null, null, 1, holder, null)
      ) as l (counts, day, took, reported, confirmed, planned, in_progress, escalated, claimed, resolved, closed, dismissed, unplanned,
          overdue, overdue_first, resolved_on_time, resolved_on_time_first, closed_on_time, closed_on_time_first, days_to_close,
          carried_in, carried_out, linked, unit, cell)
      where l.counts
      order by coalesce(l.unit, t.unit_id);
      """;

  private static final List<String> COUNTS =
      List.of(
          "reported",
          "confirmed",
          "planned",
          "in_progress",
          "escalated",
          "claimed",
          "resolved",
          "closed",
          "dismissed",
          "unplanned",
          "overdue",
          "overdue_first",
          "resolved_on_time",
          "resolved_on_time_first",
          "closed_on_time",
          "closed_on_time_first",
          "days_to_close",
          "carried_in",
          "carried_out",
          "linked");

  /** Each dimension, and where its value stands. */
  private static final Map<String, String> DIMENSIONS =
      Map.of(
          "N",
          "cast(null as text)",
          "T",
          "cast(c.task_id as text)",
          "C",
          "c.category",
          "K",
          "h.kind",
          "S",
          "h.sector",
          "D",
          "cast(e.took as text)");

  /**
   * How many entries lie below each unit; of the large ones, what is nearest above; and of each
   * unit, the large one it lies in.
   */
  private static final String LARGE =
      """
      insert into ledger_unit (unit_id, entries, position, summed, daily)
          select a.id, sum(o.n), sum(o.n), sum(o.n) >= 5000, sum(o.n) >= 50000
          from (select unit_id, count(*) as n from ledger_entry group by 1) o join unit u on u.id = o.unit_id
          cross join lateral unnest(path_line(u.path)) as line join unit a on a.path = line
          group by a.id;
      create unlogged table made.large as
          select l.unit_id as id, u.path, l.daily, cardinality(path_line(u.path)) as depth,
              (select b.unit_id from ledger_unit b join unit a on a.id = b.unit_id
                  where b.summed and a.path = any(path_line(u.path)) and a.id <> u.id order by length(a.path) desc limit 1) as above
          from ledger_unit l join unit u on u.id = l.unit_id where l.summed;
      create unique index on made.large (path);
      analyze made.large;
      create unlogged table made.home as
          select u.id, u.kind, u.sector,
              (select b.id from made.large b where b.path = any(path_line(u.path)) order by b.depth desc limit 1) as large
          from unit u join ledger_unit l on l.unit_id = u.id;
      create unique index on made.home (id);
      analyze made.home;
      """;

  /**
   * From the units to the large ones they lie in, and from each of those, the deepest first, to the
   * next above.
   */
  private static final String DAYS =
      """
      create unlogged table made.said_:d as
          select h.large as unit_id, c.campaign_id, c.batch_id, :value as value, e.day, :sums
          from ledger_entry e join ledger_cell c on c.cell = e.cell join made.home h on h.id = e.unit_id
          where h.large is not null and (':d' <> 'D' or e.took is not null)
          group by 1, 2, 3, 4, 5;
      insert into ledger_key (key, dimension, campaign_id, batch_id, value)
          select distinct ledger_key(':d', campaign_id, batch_id, null, value), ':d', campaign_id, batch_id, value
          from (select distinct campaign_id, batch_id, value from made.said_:d) v;
      create unlogged table made.days_:d as
          select s.unit_id, k.key, s.day, :plain
          from made.said_:d s join ledger_key k on k.dimension = ':d' and k.campaign_id = s.campaign_id and k.batch_id = s.batch_id
              and k.value is not distinct from s.value;
      drop table made.said_:d;
      """;

  private static final String UPWARDS =
      """
      insert into made.days_:d (unit_id, key, day, :columns)
          select l.above, e.key, e.day, :sums from made.days_:d e join made.large l on l.id = e.unit_id
          where l.depth = :level and l.above is not null group by 1, 2, 3;
      """;

  private static final String SUMS =
      """
      insert into ledger_sum (unit_id, dimension, span, start, key, :columns)
          select e.unit_id, ':d', span, start, e.key, :sums
          from made.days_:d e join made.large l on l.id = e.unit_id
          cross join lateral (values ('D', e.day), ('M', cast(date_trunc('month', e.day) as date)),
              ('Y', cast(date_trunc('year', e.day) as date))) as spans (span, start)
          where span <> 'D' or l.daily
          group by 1, 3, 4, 5;
      drop table made.days_:d;
      """;

  /** As folding would have summed them. */
  private void sum() throws Exception {
    execute(LARGE);
    var depths = rows("select distinct depth from made.large order by depth desc");
    inParallel(DIMENSIONS.keySet().stream().map(dimension -> sum(dimension, depths)).toList());
  }

  private Work sum(String dimension, List<String> depths) {
    var text = new StringBuilder(DAYS);
    depths.forEach(depth -> text.append(UPWARDS.replace(":level", depth)));
    text.append(SUMS);
    var sums =
        COUNTS.stream()
            .map(count -> "nullif(sum(e." + count + "), 0) as " + count)
            .collect(Collectors.joining(", "));
    var statement =
        text.toString()
            .replace(":d", dimension)
            .replace(":value", DIMENSIONS.get(dimension))
            .replace(":columns", String.join(", ", COUNTS))
            .replace(":plain", "s." + String.join(", s.", COUNTS))
            .replace(":sums", sums);
    return connection -> {
      execute(connection, statement);
      said("sums " + dimension);
    };
  }

  private static final String ROOTS =
      """
      create unlogged table made.root as select cast(n as int) as n, id, unit_id from drawn where n < :roots;
      create unique index on made.root (n);
      analyze made.root;
      """;

  private static final String JOINT =
      """
      insert into problem_joint (problem_id, unit_id)
      select d.id, u.id from drawn d join bureau u on u.n = cast(floor(d.bureaus * made.draw(d.n, 40)) as int)
      where d.deadline is not null and made.draw(d.n, 41) < 0.12;
      """;

  private static final String MEASURES =
      """
      insert into problem_measure (id, problem_id, unit_id, title, deadline, state, done_at, created_at)
      select made.id(reported_at, d.n, 50 + i), d.id, d.unit_id, '措施' || i, d.deadline,
          case when d.status in ('CLOSED', 'RESOLVED') or i = 1 and made.draw(d.n, 42) < 0.5 then 'DONE' else 'OPEN' end,
          case when d.status in ('CLOSED', 'RESOLVED') or i = 1 and made.draw(d.n, 42) < 0.5 then d.reported_at + interval '20 days' end,
          d.reported_at
      from drawn d, generate_series(1, 2) as i where d.deadline is not null and (i = 1 or made.draw(d.n, 43) < 0.4);
      """;

  private static final String REPORTS =
      """
      insert into problem_report (id, problem_id, unit_id, text, reported_at, reported_by)
      select made.id(reported_at, d.n, 60), d.id, d.unit_id, '已完成整改', d.reported_at + interval '25 days', made.id(timestamptz ':now', 1, 6)
      from drawn d where d.status in ('CLOSED', 'RESOLVED');
      insert into problem_evidence (id, problem_id, report_id, unit_id, type, day, reference)
      select made.id(reported_at, d.n, 70), d.id, made.id(reported_at, d.n, 60), d.unit_id, 'PHOTO',
          cast(d.reported_at as date) + 25, '照片'
      from drawn d where d.status in ('CLOSED', 'RESOLVED');
      """;

  private static final String CARRIED =
      """
      insert into problem_carried (problem_id, from_batch_id, to_batch_id, carried_at)
      select d.id, f.id, t.id, timestamptz ':now' - interval '200 days' from drawn d, batch_made f, batch_made t
      where d.found_in = 0 and d.batch_n = 1 and f.n = 0 and t.n = 1;
      """;

  /** The log of every tenth. */
  private static final String CHANGES =
      """
      insert into change (at, entity, entity_id, type, paths, before, after)
      select d.reported_at + make_interval(days => i), 'problem', d.id,
          (array['problem.reported', 'problem.confirmed', 'problem.planned', 'problem.started', 'problem.closed'])[1 + i],
          array[d.path], jsonb_build_object('status', 'REPORTED'), jsonb_build_object('status', 'CONFIRMED')
      from drawn d, generate_series(0, 4) as i where d.n % 10 = 0 order by 1;
      """;

  private static final List<String> STEPS =
      List.of(DRAWN, LISTS, PROBLEMS, JOINT, MEASURES, REPORTS, CARRIED, ENTRIES, CHANGES);

  /** The rows must be as the service would have written them. */
  private void check() throws SQLException {
    var faults =
        rows(
            """
            select count(*) from (select * from problem where id::text like '%00') p join unit u on u.id = p.unit_id
                join problem_list l on l.id = p.list_id
            where (p.county_id, p.province_id) is distinct from (county_of(u.path), province_of(u.path))
                or not (p.bigrams @> name_bigrams(p.title) and p.bigrams <@ name_bigrams(p.title))
                or (l.unit_id, l.batch_id, l.task_id) is distinct from (p.unit_id, p.batch_id, p.task_id)
            """);
    if (!faults.equals(List.of("0"))) {
      throw new IllegalStateException(faults + " problems are not as the service writes them");
    }
    var balances =
        rows(
            """
            with sample as (
                select id from unit where id in (select unit_id from problem where id::text like '%000') order by id limit 200
            ), counted as (
                select p.unit_id, p.batch_id as batch, c.count, sum(c.n) as n
                from problem p cross join lateral problem_counts(p.unit_id, p.batch_id, p.carried_from, p.status, p.deadline,
                    p.first_deadline, p.resolved_deadline, p.confirmed_at, p.resolved_at, p.closed_at, null, null, p.dismissed_as,
                    cast(p.changed_at at time zone 'Asia/Shanghai' as date), 'Asia/Shanghai') c
                where p.unit_id in (select id from sample) and c.day <= current_date + 1 and c.batch_id = p.batch_id
                group by 1, 2, 3
            ), kept as (
                select e.unit_id, c.batch_id as batch, k.count, sum(k.n) as n
                from ledger_entry e join ledger_cell c on c.cell = e.cell
                cross join lateral (values ('reported', reported), ('confirmed', confirmed), ('planned', planned), ('in_progress', in_progress),
                    ('escalated', escalated), ('claimed', claimed), ('resolved', resolved), ('closed', closed), ('dismissed', dismissed),
                    ('unplanned', unplanned), ('overdue', overdue), ('overdue_first', overdue_first),
                    ('resolved_on_time', resolved_on_time), ('resolved_on_time_first', resolved_on_time_first),
                    ('closed_on_time', closed_on_time), ('closed_on_time_first', closed_on_time_first),
                    ('days_to_close', days_to_close), ('carried_in', carried_in)) as k (count, n)
                where e.unit_id in (select id from sample) and e.day <= current_date + 1
                group by 1, 2, 3 having sum(k.n) <> 0
            )
            select coalesce(c.count, k.count) || ': ' || coalesce(c.n, 0) || ' in rows, ' || coalesce(k.n, 0) || ' in the books'
            from (select * from counted where n <> 0) c full join kept k using (unit_id, batch, count) where c.n is distinct from k.n
            limit 10
            """);
    if (!balances.isEmpty()) {
      throw new IllegalStateException("the books differ from the rows: " + balances);
    }
    rows("select status || ' ' || count(*) from problem group by status order by status")
        .forEach(System.out::println);
  }

  private void execute(String sql) throws SQLException {
    execute(database, sql);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> rows(String sql) throws SQLException {
    try (var statement = database.createStatement();
        var answer = statement.executeQuery(sql)) {
      var rows = new ArrayList<String>();
      while (answer.next()) {
        rows.add(answer.getString(1));
      }
      return rows;
    }
  }

  private void said(String what) {
    System.out.printf(Locale.ROOT, "%7.1f s  %s%n", (System.nanoTime() - begin) / 1e9, what);
  }
}
