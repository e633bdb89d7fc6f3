-- Every half month since three months: one late, one not held, the others on their days
insert into meeting_series (id, campaign_id, office_id, name, cadence, starts_on, created_at)
values (pg_temp.id('series'), pg_temp.id('campaign'), pg_temp.unit('120000000000'), '巡回督导组组长例会', 'HALF_MONTHLY', pg_temp.day(-90), pg_temp.ago(90));
insert into series_participant (series_id, position, unit_id, group_id, name, office)
values
    (pg_temp.id('series'), 0, null, pg_temp.id('group 1'), null, null), (pg_temp.id('series'), 1, null, pg_temp.id('group 2'), null, null),
    (pg_temp.id('series'), 2, pg_temp.unit('DEMO-B01'), null, null, null), (pg_temp.id('series'), 3, pg_temp.unit('DEMO-B04'), null, null, null),
    (pg_temp.id('series'), 4, null, null, '李某', '市办公室主任');
insert into said (at, entity, id, type, paths, after, actor)
select s.created_at, 'meetingSeries', s.id, 'meeting-series.created', array[o.path], jsonb_build_object('campaign', s.campaign_id, 'office', s.office_id,
    'name', s.name, 'cadence', s.cadence, 'weekday', null, 'monthDay', null, 'startsOn', s.starts_on, 'endsOn', null), pg_temp.account('tianjin')
from meeting_series s join unit o on o.id = s.office_id where s.id = pg_temp.id('series');

create temporary table date_of_meeting on commit drop as
select n, slot, due, last, due < pg_temp.day(0) as over,
    case when due < pg_temp.day(0) then due + case when n <> 2 then 0 when extract(isodow from due) >= 4 then 4 else 2 end end as held_on
from (
    select *, row_number() over (order by slot) as n, max(slot) filter (where due < pg_temp.day(0)) over () as last
    from (
        select slot, slot + case extract(isodow from slot) when 6 then -1 when 7 then 1 else 0 end as due
        from generate_series(-90, 20) as away cross join lateral (select pg_temp.day(away) as slot) d where extract(day from slot) in (1, 16)
    ) s
) d;
-- the first that comes is planned
delete from date_of_meeting where n = 3 or not over and slot > (select min(slot) from date_of_meeting where not over);

insert into meeting (id, version, series_id, slot, planned_on, status, held_on, agenda, minutes, created_at, created_by)
select pg_temp.id('meeting ' || n), case when over then 2 else 1 end, pg_temp.id('series'), slot, due, case when over then 'HELD' else 'PLANNED' end, held_on,
    '[{"title": "听取各组进展"}, {"title": "研究突出问题"}, {"title": "部署下一步重点"}]',
    case when over then '会议听取了各组汇报，分析了进度差距，明确了下一步重点任务。' end, pg_temp.ago(least(pg_temp.day(0) - due + 7, 90)), pg_temp.account('tianjin')
from date_of_meeting;
insert into meeting_participant (meeting_id, position, unit_id, group_id, name, office)
select m.id, p.position, p.unit_id, p.group_id, p.name, p.office
from meeting m join series_participant p on p.series_id = m.series_id
where m.series_id = pg_temp.id('series');
insert into said (at, entity, id, type, paths, before, after, actor)
select s.at, 'meeting', m.id, s.type, array[o.path], cast(s.before as jsonb), jsonb_build_object('series', m.series_id, 'slot', m.slot, 'plannedOn', m.planned_on,
    'status', s.status, 'heldOn', s.held_on), m.created_by
from meeting m join unit o on o.code = '120000000000'
cross join lateral (values
    (m.created_at, 'meeting.planned', null, 'PLANNED', null),
    (pg_temp.ago(pg_temp.day(0) - m.held_on), 'meeting.held', '{"status": "PLANNED", "heldOn": null}', 'HELD', m.held_on)
) as s (at, type, before, status, held_on)
where m.series_id = pg_temp.id('series') and s.at is not null;

-- The second tells a bureau to report on a problem that it has; the last gives a university something to do
create temporary table to_decide on commit drop as
select pg_temp.id('meeting ' || n) as meeting_id, held_on as decided_on, pg_temp.day(12) as due_on, '核实学生宿舍安全隐患并整改' as title, 'decided' as key
from date_of_meeting where slot = last
union all
select pg_temp.id('meeting ' || n), held_on, pg_temp.day(15), '每周报告涉水审批整改进展', 'carried' from date_of_meeting where n = 2;
