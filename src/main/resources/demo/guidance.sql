-- Sectors, for leaders who keep in touch with one
update unit set sector = case kind when 'UNIVERSITY' then 'UNIVERSITY' when 'HOSPITAL' then 'HEALTH' else 'RURAL' end
where code like 'DEMO-%' and kind in ('UNIVERSITY', 'HOSPITAL', 'VILLAGE');

-- What units owe: since when, until when, and when they did it
create temporary table owing (
    kind text, subject uuid, slot date, batch uuid, unit_id uuid, owed_from date, due_on date, at timestamptz, done_on date, done_at timestamptz, by uuid
) on commit drop;

-- Districts in their order, and who of the city keeps in touch with each
create temporary table district on commit drop as
select u.id, u.code, u.path, row_number() over (order by u.code) as i,
    (array['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴', '徐', '孙', '胡', '朱', '高', '林'])[row_number() over (order by u.code)]
        || '某' as leader
from unit u where u.kind = 'COUNTY' and u.parent_id = pg_temp.unit('120000000000');
create temporary table university on commit drop as
select u.id, u.code, u.path, row_number() over (order by u.code) as i from unit u where u.kind = 'UNIVERSITY';

-- Two groups go round, one stays in a county; the hospitals have none
insert into guidance_group (id, campaign_id, base_id, name, level, starts_on, created_at, ruled, kinds)
values
    (pg_temp.id('group 1'), pg_temp.id('campaign'), pg_temp.unit('120000000000'), '第一巡回督导组', 'ROVING', pg_temp.day(-60), pg_temp.ago(60), true, '{COUNTY}'),
    (pg_temp.id('group 2'), pg_temp.id('campaign'), pg_temp.unit('120000000000'), '第二巡回督导组', 'ROVING', pg_temp.day(-60), pg_temp.ago(60), true, '{UNIVERSITY}'),
    (pg_temp.id('group 3'), pg_temp.id('campaign'), pg_temp.unit('120117000000'), '宁河区农村指导组', 'STANDING', pg_temp.day(-45), pg_temp.ago(45), false, null);
insert into guidance_member (group_id, account_id, role, starts_on, joined_at)
values
    (pg_temp.id('group 1'), pg_temp.account('inspector'), 'LEADER', pg_temp.day(-60), pg_temp.ago(60)),
    (pg_temp.id('group 1'), pg_temp.account('roving'), 'MEMBER', pg_temp.day(-60), pg_temp.ago(60)),
    (pg_temp.id('group 2'), pg_temp.account('inspector'), 'LEADER', pg_temp.day(-60), pg_temp.ago(60)),
    (pg_temp.id('group 3'), pg_temp.account('ninghe'), 'LEADER', pg_temp.day(-45), pg_temp.ago(45));
insert into guidance_unit (group_id, unit_id, by_rule, valid_from)
select pg_temp.id('group 1'), id, true, pg_temp.ago(60) from district
union all
select pg_temp.id('group 2'), id, true, pg_temp.ago(60) from university
union all
select pg_temp.id('group 3'), pg_temp.unit('120117114000'), false, pg_temp.ago(45);

insert into said (at, entity, id, type, paths, after, actor)
select g.created_at, 'guidanceGroup', g.id, 'guidance-group.created', array[b.path], jsonb_build_object('campaign', g.campaign_id, 'base', g.base_id,
    'name', g.name, 'level', g.level, 'startsOn', g.starts_on, 'endsOn', null, 'rule',
    case when g.ruled then jsonb_build_object('kinds', g.kinds, 'tiers', null, 'sectors', null, 'set', null, 'unit', null) end),
    pg_temp.account(case b.code when '120000000000' then 'tianjin' else 'ninghe' end)
from guidance_group g join unit b on b.id = g.base_id where g.campaign_id = pg_temp.id('campaign');

-- Each leader of the city with a district, one with all universities, one each with the villages and the state firms; Jizhou and the hospitals are left. Of a county one leader takes on
-- the hardest village.
insert into contact (id, campaign_id, base_id, leader, office, unit_id, sector, starts_on, created_at)
select pg_temp.id('contact ' || code), pg_temp.id('campaign'), pg_temp.unit('120000000000'), leader,
    case when i <= 8 then '市委常委' else '副市长' end, id, null, pg_temp.day(-58), pg_temp.ago(58)
from district where i < 16
union all
values
    (pg_temp.id('contact universities'), pg_temp.id('campaign'), pg_temp.unit('120000000000'), '何某', '副市长', null, 'UNIVERSITY',
        pg_temp.day(-58), pg_temp.ago(58)),
    (pg_temp.id('contact villages'), pg_temp.id('campaign'), pg_temp.unit('120000000000'), '罗某', '副市长', null, 'RURAL', pg_temp.day(-58),
        pg_temp.ago(58)),
    (pg_temp.id('contact firms'), pg_temp.id('campaign'), pg_temp.unit('120000000000'), '梁某', '副市长', null, 'STATE_ENTERPRISE', pg_temp.day(-58),
        pg_temp.ago(58)),
    (pg_temp.id('contact village'), pg_temp.id('campaign'), pg_temp.unit('120117000000'), '郭某', '区委书记', pg_temp.unit('DEMO-V01'), null,
        pg_temp.day(-50), pg_temp.ago(50));

-- Every village of a county is visited, by two of its leaders; every district by its leader of the city
insert into visit_plan (id, campaign_id, base_id, name, purpose, starts_on, due_on, kinds, created_at)
values
    (pg_temp.id('plan villages'), pg_temp.id('campaign'), pg_temp.unit('120117000000'), '区委班子遍访村', '听取群众意见，摸排积水点', pg_temp.day(-45),
        pg_temp.day(-5), '{VILLAGE,COMMUNITY}', pg_temp.ago(45)),
    (pg_temp.id('plan districts'), pg_temp.id('campaign'), pg_temp.unit('120000000000'), '市领导联系走访各区', null, pg_temp.day(-50), pg_temp.day(20),
        '{COUNTY}', pg_temp.ago(50));
insert into visit_plan_visitor (id, plan_id, name, office, part_id, added_at)
select pg_temp.id('visitor ' || n), pg_temp.id('plan villages'), case when n <= 3 then '张某' else '刘某' end,
    case when n <= 3 then '区长' else '副区长' end, pg_temp.unit('DEMO-V0' || n), pg_temp.ago(45)
from generate_series(1, 6) as n;
insert into said (at, entity, id, type, paths, after, actor)
select p.created_at, 'visitPlan', p.id, 'visit-plan.created', array[b.path], jsonb_build_object('campaign', p.campaign_id, 'batch', null, 'base',
    p.base_id, 'name', p.name, 'purpose', p.purpose, 'startsOn', p.starts_on, 'dueOn', p.due_on, 'rule',
    jsonb_build_object('kinds', p.kinds, 'tiers', null, 'sectors', null, 'set', null, 'unit', null)),
    pg_temp.account(case b.code when '120000000000' then 'tianjin' else 'ninghe' end)
from visit_plan p join unit b on b.id = p.base_id where p.campaign_id = pg_temp.id('campaign');

create temporary table trip on commit drop as
select 'group 1 ' || code as key, id as unit_id, path, pg_temp.day(-32 + 2 * cast(i as int)) as day, '巡回督导组组员' as visitor, '市办公室' as office,
    'roving' as account, 'group 1' as of_group, null as contact, null as plan, '督导专项整治' as purpose,
    case when i % 4 = 0 then '部分整改措施不够具体，已要求补充' end as found, cast('{}' as uuid[]) as problems
from district where i <= 12
union all
select 'group 2 ' || code, id, path, pg_temp.day(-30 + cast(i as int)), '检查组', '市办公室', 'inspector', 'group 2', null, null, '督导高校查摆问题', null, '{}'
from university where i <= 15
union all
select 'group 3', id, path, pg_temp.day(-6), '指导组组长', '区委办公室', 'ninghe', 'group 3', null, null, '指导村级问题清单', null, '{}'
from unit where code = '120117114000'
union all
select 'leader ' || code, id, path, pg_temp.day(-25 + cast(i as int)), leader, case when i <= 8 then '市委常委' else '副市长' end, 'tianjin', null,
    'contact ' || code, 'plan districts', '到联系点调研', null, '{}'
from district where i <= 10
union all
select 'village ' || v.n, u.id, u.path, pg_temp.day(v.day), case when v.n <= 3 then '张某' else '刘某' end, case when v.n <= 3 then '区长' else '副区长' end,
    'ninghe', null, null, 'plan villages', '听取群众意见', v.found,
    case when v.n <= 2 then array[pg_temp.id('problem symptom ' || v.n)] else '{}' end
from (values (1, -25, '村内主路排水不畅'), (2, -25, '村口涵洞排水不畅'), (3, -20, null), (4, -12, null), (5, -3, null)) as v (n, day, found)
join unit u on u.code = 'DEMO-V0' || v.n
union all
select 'adopted', id, path, pg_temp.day(-9), '郭某', '区委书记', 'ninghe', null, 'contact village', null, '入户了解积水情况', '支沟淤堵，已安排清理', '{}'
from unit where code = 'DEMO-V01';

insert into visit (id, campaign_id, unit_id, visited_on, visitor, office, account_id, group_id, contact_id, plan_id, purpose, found, problem_ids,
    recorded_by, recorded_at)
select pg_temp.id('visit ' || key), pg_temp.id('campaign'), unit_id, day, visitor, office,
    case when of_group is not null then pg_temp.account(account) end, case when of_group is not null then pg_temp.id(of_group) end,
    case when contact is not null then pg_temp.id(contact) end, case when plan is not null then pg_temp.id(plan) end, purpose, found, problems,
    pg_temp.account(account), pg_temp.ago(pg_temp.day(0) - day)
from trip;
insert into said (at, entity, id, type, paths, after, actor)
select v.recorded_at, 'visit', v.id, 'visit.recorded', array[u.path], jsonb_build_object('campaign', v.campaign_id, 'unit', v.unit_id, 'visitedOn',
    v.visited_on, 'group', v.group_id, 'contact', v.contact_id, 'plan', v.plan_id, 'problems', v.problem_ids), v.recorded_by
from visit v join unit u on u.id = v.unit_id where v.campaign_id = pg_temp.id('campaign');

insert into owing (kind, subject, unit_id, owed_from, due_on, at, done_on, done_at)
select 'VISIT', p.id, u.id, p.starts_on, p.due_on, p.created_at, v.visited_on, v.recorded_at
from visit_plan p join unit b on b.id = p.base_id join unit u on starts_with(u.path, b.path) and u.kind = any(p.kinds)
left join visit v on v.plan_id = p.id and v.unit_id = u.id
where p.campaign_id = pg_temp.id('campaign');

-- By when the leaders plan to come: once it is over, kept, late or missed, and once it is to come. None has come twice.
insert into planned_visit (contact_id, day, planned_on)
select k.id, pg_temp.day(away), k.starts_on
from contact k cross join (values (-20), (10)) as d (away)
where k.campaign_id = pg_temp.id('campaign') and k.unit_id is not null;
insert into said (at, entity, id, type, paths, after, actor)
select k.created_at, 'contact', k.id, 'contact.visits-planned', array[b.path, u.path],
    jsonb_build_object('plannedVisits', (select array_agg(p.day order by p.day) from planned_visit p where p.contact_id = k.id)),
    pg_temp.account(case b.code when '120000000000' then 'tianjin' else 'ninghe' end)
from contact k join unit b on b.id = k.base_id join unit u on u.id = k.unit_id where k.campaign_id = pg_temp.id('campaign');
insert into owing (kind, subject, slot, unit_id, owed_from, due_on, at, done_on, done_at)
select 'VISIT', k.id, p.day, k.unit_id, coalesce(lag(p.day) over (partition by k.id order by p.day) + 1, p.planned_on), p.day, k.created_at,
    v.visited_on, v.recorded_at
from contact k join planned_visit p on p.contact_id = k.id left join visit v on v.contact_id = k.id and p.day < pg_temp.day(0)
where k.campaign_id = pg_temp.id('campaign');

-- What universities and villages are told to look at, and which of them have read it
insert into guidance_note (id, campaign_id, batch_id, base_id, title, text, focus, audiences, issued_on, due_on, kinds, created_at)
values
    (pg_temp.id('note universities'), pg_temp.id('campaign'), pg_temp.id('batch 2'), pg_temp.unit('120000000000'), '关于高校开展主题教育的指导意见',
        '先查问题，再逐条整改；查摆要到院系，整改要有期限。', '{院系党组织,学生诉求办理}', '{LEADING_TEAMS}', pg_temp.day(-30), pg_temp.day(-15),
        '{UNIVERSITY}', pg_temp.ago(30)),
    (pg_temp.id('note villages'), pg_temp.id('campaign'), null, pg_temp.unit('120117000000'), '关于农村基层开展主题教育的指导意见',
        '以村为单位摸排群众反映强烈的问题，一村一策。', '{坑塘沟渠,党支部换届}', '{}', pg_temp.day(-40), pg_temp.day(-30), '{VILLAGE}', pg_temp.ago(40));
insert into said (at, entity, id, type, paths, after, actor)
select n.created_at, 'guidanceNote', n.id, 'guidance-note.created', array[b.path], jsonb_build_object('campaign', n.campaign_id, 'batch', n.batch_id,
    'base', n.base_id, 'title', n.title, 'audiences', n.audiences, 'dueOn', n.due_on, 'rule',
    jsonb_build_object('kinds', n.kinds, 'tiers', null, 'sectors', null, 'set', null, 'unit', null)),
    pg_temp.account(case b.code when '120000000000' then 'tianjin' else 'ninghe' end)
from guidance_note n join unit b on b.id = n.base_id where n.campaign_id = pg_temp.id('campaign');
insert into owing (kind, subject, batch, unit_id, owed_from, due_on, at, done_on, done_at, by)
select 'NOTE', n.id, n.batch_id, r.unit_id, n.issued_on, n.due_on, n.created_at, pg_temp.day(-r.read), pg_temp.ago(r.read),
    case when r.read is not null then pg_temp.who('REPORTER', r.path) end
from guidance_note n join (
    select 'note universities' as note, id as unit_id, path, case when i <= 14 then 29 - cast(i as int) / 2 when i <= 17 then 12 end as read from university
    union all
    select 'note villages', id, path, case when code < 'DEMO-V06' then 35 end from unit where code like 'DEMO-V%'
) r on n.id = pg_temp.id(r.note);
