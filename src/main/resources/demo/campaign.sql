-- A campaign of Tianjin as it might stand today: days count from the day on which it is made, so that something is
-- always overdue. Written in one transaction, each step of a problem's life with its change in the log.
create or replace function pg_temp.id(key text) returns uuid language sql as
    $$ select cast(md5('qingdan demo ' || key) as uuid) $$;
create or replace function pg_temp.ago(days numeric) returns timestamptz language sql as
    $$ select date_trunc('milliseconds', now()) - days * interval '1 day' $$;
create or replace function pg_temp.day(days int) returns date language sql as
    $$ select cast(now() at time zone 'Asia/Shanghai' as date) + days $$;
create or replace function pg_temp.unit(which text) returns uuid language sql as
    $$ select id from unit where code = which and closed_at is null $$;
create or replace function pg_temp.account(which text) returns uuid language sql as
    $$ select id from account where username = which $$;
-- Whose part of the tree the unit is, or with SUPERVISOR the part above it.
create or replace function pg_temp.who(as_role text, place text) returns uuid language sql as $$
    select g.account_id from access_grant g join unit u on u.id = g.unit_id
    where g.role = as_role and starts_with(place, u.path)
        and (as_role = 'REPORTER' or u.path <> place or u.code = '120000000000')
    order by length(u.path) desc, g.id limit 1
$$;

create temporary table said (
    n bigint generated always as identity, at timestamptz, entity text, id uuid, type text, paths text[], before jsonb,
    after jsonb, actor uuid) on commit drop;

-- The frame: two batches, the first closed into the second
insert into campaign (id, version, top_unit_id, name, time_zone, starts_on, ends_on, description, status, created_at)
values (pg_temp.id('campaign'), 2, pg_temp.unit('120000000000'), '主题教育（演示）', 'Asia/Shanghai', pg_temp.day(-150),
    pg_temp.day(90), '先查问题，再逐条整改', 'OPEN', pg_temp.ago(155));

insert into campaign_category (campaign_id, code, label_en, label_zh, fields)
select pg_temp.id('campaign'), code, en, zh, cast(fields as jsonb)
from (values
    ('LIVELIHOOD', 'Livelihood matter', '民生实事', '[
        {"code": "beneficiaries", "labelEn": "Beneficiaries", "labelZh": "受益人数", "type": "NUMBER", "required": true},
        {"code": "commitment", "labelEn": "Commitment", "labelZh": "承诺事项", "type": "TEXT", "required": true}]'),
    ('PETITION_BACKLOG', 'Petition backlog', '信访积案', '[
        {"code": "caseReference", "labelEn": "Case reference", "labelZh": "案件编号", "type": "TEXT", "required": true},
        {"code": "firstReceived", "labelEn": "First received", "labelZh": "首次受理日期", "type": "DATE", "required": true}]'),
    ('SAFETY_HAZARD', 'Safety hazard', '安全隐患', '[
        {"code": "place", "labelEn": "Place", "labelZh": "地点", "type": "TEXT", "required": true},
        {"code": "level", "labelEn": "Level", "labelZh": "隐患等级", "type": "TEXT", "required": true}]'),
    ('WEAK_ORGANISATION', 'Weak organisation', '软弱涣散党组织', '[
        {"code": "organisation", "labelEn": "Organisation", "labelZh": "组织名称", "type": "TEXT", "required": true},
        {"code": "kindOfWeakness", "labelEn": "Kind of weakness", "labelZh": "软弱涣散类型", "type": "TEXT", "required": true}]'),
    ('AFFILIATION', 'Members'' affiliation', '党员组织关系', '[
        {"code": "membersConcerned", "labelEn": "Members concerned", "labelZh": "涉及党员数", "type": "NUMBER", "required": true}]'),
    ('OTHER', 'Other', '其他', '[]')) as c (code, en, zh, fields);

insert into batch (id, version, campaign_id, name, starts_on, ends_on, status, created_at)
values
    (pg_temp.id('batch 1'), 3, pg_temp.id('campaign'), '第一批', pg_temp.day(-150), pg_temp.day(-61), 'CLOSED', pg_temp.ago(155)),
    (pg_temp.id('batch 2'), 2, pg_temp.id('campaign'), '第二批', pg_temp.day(-60), pg_temp.day(90), 'OPEN', pg_temp.ago(70));

insert into enrolment (batch_id, unit_id, valid_from, enrolled_by)
select pg_temp.id(case u.kind when 'BUREAU' then 'batch 1' else 'batch 2' end), u.id,
    pg_temp.ago(case u.kind when 'BUREAU' then 152 else 65 end), pg_temp.account('tianjin')
from unit u
where u.parent_id = pg_temp.unit('120000000000') and u.kind in ('BUREAU', 'COUNTY', 'UNIVERSITY', 'HOSPITAL')
order by u.path;

insert into said (at, entity, id, type, paths, before, after, actor)
select pg_temp.ago(step.days), step.entity, step.id, step.type, array[(select path from unit where code = '120000000000')],
    step.before, step.after, pg_temp.account('tianjin')
from (
    select 155, 'campaign', c.id, 'campaign.created', cast(null as jsonb),
        jsonb_build_object('name', c.name, 'topUnit', c.top_unit_id, 'timeZone', c.time_zone, 'startsOn', c.starts_on, 'endsOn', c.ends_on,
            'description', c.description, 'status', 'PLANNED', 'labels', c.labels, 'escalateAfter', c.escalate_after)
    from campaign c where c.id = pg_temp.id('campaign')
    union all
    select created, 'batch', b.id, 'batch.created', null, jsonb_build_object('campaign', b.campaign_id, 'name', b.name,
        'startsOn', b.starts_on, 'endsOn', b.ends_on, 'status', 'PLANNED')
    from batch b join (values ('第一批', 155), ('第二批', 70)) as made (name, created) on made.name = b.name
    where b.campaign_id = pg_temp.id('campaign')
    union all
    values
        (152, 'enrolment', pg_temp.id('batch 1'), 'enrolment.added', cast(null as jsonb), jsonb_build_object('rule', jsonb_build_object('kinds', array['BUREAU']), 'added', 23)),
        (65, 'enrolment', pg_temp.id('batch 2'), 'enrolment.added', null,
            jsonb_build_object('rule', jsonb_build_object('kinds', array['COUNTY', 'UNIVERSITY', 'HOSPITAL']), 'added', 39)),
        (150, 'campaign', pg_temp.id('campaign'), 'campaign.changed', '{"status": "PLANNED"}', '{"status": "OPEN"}'),
        (150, 'batch', pg_temp.id('batch 1'), 'batch.changed', '{"status": "PLANNED"}', '{"status": "OPEN"}'),
        (60, 'batch', pg_temp.id('batch 1'), 'batch.changed', '{"status": "OPEN"}', '{"status": "CLOSED"}'),
        (60, 'batch', pg_temp.id('batch 2'), 'batch.changed', '{"status": "PLANNED"}', '{"status": "OPEN"}')
) as step (days, entity, id, type, before, after);

-- Ten common tasks, each led by a bureau, and two of districts
insert into task (id, campaign_id, owner_id, lead_unit_id, name, position, status, created_at)
select pg_temp.id('task ' || n), pg_temp.id('campaign'), pg_temp.unit(owner), pg_temp.unit(lead), name,
    case when n > 10 then 1 else n end, 'OPEN', pg_temp.ago(149)
from (values
    (1, '120000000000', 'DEMO-B23', '整治贯彻落实不力'),
    (2, '120000000000', 'DEMO-B15', '整治干事创业精气神不够'),
    (3, '120000000000', 'DEMO-B13', '整治形式主义、官僚主义'),
    (4, '120000000000', 'DEMO-B19', '整治领导干部亲属违规经商办企业'),
    (5, '120000000000', 'DEMO-B02', '整治侵害群众利益'),
    (6, '120000000000', 'DEMO-B09', '整治基层党组织软弱涣散'),
    (7, '120000000000', 'DEMO-B11', '整治黄赌毒和黑恶势力'),
    (8, '120000000000', 'DEMO-B12', '整治违规吃喝和收送礼金'),
    (9, '120000000000', 'DEMO-B04', '整治漠视群众疾苦'),
    (10, '120000000000', 'DEMO-B06', '整治扶贫领域腐败'),
    (11, '120117000000', '120117000000', '整治农村坑塘沟渠'),
    (12, '120101000000', 'DEMO-B05', '整治老旧楼宇消防')) as t (n, owner, lead, name);

insert into said (at, entity, id, type, paths, after, actor)
select t.created_at, 'task', t.id, 'task.created', array[o.path, l.path],
    jsonb_build_object('campaign', t.campaign_id, 'owner', t.owner_id, 'leadUnit', t.lead_unit_id, 'name', t.name, 'description', null,
        'position', t.position, 'status', t.status),
    pg_temp.account(case o.code when '120117000000' then 'ninghe' when '120101000000' then 'heping' else 'tianjin' end)
from task t join unit o on o.id = t.owner_id join unit l on l.id = t.lead_unit_id
where t.campaign_id = pg_temp.id('campaign');

-- Three batches (三个一批): what each district commits itself to, and has done; Jizhou has not reported on petitions
create temporary table aim on commit drop as
select pg_temp.id('target ' || u.code || m.category) as id, u.id as unit_id, u.path, m.*,
    m.base + row_number() over (partition by m.category order by u.code) as number,
    case when u.code = '120119000000' and m.category = 'PETITION_BACKLOG' then null else m.base end as done
from unit u cross join (values
    ('LIVELIHOOD', '办成民生实事', '件', 10), ('PETITION_BACKLOG', '化解信访积案', '件', 6),
    ('SAFETY_HAZARD', '消除安全隐患', '处', 20)) as m (category, measure, unit_of_measure, base)
where u.kind = 'COUNTY' and u.parent_id = pg_temp.unit('120000000000');

insert into task_target (id, version, campaign_id, task_id, batch_id, unit_id, category, measure, unit_of_measure, number, due_on,
    assigned, set_by, created_at, changed_at)
select id, 1, pg_temp.id('campaign'), pg_temp.id('task 5'), pg_temp.id('batch 2'), unit_id,
    category, measure, unit_of_measure, number, pg_temp.day(80), true, pg_temp.account('tianjin'), pg_temp.ago(55), pg_temp.ago(55)
from aim;
insert into target_progress (target_id, day, value, reported_by, reported_at)
select id, pg_temp.day(-10), done, pg_temp.who('REPORTER', path), pg_temp.ago(9) from aim where done is not null;
update task_target t set version = 2, done = a.done, done_on = pg_temp.day(-10), changed_at = pg_temp.ago(9)
from aim a where a.id = t.id and a.done is not null;

insert into said (at, entity, id, type, paths, after, actor)
select pg_temp.ago(55), 'target', a.id, 'target.created', array[a.path, l.path],
    jsonb_build_object('task', pg_temp.id('task 5'), 'batch', pg_temp.id('batch 2'), 'unit', a.unit_id, 'category', a.category,
        'measure', a.measure, 'unitOfMeasure', a.unit_of_measure, 'number', a.number, 'dueOn', pg_temp.day(80), 'assigned', true),
    pg_temp.account('tianjin')
from aim a cross join unit l where l.code = 'DEMO-B02'
union all
select pg_temp.ago(9), 'target', a.id, 'target.progressed', array[a.path, l.path],
    jsonb_build_object('day', pg_temp.day(-10), 'value', a.done, 'note', null), pg_temp.who('REPORTER', a.path)
from aim a cross join unit l where l.code = 'DEMO-B02' and a.done is not null;

-- The problems, each as it stands now. Age is in days; due in days from now; of the measures so many are done.
create temporary table matter (
    key text, unit text, batch int, task int, category text, fields text, severity text, title text, shows text, status text,
    age int, responsible text, due int, root text, holder text, asked boolean not null default false, found boolean not null default false
) on commit drop;

insert into matter (key, unit, batch, task, category, fields, severity, title, shows, status, age, responsible, due, root, holder, asked, found)
values
    ('root', '120000000000', 2, null, 'LIVELIHOOD', '{"beneficiaries": 2600, "commitment": "汛期前完成改造"}', 'CRITICAL',
        '宁河区排水主管网能力不足', '三个村雨后积水', 'IN_PROGRESS', 22, 'DEMO-B01', 40, null, null, false, true),
    ('symptom 1', 'DEMO-V01', 2, 11, 'LIVELIHOOD', '{"beneficiaries": 320, "commitment": "年底前不再积水"}', 'MAJOR',
        '村内主路排水不畅', '雨后积水三日不退', 'CLAIMED', 26, null, null, 'root', '120000000000', true, false),
    ('symptom 2', 'DEMO-V02', 2, 11, 'LIVELIHOOD', '{"beneficiaries": 150, "commitment": "汛期前疏通"}', 'MAJOR',
        '村口涵洞排水不畅', '涵洞淤堵', 'CLAIMED', 26, null, null, 'root', '120000000000', false, false),
    ('symptom 3', 'DEMO-V03', 2, 11, 'LIVELIHOOD', '{"beneficiaries": 210, "commitment": "汛期前疏通"}', 'MINOR',
        '田间排水沟回灌', '低洼地积水', 'CLAIMED', 26, 'DEMO-V03', 12, 'root', '120000000000', false, false),
    ('waiting', 'DEMO-V04', 2, 11, 'LIVELIHOOD', '{"beneficiaries": 95, "commitment": "年底前通水"}', 'MAJOR',
        '自来水水压不足', '高处住户晚间无水', 'ESCALATED', 8, null, null, null, null, true, false),
    ('hidden root', '120101000000', 2, 9, 'SAFETY_HAZARD', '{"place": "劝业场片区", "level": "较大"}', 'CRITICAL',
        '老旧电梯缺少更新资金', '多部电梯停运', 'CONFIRMED', 14, null, null, null, null, false, true),
    ('hidden', '120101001000', 2, 9, 'SAFETY_HAZARD', '{"place": "某小区 3 号楼", "level": "较大"}', 'MAJOR',
        '小区电梯停运', '老人上下楼不便', 'CLAIMED', 17, null, null, 'hidden root', '120101000000', false, false),
    ('to plan', '120101001000', 2, 9, 'LIVELIHOOD', '{"beneficiaries": 80, "commitment": "加装扶手"}', 'MINOR',
        '楼道缺少扶手', '老人行走不便', 'CONFIRMED', 17, null, null, null, null, false, false),
    ('late', '120101001000', 2, 9, 'PETITION_BACKLOG', '{"caseReference": "信〔2016〕7号", "firstReceived": "2016-03-01"}', 'MAJOR',
        '噪声扰民投诉未结', '夜间施工', 'IN_PROGRESS', 40, '120101001000', -5, null, null, false, false),
    ('carried', 'DEMO-B01', 2, 1, 'OTHER', '{}', 'MINOR', '涉水审批办理超时', '平均超时 4 天', 'IN_PROGRESS', 100, 'DEMO-B01', 15, null,
        null, false, false),
    ('of batch 1', 'DEMO-B02', 1, 1, 'OTHER', '{}', 'MINOR', '热线回访率低', '回访不足六成', 'CLOSED', 100, 'DEMO-B02', -70, null, null,
        false, false);

insert into matter (key, unit, batch, task, category, fields, severity, title, shows, status, age, responsible, due)
select 'weak ' || n, '120117114000', 2, 6, 'WEAK_ORGANISATION',
    jsonb_build_object('organisation', p.name, 'kindOfWeakness', case n % 2 when 0 then '班子配备不齐' else '组织生活不经常' end)::text, 'MAJOR',
    p.name || '软弱涣散', '一年未按期换届', 'PLANNED', 30, 'DEMO-V0' || n, 60
from generate_series(3, 6) as n join unit p on p.code = 'DEMO-P0' || n;

-- Of each district five, in all states; the lists of the last three districts are not approved yet
insert into matter (key, unit, batch, task, category, fields, severity, title, shows, status, age, responsible, due)
select 'district ' || d.i || ' ' || m.n, d.code, 2, 5, m.category, m.fields, m.severity, m.title, m.shows,
    case when d.i > 12 then 'REPORTED' else s.status end, 30 + d.i,
    case when d.i <= 12 and s.due is not null then d.code end, case when d.i <= 12 then s.due end
from (
    select code, row_number() over (order by code) - 1 as i from unit
    where kind = 'COUNTY' and parent_id = pg_temp.unit('120000000000')
) as d
cross join (values
    (0, 'LIVELIHOOD', '{"beneficiaries": 1200, "commitment": "年底前全部更换"}', 'MINOR', '老旧小区照明不足', '夜间楼道无照明'),
    (1, 'PETITION_BACKLOG', '{"caseReference": "信〔2017〕12号", "firstReceived": "2017-05-18"}', 'MAJOR', '征收补偿信访积案未结', '多次重复来访'),
    (2, 'SAFETY_HAZARD', '{"place": "某物流园", "level": "重大"}', 'CRITICAL', '仓库消防通道堵塞', '货物占用通道'),
    (3, 'OTHER', '{}', 'MINOR', '便民事项办理环节多', '群众多次跑'),
    (4, 'AFFILIATION', '{"membersConcerned": 12}', 'MINOR', '流动党员组织关系未理顺', '党员长期不在册')
) as m (n, category, fields, severity, title, shows)
join (values
    (0, 'PLANNED', 20), (1, 'IN_PROGRESS', 10), (2, 'CLOSED', -2), (3, 'CONFIRMED', null), (4, 'RESOLVED', 3), (5, 'IN_PROGRESS', -4),
    (6, 'DISMISSED', null), (7, 'REPORTED', null)
) as s (n, status, due) on s.n = (d.i * 5 + m.n) % 8;

insert into matter (key, unit, batch, task, category, fields, severity, title, shows, status, age, responsible, due)
select 'of ' || u.code, u.code, 2, null, 'OTHER', '{}', 'MINOR', case u.kind when 'UNIVERSITY' then '学生诉求回应不及时' else '门诊排队时间长' end,
    '满意度偏低', s.status, 28, case when s.due is not null then u.code end, s.due
from unit u
join (values (0, 'CONFIRMED', null), (1, 'PLANNED', 25), (2, 'IN_PROGRESS', 6), (3, 'CLOSED', -1)) as s (n, status, due)
    on s.n = right(u.code, 2)::int % 4
where u.code like 'DEMO-U%' or u.code like 'DEMO-H%';

-- When each step was
create temporary table life on commit drop as
select m.*, pg_temp.id('problem ' || m.key) as id, u.id as unit_id, u.path, r.id as responsible_id, r.path as responsible_path,
    pg_temp.id('list ' || m.unit || ' ' || m.batch || ' ' || coalesce(m.task, 0)) as list_id,
    pg_temp.id('batch ' || m.batch) as batch_id,
    pg_temp.id('batch ' || case when m.key = 'carried' then 1 else m.batch end) as first_batch_id,
    case when m.task is not null then pg_temp.id('task ' || m.task) end as task_id,
    case m.key
        when 'root' then pg_temp.account('tianjin')
        when 'hidden root' then pg_temp.account('heping')
        else pg_temp.who('REPORTER', u.path)
    end as reporter,
    pg_temp.who('SUPERVISOR', u.path) as supervisor,
    pg_temp.who('REPORTER', coalesce(r.path, u.path)) as worker,
    case when m.key = 'root' then array[pg_temp.unit('120117000000'), pg_temp.unit('120117114000'), pg_temp.unit('DEMO-V01')] else '{}' end
        as joint,
    case when m.root is not null then pg_temp.id('problem ' || m.root) end as root_id,
    case when m.holder is not null then pg_temp.unit(m.holder) end as holder_id,
    pg_temp.ago(m.age) as reported_at,
    case when m.found then pg_temp.ago(m.age) when m.status <> 'REPORTED' then pg_temp.ago(m.age - 1) end as confirmed_at,
    case when m.responsible is not null then pg_temp.ago(m.age - 2) end as planned_at,
    case when m.status in ('IN_PROGRESS', 'RESOLVED', 'CLOSED') then pg_temp.ago(m.age - 3) end as started_at,
    case when m.status in ('RESOLVED', 'CLOSED') then pg_temp.ago(m.age - 20) end as resolved_at,
    case m.status when 'CLOSED' then pg_temp.ago(m.age - 22) when 'DISMISSED' then pg_temp.ago(m.age - 2) end as closed_at,
    case when m.asked then pg_temp.ago(m.age - 3) end as escalated_at,
    case when m.status = 'CLAIMED' then pg_temp.ago(case m.root when 'root' then 22 else 14 end) end as claimed_at
from matter m join unit u on u.code = m.unit left join unit r on r.code = m.responsible;

-- Lists. Those that a claim made are drafts; what was done with the others follows their problems.
insert into problem_list (id, campaign_id, batch_id, task_id, unit_id, status, aims, steps, lead_person, returned_for, created_at, created_by,
    submitted_at, submitted_by, approved_at, approved_by, closed_at)
select list_id, pg_temp.id('campaign'), batch_id, task_id, unit_id, status, case when not found then '年底前全部销号' end,
    case when not found then '先查摆，再逐条制定措施，按期销号' end, case when not found then '主要负责人' end,
    case when status = 'RETURNED' then '问题查摆不深' end, created_at, reporter,
    case when status not in ('DRAFT') then created_at + interval '16 hours' end, case when status <> 'DRAFT' then reporter end,
    case when status in ('APPROVED', 'CLOSED') then created_at + interval '1 day' end,
    case when status in ('APPROVED', 'CLOSED') then supervisor end,
    case when status = 'CLOSED' then created_at + interval '25 days' end
from (
    select distinct list_id, batch_id, task_id, unit_id, reporter, supervisor, found, min(reported_at) over (partition by list_id) as created_at,
        case
            when found or key like 'district 15 %' then 'DRAFT'
            when key like 'district 14 %' then 'SUBMITTED'
            when key like 'district 13 %' then 'RETURNED'
            when batch = 1 then 'CLOSED'
            else 'APPROVED'
        end as status
    from life
) as l;

insert into problem (id, campaign_id, batch_id, carried_from, task_id, list_id, unit_id, county_id, province_id, title, bigrams, manifestation, category, fields,
    severity, source, labels, finding, responsible_id, responsible_person, responsible_office, first_deadline, deadline, status,
    status_before, escalated_to_id, escalated_from_id, escalated_at, escalation_ground, escalation_reason, root_id, holder_id, claimed_at,
    dismissed_as, reported_at, reported_by, confirmed_at, resolved_at, resolved_by, closed_at, resolved_deadline, changed_at)
select id, pg_temp.id('campaign'), batch_id, case when batch_id <> first_batch_id then array[first_batch_id] else '{}' end, task_id, list_id, unit_id,
    county_of(path), province_of(path), title, name_bigrams(title), shows,
    category, cast(fields as jsonb), severity, case when found then 'SUPERIOR' else 'SELF_CHECK' end, '{}', found, responsible_id,
    case when responsible_id is not null then '王某' end, case when responsible_id is not null then '主要负责人' end,
    pg_temp.day(due), coalesce(pg_temp.day(due), 'infinity'), status,
    case when status in ('CLAIMED', 'ESCALATED') then case when responsible_id is null then 'CONFIRMED' else 'PLANNED' end end,
    case when status = 'ESCALATED' then pg_temp.unit('120000000000') end, case when status = 'ESCALATED' then unit_id end,
    case when status = 'ESCALATED' then escalated_at end, case when status = 'ESCALATED' then 'BEYOND_OWN_MEANS' end,
    case when status = 'ESCALATED' then '水源和管网均由市级管理' end, root_id, holder_id, claimed_at,
    case when status = 'DISMISSED' then 'NOT_A_PROBLEM' end, reported_at, reporter, confirmed_at,
    resolved_at, case when resolved_at is not null then worker end, closed_at,
    case when resolved_at is not null then pg_temp.day(due) end,
    coalesce(closed_at, resolved_at, claimed_at, escalated_at, started_at, planned_at, confirmed_at, reported_at)
from life;

insert into problem_joint (problem_id, unit_id) select id, unnest(joint) from life;
insert into problem_carried (problem_id, from_batch_id, to_batch_id, carried_at)
values (pg_temp.id('problem carried'), pg_temp.id('batch 1'), pg_temp.id('batch 2'), pg_temp.ago(60));

-- Measures: the first of two is done while work goes on; of the root each tier has its own
create temporary table step on commit drop as
select pg_temp.id('measure ' || l.key || ' ' || m.n) as id, l.id as problem_id, l.key, u.id as unit_id, u.path, m.title,
    pg_temp.day(l.due) as deadline, l.planned_at, pg_temp.who('REPORTER', u.path) as worker,
    case when l.resolved_at is not null or (l.status = 'IN_PROGRESS' and m.early) then l.started_at + (1 + m.n) * interval '1 day' end as done_at
from life l
join (values
    (1, null, '查明原因，制定方案', true, false), (2, null, '落实整改，建立长效机制', false, false),
    (1, 'DEMO-B01', '改造排水主管网', false, true), (2, '120117000000', '落实配套资金', true, true),
    (3, '120117114000', '协调施工用地', true, true), (4, 'DEMO-V01', '清理村内支沟', false, true)
) as m (n, unit, title, early, of_root) on m.of_root = (l.key = 'root')
join unit u on u.id = case when m.unit is null then l.responsible_id else pg_temp.unit(m.unit) end
where l.responsible_id is not null;

insert into problem_measure (id, problem_id, unit_id, title, deadline, state, done_at, created_at)
select id, problem_id, unit_id, title, deadline, case when done_at is null then 'OPEN' else 'DONE' end, done_at, planned_at from step;
insert into problem_report (id, problem_id, measure_id, unit_id, text, reported_at, reported_by)
select pg_temp.id('report ' || id), problem_id, id, unit_id, '已完成', done_at, worker from step where done_at is not null
union all
select pg_temp.id('report ' || id), id, null, responsible_id, '整改完成', resolved_at, worker from life where resolved_at is not null;
insert into problem_evidence (id, problem_id, report_id, unit_id, type, day, reference)
select pg_temp.id('evidence ' || id), id, pg_temp.id('report ' || id), responsible_id, 'PHOTO',
    cast(resolved_at at time zone 'Asia/Shanghai' as date), '现场照片 3 张'
from life where resolved_at is not null;

-- What the log tells of all this
insert into said (at, entity, id, type, paths, before, after, actor)
select s.at, 'problemList', l.id, s.type, array[u.path], s.before, s.after, s.actor
from problem_list l join unit u on u.id = l.unit_id
cross join lateral (values
    (l.created_at, 'problem-list.created', cast(null as jsonb), jsonb_build_object('status', 'DRAFT', 'batch',
        case when l.created_at < pg_temp.ago(60) then pg_temp.id('batch 1') else l.batch_id end, 'task', l.task_id,
        'unit', l.unit_id, 'aims', l.aims, 'steps', l.steps, 'leadPerson', l.lead_person, 'statement', null, 'returnedFor', null), l.created_by),
    (l.submitted_at, 'problem-list.submitted', '{"status": "DRAFT"}', '{"status": "SUBMITTED"}', l.submitted_by),
    (case when l.status = 'RETURNED' then l.submitted_at + interval '1 day' end, 'problem-list.returned',
        '{"status": "SUBMITTED", "returnedFor": null}', jsonb_build_object('status', 'RETURNED', 'returnedFor', l.returned_for),
        pg_temp.who('SUPERVISOR', u.path)),
    (l.approved_at, 'problem-list.approved', '{"status": "SUBMITTED"}', '{"status": "APPROVED"}', l.approved_by),
    (l.closed_at, 'problem-list.closed', '{"status": "APPROVED"}', '{"status": "CLOSED"}', l.approved_by)
) as s (at, type, before, after, actor)
where l.campaign_id = pg_temp.id('campaign') and s.at is not null;

insert into said (at, entity, id, type, paths, before, after, actor)
select s.at, 'problem', l.id, s.type,
    array_remove(array[l.path, case when s.at >= l.planned_at then l.responsible_path end], null)
        || array(select path from unit where id = any(l.joint) and s.at >= l.planned_at),
    s.before, s.after, s.actor
from life l
cross join lateral (values
    (l.reported_at, case when l.found then 'problem.found' else 'problem.reported' end, cast(null as jsonb), jsonb_build_object(
        'status', case when l.found then 'CONFIRMED' else 'REPORTED' end, 'batch', l.first_batch_id, 'task', l.task_id, 'list', l.list_id,
        'unit', l.unit_id, 'title', l.title, 'description', null, 'manifestation', l.shows, 'category', l.category,
        'fields', cast(l.fields as jsonb), 'severity', l.severity, 'source', case when l.found then 'SUPERIOR' else 'SELF_CHECK' end,
        'labels', array[]::text[], 'initiatingOffice', null, 'responsibleUnit', null, 'responsiblePerson', null, 'responsibleOffice', null,
        'jointUnits', array[]::uuid[], 'firstDeadline', null, 'deadline', null)
        || jsonb_build_object('escalatedTo', null, 'root', null, 'holder', null, 'dismissedAs', null, 'duplicateOf', null,
        'extensionTo', null, 'recurrenceOf', null), l.reporter),
    (case when not l.found then l.confirmed_at end, 'problem.confirmed', '{"status": "REPORTED"}', '{"status": "CONFIRMED"}', l.supervisor),
    (l.planned_at, 'problem.planned',
        '{"status": "CONFIRMED", "responsibleUnit": null, "responsiblePerson": null, "responsibleOffice": null, "jointUnits": [], "firstDeadline": null, "deadline": null}',
        jsonb_build_object('status', 'PLANNED', 'responsibleUnit', l.responsible_id, 'responsiblePerson', '王某', 'responsibleOffice',
            '主要负责人', 'jointUnits', l.joint, 'firstDeadline', pg_temp.day(l.due), 'deadline', pg_temp.day(l.due)), pg_temp.who('REPORTER', l.path)),
    (l.started_at, 'problem.started', '{"status": "PLANNED"}', '{"status": "IN_PROGRESS"}', l.worker),
    (case when l.key = 'carried' then pg_temp.ago(60) end, 'problem.carried-over', jsonb_build_object('batch', l.first_batch_id),
        jsonb_build_object('batch', l.batch_id), pg_temp.account('tianjin')),
    (l.escalated_at, 'problem.escalated', '{"status": "CONFIRMED", "escalatedTo": null}', jsonb_build_object('status', 'ESCALATED', 'escalatedTo',
        pg_temp.unit('120000000000'), 'ground', 'BEYOND_OWN_MEANS', 'reason', '水源和管网均由市级管理'), l.reporter),
    (l.claimed_at, 'problem.claimed', jsonb_build_object('status', case when l.asked then 'ESCALATED' when l.planned_at is null then 'CONFIRMED'
        else 'PLANNED' end, 'root', null, 'holder', null, 'escalatedTo', case when l.asked then pg_temp.unit('120000000000') end),
        jsonb_build_object('status', 'CLAIMED', 'root', l.root_id, 'holder', l.holder_id, 'escalatedTo', null, 'asked', l.asked),
        pg_temp.account(case l.root when 'root' then 'tianjin' else 'heping' end)),
    (l.resolved_at, 'problem.resolved', '{"status": "IN_PROGRESS"}', '{"status": "RESOLVED", "text": "整改完成"}', l.worker),
    (case when l.status = 'CLOSED' then l.closed_at end, 'problem.closed', '{"status": "RESOLVED"}', '{"status": "CLOSED"}', l.supervisor),
    (case when l.status = 'DISMISSED' then l.closed_at end, 'problem.dismissed', '{"status": "CONFIRMED", "dismissedAs": null}',
        '{"status": "DISMISSED", "dismissedAs": "NOT_A_PROBLEM", "text": "经核实不属实"}', l.supervisor)
) as s (at, type, before, after, actor)
where s.at is not null
union all
select s.done_at, 'problem', s.problem_id, 'problem.progressed', array[s.path], '{}',
    jsonb_build_object('text', '已完成', 'reportingUnit', s.unit_id, 'measure', s.id, 'measureState', 'DONE'), s.worker
from step s where s.done_at is not null;

insert into change (at, entity, entity_id, type, paths, before, after, actor_id)
select at, entity, id, type, paths, before, after, actor from said order by at, n;
update problem p set version = c.changes
from (select entity_id, count(*) as changes from change group by entity_id) as c where c.entity_id = p.id;
update problem_list p set version = c.changes
from (select entity_id, count(*) as changes from change group by entity_id) as c where c.entity_id = p.id;

-- The units were there before, or nothing could be counted for days that are past
update unit set valid_from = pg_temp.ago(400);
-- The books follow from the log
select ledger_rebuild();
