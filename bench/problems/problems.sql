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
