import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
          "problem_carried");

  private final Connection database;
  private final int wanted;
  private final long begin = System.nanoTime();

  GenerateProblems(Connection database, int wanted) {
    this.database = database;
    this.wanted = wanted;
  }

  public static void main(String... args) throws SQLException {
    try (var database = DriverManager.getConnection(args[0], "postgres", "postgres")) {
      new GenerateProblems(database, Integer.parseInt(args[1])).run();
    }
  }

  private void run() throws SQLException {
    execute("set synchronous_commit = off");
    execute("set work_mem = '256MB'");
    execute("set auto_explain.log_min_duration = -1");
    execute(HELPERS);
    execute(PLACES);
    execute(CAMPAIGN);
    said("places, campaign, tasks");
    database.setAutoCommit(false);
    var later = dropped();
    for (int from = 0; from < wanted; from += CHUNK) {
      var to = Math.min(wanted, from + CHUNK);
      for (var step :
          List.of(
              DRAWN,
              from == 0 ? ROOTS : "",
              LISTS,
              PROBLEMS,
              JOINT,
              MEASURES,
              REPORTS,
              CARRIED,
              CHANGES)) {
        execute(
            step.replace(":from", "" + from)
                .replace(":to", "" + to)
                .replace(":roots", "" + Math.max(100, wanted / 1000)));
      }
      said(to + " problems");
    }
    for (var definition : later) {
      execute(definition);
    }
    said("indexes, foreign keys");
    database.commit();
    database.setAutoCommit(true);
    execute("vacuum analyze");
    check();
    said("checked");
  }

  /** Indexes and foreign keys, and how to make them again. */
  private List<String> dropped() throws SQLException {
    var indexes = new ArrayList<String>();
    var keys = new ArrayList<String>();
    for (var table : TABLES) {
      for (var index :
          rows(
              "select indexdef || '!' || indexname from pg_indexes where tablename = '"
                  + table
                  + "' and indexname not in (select conname from pg_constraint)")) {
        indexes.add(index.substring(0, index.indexOf('!')));
        execute("drop index " + index.substring(index.indexOf('!') + 1));
      }
      for (var key :
          rows(
              "select conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where contype = 'f' and conrelid = '"
                  + table
                  + "'::regclass order by conname")) {
        keys.add("alter table " + table + " add constraint " + key);
      }
    }
    for (var key : keys) {
      var words = key.split(" ");
      execute("alter table " + words[2] + " drop constraint " + words[5]);
    }
    indexes.addAll(keys);
    return indexes;
  }

  private static final String HELPERS =
      """
      create function pg_temp.draw(n bigint, salt bigint) returns double precision language sql immutable parallel safe
          return (hashint8extended(n, salt) & 1073741823) / 1073741824.0;
      create function pg_temp.id(at timestamptz, n bigint, salt bigint) returns uuid language sql immutable parallel safe
          return cast(lpad(to_hex(cast(extract(epoch from at) * 1000 as bigint)), 12, '0') || '7'
              || lpad(to_hex(n & 4095), 3, '0') || '8' || substr(md5(n || ':' || salt), 1, 15) as uuid);
      """;

  /** Open units with their county and province, the upper tiers first. */
  private static final String PLACES =
      """
      create temp table county as
          select id, path from unit c where tier = 'COUNTY'
              and not exists (select from unit a where a.path = any(path_line(c.path)) and a.tier = 'COUNTY' and a.id <> c.id);
      create temp table province as
          select id, path from unit c where tier = 'PROVINCE' and kind <> 'COUNTRY'
              and not exists (select from unit a where a.path = any(path_line(c.path))
                  and a.tier = 'PROVINCE' and a.kind <> 'COUNTRY' and a.id <> c.id);
      create temp table place as
          select cast(row_number() over (order by u.kind = 'BRANCH', u.path) - 1 as int) as n, u.id, u.parent_id, u.path,
              u.kind, c.id as county_id, p.id as province_id
          from unit u
          left join (select b.id as below, c.id from county c join unit b on b.path >= c.path and b.path < left(c.path, -1) || '0') c
              on c.below = u.id
          left join (select b.id as below, p.id from province p join unit b on b.path >= p.path and b.path < left(p.path, -1) || '0') p
              on p.below = u.id
          where u.closed_at is null;
      create unique index on place (n);
      create temp table bureau as
          select cast(row_number() over (order by path) - 1 as int) as n, id from unit where kind = 'BUREAU';
      analyze place;
      create temp table title as
          select n, t as title, name_bigrams(t) as bigrams
          from (
              select n, u.name || (array['党组织生活不规范', '为民服务意识不强', '办事手续繁琐', '道路年久失修', '饮水安全未解决',
                  '村务公开不及时', '文山会海问题突出', '基层负担过重', '信访积案未化解', '安全隐患未消除', '养老服务不到位',
                  '垃圾清运不及时', '网格管理流于形式', '干部作风漂浮', '惠民资金发放缓慢', '软弱涣散整顿不力'])[1 + n % 16] as t
              from (select cast(row_number() over (order by u.path) as int) - 1 as n, left(u.name, 3) as name
                    from unit u where kind in ('TOWNSHIP', 'VILLAGE') limit 8000) u
          ) made;
      create unique index on title (n);
      """;

  private static final String CAMPAIGN =
      """
      create temp table frame as
          select pg_temp.id(now(), 1, 1) as campaign, current_date as today, (select max(n) + 1 from place) as places,
              (select max(n) + 1 from place where kind <> 'BRANCH') as upper, (select max(n) + 1 from bureau) as bureaus,
              (select max(n) + 1 from title) as titles;
      insert into campaign (id, name, top_unit_id, time_zone, starts_on, description, status, created_at)
          select campaign, '测量', u.id, 'Asia/Shanghai', today - 600, null, 'OPEN', now() from frame, unit u where u.parent_id is null;
      create temp table batch_made as
          select n, pg_temp.id(now() + make_interval(secs => n), n, 2) as id from generate_series(0, 2) as n;
      insert into batch (id, campaign_id, name, starts_on, status, created_at)
          select id, campaign, '第' || n + 1 || '批', today - 600 + 200 * n, case n when 0 then 'CLOSED' else 'OPEN' end, now()
          from frame, batch_made;
      create temp table category_made as
          select n, code from unnest(array['organisation', 'service', 'burden', 'livelihood', 'safety', 'conduct', 'petition', 'rare'])
              with ordinality as c (code, n);
      insert into campaign_category (campaign_id, code, label_en, label_zh, fields)
          select campaign, code, code, code, '[]' from frame, category_made;
      create temp table task_made as
          select n, pg_temp.id(now(), n, 3) as id from generate_series(0, 9) as n;
      insert into task (id, campaign_id, owner_id, name, position, status, created_at)
          select t.id, campaign, u.id, '任务' || n, n, 'OPEN', now() from frame, unit u, task_made t where u.parent_id is null;
      create temp table local_task as
          select distinct on (county_id) county_id, pg_temp.id(now(), p.n, 4) as id from place p
          where county_id is not null order by county_id, p.n;
      create unique index on local_task (county_id);
      insert into task (id, campaign_id, owner_id, name, position, status, created_at)
          select t.id, campaign, county_id, '自选任务', 100, 'OPEN', now() from frame, local_task t;
      analyze local_task;
      """;

  /** What is drawn for each number: a list has up to nine neighbours in number. */
  private static final String DRAWN =
      """
      drop table if exists drawn;
      create temp table drawn as
      with l as (
          select n, l.list, f.*,
              case when n < :roots then cast(pg_temp.draw(n, 1) * upper / 20 as int)
                  when pg_temp.draw(list, 2) < 0.4 then cast(floor(pg_temp.draw(list, 3) * upper) as int)
                  else cast(floor(pg_temp.draw(list, 4) * places) as int) end as place_n,
              cast(floor(600 * pg_temp.draw(n, 5)) as int) as age,
              case when pg_temp.draw(list, 6) < 0.15 then 10 else cast(floor(10 * pg_temp.draw(list, 7) * pg_temp.draw(list, 8)) as int) end
                  as task_n
          from frame f, generate_series(cast(:from as bigint), :to - 1) as n
              cross join lateral (select case when n < :roots then n else :roots + n / 5 end as list) l
      ), aged as (
          select l.*, pg_temp.draw(l.n, 9) < 0.15 + 0.75 * age / 600 and l.n >= :roots as final, pg_temp.draw(l.n, 10) as state,
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
              now() - make_interval(days => age, secs => 80000 * pg_temp.draw(n, 11)) as reported_at,
              today - age + 30 + cast(150 * pg_temp.draw(n, 12) as int) as due
          from aged a
      )
      select t.*, pg_temp.id(reported_at, n, 5) as id,
          case when not final and found_in = 0 then 1 else found_in end as batch_n,
          case when status in ('REPORTED', 'CONFIRMED', 'DISMISSED') then null
              when final or due >= today or pg_temp.draw(n, 13) < 0.2 then due
              else today + cast(150 * pg_temp.draw(n, 14) as int) end as deadline,
          case when final then least(now(), reported_at + make_interval(days => 5 + cast(150 * pg_temp.draw(n, 15) as int))) end as closed_at
      from told t;
      analyze drawn;
      """;

  private static final String LISTS =
      """
      insert into problem_list (id, campaign_id, batch_id, task_id, unit_id, status, created_at, created_by, approved_at)
      select pg_temp.id(now(), d.place_n, 100 + batch_n * 20 + task_n), campaign, b.id, d.task_id, d.unit_id, 'APPROVED', now(),
          pg_temp.id(now(), 1, 6), now()
      from (select distinct on (unit_id, batch_n, task_n) * from drawn order by unit_id, batch_n, task_n) d
          join batch_made b on b.n = d.batch_n
      on conflict do nothing;
      """;

  private static final String PROBLEMS =
      """
      insert into problem (id, version, campaign_id, batch_id, carried_from, task_id, list_id, unit_id, county_id, province_id, title, bigrams,
          description, manifestation, category, fields, severity, source, labels, finding, responsible_id, responsible_person,
          first_deadline, deadline, status, escalated_to_id, escalated_from_id, escalated_at, escalation_ground, escalation_reason,
          root_id, holder_id, claimed_at, dismissed_as, reported_at, reported_by, confirmed_at, resolved_at, closed_at)
      select d.id, 1 + cast(6 * pg_temp.draw(d.n, 20) as int), campaign, b.id,
          case when d.found_in = 0 and d.batch_n = 1 then array(select id from batch_made where n = 0) else '{}' end, d.task_id,
          pg_temp.id(now(), d.place_n, 100 + batch_n * 20 + task_n), d.unit_id, d.county_id, d.province_id, t.title, t.bigrams,
          '群众反映强烈，经核实情况属实，需要尽快明确责任单位和整改时限，逐项推进落实。', '检查中发现',
          case when pg_temp.draw(d.n, 21) < 0.0005 then 'rare'
              else (select code from category_made where n = 1 + floor(7 * pg_temp.draw(d.n, 22) * pg_temp.draw(d.n, 23))) end,
          '{}', case when pg_temp.draw(d.n, 24) < 0.02 then 'CRITICAL' when pg_temp.draw(d.n, 24) < 0.2 then 'MAJOR' else 'MINOR' end,
          (array['SELF_CHECK', 'SELF_CHECK', 'INSPECTION', 'GUIDANCE', 'PETITION', 'PUBLIC'])[1 + floor(6 * pg_temp.draw(d.n, 25))],
          case when pg_temp.draw(d.n, 26) < 0.001 then array['稀有'] when pg_temp.draw(d.n, 26) < 0.2
              then array['专项' || floor(5 * pg_temp.draw(d.n, 27))] else '{}' end,
          pg_temp.draw(d.n, 28) < 0.1,
          case when d.deadline is null then null when pg_temp.draw(d.n, 29) < 0.7 then d.unit_id else coalesce(d.parent_id, d.unit_id) end,
          case when d.deadline is not null then '张三' end,
          case when d.deadline is not null then least(d.deadline, d.due) end, coalesce(d.deadline, 'infinity'), d.status,
          case when d.status = 'ESCALATED' then d.parent_id end, case when d.status = 'ESCALATED' then d.unit_id end,
          case when d.status = 'ESCALATED' then now() - make_interval(days => cast(20 * pg_temp.draw(d.n, 30) as int)) end,
          case when d.status = 'ESCALATED' then 'ROOTED_ABOVE' end, case when d.status = 'ESCALATED' then '根子在上' end,
          root.id, root.unit_id, case when root.id is not null then now() - interval '9 days' end,
          case when d.status = 'DISMISSED' then 'OUT_OF_SCOPE' end, d.reported_at, pg_temp.id(now(), 1, 6),
          case when d.status not in ('REPORTED', 'DISMISSED') then d.reported_at + interval '2 days' end,
          case when d.status = 'RESOLVED' then now() - interval '3 days' when d.status = 'CLOSED' then d.closed_at end, d.closed_at
      from drawn d join batch_made b on b.n = d.batch_n join title t on t.n = cast(floor(d.titles * pg_temp.draw(d.n, 31)) as int)
          left join root on d.status = 'CLAIMED' and root.n = cast(floor(:roots * power(pg_temp.draw(d.n, 32), 3)) as int);
      """;

  private static final String ROOTS =
      """
      create temp table root as select cast(n as int) as n, id, unit_id from drawn where n < :roots;
      create unique index on root (n);
      analyze root;
      """;

  private static final String JOINT =
      """
      insert into problem_joint (problem_id, unit_id)
      select d.id, u.id from drawn d join bureau u on u.n = cast(floor(d.bureaus * pg_temp.draw(d.n, 40)) as int)
      where d.deadline is not null and pg_temp.draw(d.n, 41) < 0.12;
      """;

  private static final String MEASURES =
      """
      insert into problem_measure (id, problem_id, unit_id, title, deadline, state, done_at, created_at)
      select pg_temp.id(reported_at, d.n, 50 + i), d.id, d.unit_id, '措施' || i, d.deadline,
          case when d.status in ('CLOSED', 'RESOLVED') or i = 1 and pg_temp.draw(d.n, 42) < 0.5 then 'DONE' else 'OPEN' end,
          case when d.status in ('CLOSED', 'RESOLVED') or i = 1 and pg_temp.draw(d.n, 42) < 0.5 then d.reported_at + interval '20 days' end,
          d.reported_at
      from drawn d, generate_series(1, 2) as i where d.deadline is not null and (i = 1 or pg_temp.draw(d.n, 43) < 0.4);
      """;

  private static final String REPORTS =
      """
      insert into problem_report (id, problem_id, unit_id, text, reported_at, reported_by)
      select pg_temp.id(reported_at, d.n, 60), d.id, d.unit_id, '已完成整改', d.reported_at + interval '25 days', pg_temp.id(now(), 1, 6)
      from drawn d where d.status in ('CLOSED', 'RESOLVED');
      insert into problem_evidence (id, problem_id, report_id, unit_id, type, day, reference)
      select pg_temp.id(reported_at, d.n, 70), d.id, pg_temp.id(reported_at, d.n, 60), d.unit_id, 'PHOTO',
          cast(d.reported_at as date) + 25, '照片'
      from drawn d where d.status in ('CLOSED', 'RESOLVED');
      """;

  private static final String CARRIED =
      """
      insert into problem_carried (problem_id, from_batch_id, to_batch_id, carried_at)
      select d.id, f.id, t.id, now() - interval '200 days' from drawn d, batch_made f, batch_made t
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
    rows("select status || ' ' || count(*) from problem group by status order by status")
        .forEach(System.out::println);
  }

  private void execute(String sql) throws SQLException {
    try (var statement = database.createStatement()) {
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
