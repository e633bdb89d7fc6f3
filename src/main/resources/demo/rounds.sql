-- Bytes of docs/draw.md, written once more: verified by the service, which draws by its own
create or replace function pg_temp.hash(data bytea) returns text language sql as
    $$ select encode(sha256(data), 'hex') $$;
create or replace function pg_temp.utf8(data text) returns bytea language sql as
    $$ select convert_to(data, 'UTF8') $$;
create or replace function pg_temp.pad(key bytea, filled int) returns bytea language sql as $$
    select string_agg(set_byte('\x00', 0, case when i < length(key) then get_byte(key, i) # filled else filled end), '' order by i)
    from generate_series(0, 63) as i
$$;
create or replace function pg_temp.hmac(key bytea, message bytea) returns bytea language sql as
    $$ select sha256(pg_temp.pad(key, 92) || sha256(pg_temp.pad(key, 54) || message)) $$;

-- Six rounds in the first batch; in the second leading teams were drawn to sit in on what they study, a spot check is under way, and another
-- is prepared that nobody knows of
create temporary table planned_round on commit drop as
select n, pg_temp.id('round ' || n) as id, case when n <= 6 then -154 + 14 * n else (array[-12, 5, -11])[n - 6] end as first_day,
    case when n <= 6 then '第' || (array['一', '二', '三', '四', '五', '六'])[n] || '轮随机暗访'
        else (array['第二批领导班子抽查', '第二批随机暗访', '列席区领导班子学习研讨'])[n - 6] end as name
from generate_series(1, 9) as n;
insert into inspection_round (id, version, campaign_id, batch_id, office_id, number, name, status, starts_on, ends_on, stratified_by, per_stratum,
    numbers, kinds, created_at, created_by)
select id, 1, pg_temp.id('campaign'), case when n <> 9 then pg_temp.id(case when n <= 6 then 'batch 1' else 'batch 2' end) end, pg_temp.unit('120000000000'), null, name, 'PREPARED',
    pg_temp.day(first_day), pg_temp.day(first_day + case when n in (7, 8) then 14 else 4 end), case when n in (7, 8) then 'KIND' else 'NONE' end,
    case when n in (7, 8) then 2 else 4 end, '[]', case when n = 9 then cast('{LEADING_TEAM}' as text[]) end, pg_temp.ago(case when n = 8 then 1 else 5 - first_day end), pg_temp.account('inspector')
from planned_round;
insert into round_member (round_id, account_id) select id, pg_temp.account('inspector') from planned_round;

insert into round_population (round_id, unit_id, code, stratum)
select r.id, u.id, u.code, case r.stratified_by when 'NONE' then 'ALL' else u.kind end
from planned_round p join inspection_round r on r.id = p.id join enrolment e on e.batch_id = r.batch_id join unit u on u.id = e.unit_id
where p.n <= 7
union all
select pg_temp.id('round 9'), id, code, 'ALL' from unit where kind = 'LEADING_TEAM';
insert into round_stratum (round_id, stratum, units, number)
select s.round_id, s.stratum, count(*), least(count(*), r.per_stratum)
from round_population s join inspection_round r on r.id = s.round_id group by s.round_id, s.stratum, r.per_stratum;
insert into round_secret (round_id, secret)
select id, pg_temp.hash(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) from planned_round where n <> 8;

update inspection_round r set population = s.units, population_hash = s.hash, secret_hash = pg_temp.hash(decode(k.secret, 'hex')),
    committed_at = pg_temp.ago(2 - p.first_day), contribution = '演示用号码 第 ' || p.n || ' 期 03 06 11 14 23 29 + 08', supplied_by = '李某，市监督委员会',
    drawn_at = pg_temp.ago(1 - p.first_day)
from planned_round p join round_secret k on k.round_id = p.id
cross join lateral (
    select count(*) as units, pg_temp.hash(pg_temp.utf8(string_agg(m.unit_id || E'\t' || m.stratum || E'\t' || m.code || E'\n', '' order by m.unit_id))) as hash
    from round_population m where m.round_id = p.id
) s
where r.id = p.id;
update inspection_round r set
    commitment = pg_temp.hash(pg_temp.utf8(E'qingdan draw 1 commitment\n' || r.id || E'\n' || r.population_hash || E'\n' || r.secret_hash || E'\n' || (
        select string_agg(s.number || E'\t' || s.stratum || E'\n', '' order by s.stratum) from round_stratum s where s.round_id = r.id))),
    seed = pg_temp.hash(pg_temp.utf8(E'qingdan draw 1 seed\n') || decode(r.population_hash, 'hex') || decode(k.secret, 'hex')
        || pg_temp.utf8(normalize(r.contribution)))
from planned_round p join round_secret k on k.round_id = p.id where r.id = p.id;
update round_population m set ticket = d.ticket
from (
    select t.round_id, t.unit_id, t.ticket, row_number() over (partition by t.round_id, t.stratum order by t.ticket collate "C") as place, s.number
    from (
        select m.round_id, m.unit_id, m.stratum,
            encode(pg_temp.hmac(decode(r.seed, 'hex'), pg_temp.utf8(m.stratum) || '\x00' || uuid_send(m.unit_id)), 'hex') as ticket
        from round_population m join planned_round p on p.id = m.round_id join inspection_round r on r.id = p.id
    ) t join round_stratum s on s.round_id = t.round_id and s.stratum = t.stratum
) d
where d.place <= d.number and m.round_id = d.round_id and m.unit_id = d.unit_id;
update inspection_round r set version = case when p.n = 7 then 4 else 5 end, status = case when p.n = 7 then 'STARTED' else 'CLOSED' end, number = least(p.n, 8),
    drawn = (select count(*) from round_population m where m.round_id = r.id and m.ticket is not null), started_at = pg_temp.ago(-p.first_day),
    closed_at = case when p.n <> 7 then pg_temp.ago(-p.first_day - 8) end
from planned_round p where r.id = p.id and p.n <> 8;

-- Until it starts a round concerns no place
insert into said (at, entity, id, type, paths, after, actor)
select s.at, 'round', r.id, s.type, case when s.is_public then array[t.path] || array(
        select u.path from round_population m join unit u on u.id = m.unit_id where m.round_id = r.id and m.ticket is not null) else '{}' end,
    jsonb_build_object('campaign', r.campaign_id, 'batch', r.batch_id, 'office', r.office_id, 'number', case when s.is_public then r.number end,
        'name', r.name, 'status', s.status, 'startsOn', r.starts_on, 'endsOn', r.ends_on, 'stratifiedBy', r.stratified_by, 'perStratum', r.per_stratum,
        'numbers', r.numbers, 'commitment', case when s.status <> 'PREPARED' then r.commitment end,
        'contribution', case when s.status not in ('PREPARED', 'COMMITTED') then r.contribution end,
        'suppliedBy', case when s.status not in ('PREPARED', 'COMMITTED') then r.supplied_by end), r.created_by
from inspection_round r join unit t on t.id = r.office_id
cross join lateral (values
    (r.created_at, 'round.created', 'PREPARED', false), (r.committed_at, 'round.committed', 'COMMITTED', false),
    (r.drawn_at, 'round.drawn', 'DRAWN', false), (r.started_at, 'round.started', 'STARTED', true), (r.closed_at, 'round.closed', 'CLOSED', true)
) as s (at, type, status, is_public)
where r.campaign_id = pg_temp.id('campaign') and s.at is not null;

-- The team goes to those that were drawn, and asks the same of all
insert into checklist (id, campaign_id, office_id, name, edition, items, created_at, created_by)
values (pg_temp.id('checklist'), pg_temp.id('campaign'), pg_temp.unit('120000000000'), '暗访检查表', 1,
    '[{"code": "1", "question": "问题清单是否公示"}, {"code": "2", "question": "责任人、期限、措施是否逐条明确"}, {"code": "3", "question": "群众诉求是否按时答复"}]',
    pg_temp.ago(150), pg_temp.account('inspector'));
insert into said (at, entity, id, type, paths, after, actor)
values (pg_temp.ago(150), 'checklist', pg_temp.id('checklist'), 'checklist.made', array[(select path from unit where code = '120000000000')],
    '{"name": "暗访检查表", "edition": 1}', pg_temp.account('inspector'));

create temporary table inspected on commit drop as
select p.n, m.round_id, m.unit_id, u.code, u.kind, u.path, pg_temp.id('inspection ' || p.n || ' ' || u.code) as id,
    row_number() over (partition by p.n, m.stratum order by m.ticket) as place, p.first_day
from planned_round p join round_population m on m.round_id = p.id and m.ticket is not null join unit u on u.id = m.unit_id;
-- one hospital is left to visit
delete from inspected where n = 7 and kind = 'HOSPITAL' and place = 2;

-- One finding of each round, of a unit that had none yet as long as findings are accepted; of the spot check four
create temporary table found on commit drop as
with recursive pick (n, unit_id, before) as (
    select 0, cast(null as uuid), cast('{}' as uuid[])
    union all
    select p.n + 1, c.unit_id, case when p.n < 4 then p.before || c.unit_id else p.before end
    from pick p cross join lateral (
        select i.unit_id from inspected i where i.n = p.n + 1 and (p.n >= 4 or i.unit_id <> all(p.before)) order by i.place limit 1
    ) c
    where p.n < 6
)
select 'round ' || i.n || ' ' || i.code as key, i.n, i.id as inspection_id, i.unit_id, i.path, i.code, f.title, f.shows, f.status, f.reason, i.first_day
from inspected i join (
    select p.n, p.unit_id, w.title, w.shows, case when p.n <= 4 then 'ACCEPTED' else 'REJECTED' end as status,
        case when p.n > 4 then '检查当日已经整改' end as reason
    from pick p join (values
        (1, '问题清单未按期公示', '公示栏为空'), (2, '整改责任人未落实到岗', '问及责任人，无人知晓'), (3, '窗口办件超时未告知', '抽查十件，三件超时'),
        (4, '整改台账与现场不符', '台账记为完成，现场未动工'), (5, '值班记录不全', '缺两日记录'), (6, '意见箱长期未开启', '箱内有信件')
    ) as w (n, title, shows) on w.n = p.n
    union all
    select 7, i.unit_id, w.title, w.shows, w.status, w.reason
    from inspected i join (values
        ('COUNTY', 1, '问题清单避重就轻', '群众反映集中的事项未列入', 'ACCEPTED', null), ('COUNTY', 2, '整改进展填报不实', '填报完成，现场未完成', 'WAITING', null),
        ('UNIVERSITY', 1, '院系问题未纳入清单', '院系座谈反映的问题未汇总', 'ACCEPTED', null),
        ('UNIVERSITY', 2, '公示时间不足', '公示三日', 'REJECTED', '校内办法规定为三日')
    ) as w (kind, place, title, shows, status, reason) on w.kind = i.kind and w.place = i.place
    where i.n = 7
) f on f.n = i.n and f.unit_id = i.unit_id;

insert into inspection (id, campaign_id, round_id, unit_id, checklist_id, inspected_on, occasion, answers, recorded_at, recorded_by)
select i.id, pg_temp.id('campaign'), i.round_id, i.unit_id, pg_temp.id('checklist'), pg_temp.day(i.first_day + cast(i.place as int)),
    case when i.n = 9 then 'STUDY_SESSION' else 'ON_SITE' end,
    jsonb_build_array(
        case when f.key is null then '{"item": "1", "answer": "YES"}' else jsonb_build_object('item', '1', 'answer', 'NO', 'note', f.shows) end,
        cast('{"item": "2", "answer": "YES"}' as jsonb), cast('{"item": "3", "answer": "NOT_APPLICABLE"}' as jsonb)),
    pg_temp.ago(-i.first_day - i.place), pg_temp.account('inspector')
from inspected i left join found f on f.inspection_id = i.id;
insert into said (at, entity, id, type, paths, after, actor)
select i.recorded_at, 'inspection', i.id, 'inspection.recorded', array[u.path], jsonb_build_object('round', i.round_id, 'unit', i.unit_id,
    'inspectedOn', i.inspected_on, 'occasion', i.occasion, 'findings', (select count(*) from found f where f.inspection_id = i.id)), i.recorded_by
from inspection i join unit u on u.id = i.unit_id where i.campaign_id = pg_temp.id('campaign');

-- What the office accepts stands on the unit's list from then on; in the first batch it is closed by now
create temporary table finding_accepted on commit drop as
select key, code as unit, case when n <= 6 then 1 else 2 end as batch, title, shows, case when n <= 6 then 'CLOSED' else 'CONFIRMED' end as status,
    case when n <= 6 then -first_day - 6 else 8 end as age, case when n <= 6 then first_day + 36 end as due
from found where status = 'ACCEPTED';
