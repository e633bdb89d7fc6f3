-- The books of the life that each had: what every change of it posted, on the day of the change. What counts from a day to come on lies apart.
insert into ledger_cell (cell, campaign_id, batch_id, task_id, category)
    select distinct ledger_cell(campaign, b.id, task_id, category, null), campaign, b.id, task_id, category
    from drawn d join batch_made b on b.n = d.batch_n or d.found_in = 0 and b.n = 0
    on conflict do nothing;
with line (unit_id, day, cell, took, reported, confirmed, planned, in_progress, escalated, claimed, resolved, closed,
    dismissed, unplanned, overdue, overdue_first, resolved_on_time, resolved_on_time_first, closed_on_time, closed_on_time_first,
    days_to_close, carried_in, carried_out, linked) as (
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
), later as (
    insert into ledger_later (campaign_id, batch_id, task_id, category, unit_id, day, cell, took, reported, confirmed, planned, in_progress, escalated, claimed, resolved, closed,
    dismissed, unplanned, overdue, overdue_first, resolved_on_time, resolved_on_time_first, closed_on_time, closed_on_time_first,
    days_to_close, carried_in, carried_out, linked)
    select c.campaign_id, c.batch_id, c.task_id, c.category, l.* from line l join ledger_cell c on c.cell = l.cell where l.day > current_date
)
insert into ledger_entry (unit_id, day, cell, took, reported, confirmed, planned, in_progress, escalated, claimed, resolved, closed,
    dismissed, unplanned, overdue, overdue_first, resolved_on_time, resolved_on_time_first, closed_on_time, closed_on_time_first,
    days_to_close, carried_in, carried_out, linked)
select * from line where day <= current_date order by unit_id;
