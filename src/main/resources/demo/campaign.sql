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
