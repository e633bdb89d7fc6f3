-- What became of findings and of what meetings decided
insert into finding (id, inspection_id, number, title, description, category, fields, severity, status, problem_id, reason, decided_at, decided_by)
select pg_temp.id('finding ' || f.key), f.inspection_id, 1, f.title, f.shows, 'OTHER', '{}', 'MAJOR', f.status,
    case when f.status = 'ACCEPTED' then pg_temp.id('problem ' || f.key) end, f.reason,
    case when f.status <> 'WAITING' then pg_temp.ago(case when f.n <= 6 then -f.first_day - 6 else 8 end) end,
    case when f.status <> 'WAITING' then pg_temp.account('tianjin') end
from found f;
insert into said (at, entity, id, type, paths, before, after, actor)
select f.decided_at, 'finding', f.id, 'finding.' || lower(f.status), array[u.path], '{"status": "WAITING"}', jsonb_build_object('inspection',
    f.inspection_id, 'status', f.status, 'problem', f.problem_id), f.decided_by
from finding f join inspection i on i.id = f.inspection_id join unit u on u.id = i.unit_id
where i.campaign_id = pg_temp.id('campaign') and f.decided_at is not null;

insert into decision (id, meeting_id, number, title, problem_id, due_on, decided_at, decided_by)
select pg_temp.id('decision ' || key), meeting_id, 1, title, pg_temp.id('problem ' || key), due_on, pg_temp.ago(pg_temp.day(0) - decided_on - 0.001),
    pg_temp.account('tianjin')
from to_decide;
insert into said (at, entity, id, type, paths, after, actor)
select d.decided_at, 'decision', d.id, 'decision.made', array[o.path], jsonb_build_object('meeting', d.meeting_id, 'number', d.number, 'problem',
    d.problem_id, 'dueOn', d.due_on), d.decided_by
from decision d join to_decide t on t.meeting_id = d.meeting_id cross join unit o where o.code = '120000000000';

-- The hardest village is taken on, with its list as the one plan
update contact set version = 2, list_id = pg_temp.id('list DEMO-V01 2 11'), deadline = pg_temp.day(60) where id = pg_temp.id('contact village');
insert into said (at, entity, id, type, paths, before, after, actor)
select s.at, 'contact', k.id, s.type, array_remove(array[b.path, u.path], null), cast(s.before as jsonb), jsonb_build_object('campaign', k.campaign_id, 'base', k.base_id,
    'leader', k.leader, 'office', k.office, 'account', null, 'unit', k.unit_id, 'sector', k.sector, 'startsOn', k.starts_on, 'endsOn', null,
    'list', s.list, 'deadline', s.deadline), pg_temp.account(case b.code when '120000000000' then 'tianjin' else 'ninghe' end)
from contact k join unit b on b.id = k.base_id left join unit u on u.id = k.unit_id
cross join lateral (values
    (k.created_at, 'contact.created', null, null, null),
    (case when k.list_id is not null then pg_temp.ago(20) end, 'contact.adopted', '{"list": null, "deadline": null}', k.list_id, k.deadline)
) as s (at, type, before, list, deadline)
where k.campaign_id = pg_temp.id('campaign') and s.at is not null;

-- What was found is made known: at once to the unit, and to others that they look for the same
create temporary table sent on commit drop as
select 'rounds' as key, pg_temp.id('round 6') as round_id, cast(null as uuid) as finding_id, '关于第一批六轮暗访情况的通报' as title,
    '六轮暗访共检查 24 家次，请各单位对照自查，举一反三，按期答复。' as content, 15 as days, 65 as age
union all
select 'finding', pg_temp.id('round 7'), pg_temp.id('finding ' || key), title, shows || '。请即知即改。', 13, 8 from found where n = 7 and title = '问题清单避重就轻'
union all
select 'districts', pg_temp.id('round 7'), null, '关于第二批抽查发现问题的通报', '抽查发现个别区问题清单避重就轻，请各区对照自查。', 12, 6;
insert into bulletin (id, campaign_id, office_id, round_id, finding_id, title, content, answer_due_on, sent_at, sent_by)
select pg_temp.id('bulletin ' || key), pg_temp.id('campaign'), pg_temp.unit('120000000000'), round_id, finding_id, title, content,
    pg_temp.day(days - age), pg_temp.ago(age), pg_temp.account('inspector')
from sent;

create temporary table addressed on commit drop as
select s.key, s.age, s.days, r.id as unit_id, r.path, r.received, r.answered, pg_temp.who('REPORTER', r.path) as by
from sent s join (
    select 'rounds' as key, u.id, u.path, case when row_number() over (order by u.code) <= 21 then 64 else 60 end as received,
        case when row_number() over (order by u.code) <= 20 then 55 else 48 end as answered
    from unit u where u.kind = 'BUREAU'
    union all
    select 'finding', unit_id, path, 8, null from found where n = 7 and title = '问题清单避重就轻'
    union all
    select 'districts', id, path, case when i <= 11 then 5 end, case when i = 1 then 4 end from district
) r on r.key = s.key;
insert into bulletin_recipient (bulletin_id, unit_id, received_at, received_by, answer, answered_at, answered_by)
select pg_temp.id('bulletin ' || key), unit_id, pg_temp.ago(received), case when received is not null then by end,
    case when answered is not null then '已组织自查，发现的问题列入清单。' end, pg_temp.ago(answered), case when answered is not null then by end
from addressed;
insert into said (at, entity, id, type, paths, after, actor)
select pg_temp.ago(s.age), 'bulletin', pg_temp.id('bulletin ' || s.key), 'bulletin.sent', array[o.path] || array(
        select a.path from addressed a where a.key = s.key),
    jsonb_build_object('office', o.id, 'round', s.round_id, 'finding', s.finding_id, 'answerDueOn', pg_temp.day(s.days - s.age)), pg_temp.account('inspector')
from sent s cross join unit o where o.code = '120000000000'
union all
select pg_temp.ago(w.days), 'bulletin', pg_temp.id('bulletin ' || a.key), w.type, array[a.path], jsonb_build_object('unit', a.unit_id), a.by
from addressed a cross join lateral (values (a.received, 'bulletin.received'), (a.answered, 'bulletin.answered')) as w (days, type)
where w.days is not null;
insert into owing (kind, subject, unit_id, owed_from, due_on, at, done_on, done_at)
select w.kind, pg_temp.id('bulletin ' || a.key), a.unit_id, pg_temp.day(-a.age), pg_temp.day(w.days - a.age), pg_temp.ago(a.age), pg_temp.day(-w.done),
    pg_temp.ago(w.done)
from addressed a cross join lateral (values ('BULLETIN', 1, a.received), ('ANSWER', a.days, a.answered)) as w (kind, days, done);

-- In two steps, as it was: owed first, and done later
insert into obligation (kind, subject_id, slot, campaign_id, batch_id, unit_id, owed_from, due_on, changed_at, amount)
select kind, subject, slot, pg_temp.id('campaign'), batch, unit_id, owed_from, due_on, at, case kind when 'ANSWER' then 1 end from owing;
update obligation o set version = 2, state = 'DONE', done_on = w.done_on, changed_at = w.done_at, reported_by = w.by,
    reported_at = case when w.by is not null then w.done_at end
from owing w where w.done_on is not null and o.subject_id = w.subject and o.unit_id = w.unit_id and o.kind = w.kind and o.slot is not distinct from w.slot;
