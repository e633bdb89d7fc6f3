-- One update for all problems that come to the same county, however many units they are of: each statement that updates problems
-- posts what it has changed, which costs more than the rows. The rows are found unit by unit, by the index: joined to them, the planner
-- would read all problems.
create or replace function keep_places_of_problems() returns trigger
    language plpgsql as $$
declare
    place record;
begin
    for place in
        with moved as materialized (
            select distinct below.id, below.path
            from is_now n
            join was w on w.id = n.id and (w.path, w.tier, w.kind) is distinct from (n.path, n.tier, n.kind)
            cross join lateral (
                select id, path from unit where path >= n.path and path < left(n.path, -1) || '0' offset 0) below
        ), working as materialized (
            select m.id, county_of(m.path) as county, province_of(m.path) as province
            from moved m
            cross join lateral (select from problem where unit_id = m.id limit 1) found
        )
        select w.county, w.province, array_agg(p.id) as problems
        from working w
        cross join lateral (
            select id from problem
            where unit_id = w.id and (county_id, province_id) is distinct from (w.county, w.province) offset 0) p
        group by 1, 2
    loop
        update problem set county_id = place.county, province_id = place.province where id = any(place.problems);
    end loop;
    return null;
end
$$;

-- Adds what a unit's subtree has to the sums of units, none of it before a moment; days only to those that have them or get them.
-- What moves counts from the day of the move on, whatever day it was posted for: of a unit with sums these years and the days to come
-- are read, not all that was ever posted below it. Lines come together before they are laid out by span and unit.
create or replace function ledger_add(to_units uuid[], to_spans text[], sign int, of_unit uuid, not_before timestamptz) returns void
    language plpgsql as $$
declare
    moves boolean := not_before > '-infinity' and exists (select from ledger_unit where unit_id = of_unit and summed);
    by_day boolean := not moves and exists (select from ledger_unit where unit_id = of_unit and daily);
begin
    with lines as materialized (
        select s.dimension, k.campaign_id, k.batch_id, k.subject_id, k.value,
            case when by_day then s.start else '-infinity' end as day,
            s.reported, s.confirmed, s.planned, s.in_progress, s.escalated, s.claimed, s.resolved, s.closed, s.dismissed,
            s.duplicates, s.unplanned, s.overdue, s.overdue_first, s.resolved_on_time, s.resolved_on_time_first, s.closed_on_time,
            s.closed_on_time_first, s.days_to_close, s.carried_in, s.carried_out, s.linked, s.expected, s.done, s.on_time,
            s.expected_amount, s.done_amount
        from ledger_sum s join ledger_key k on k.key = s.key
        where s.unit_id = of_unit and (by_day and s.span = 'D' or moves and s.span = 'Y')
        union all
        select v.dimension, c.campaign_id, c.batch_id, c.subject_id, v.value, l.day,
            l.sign * e.reported, l.sign * e.confirmed, l.sign * e.planned, l.sign * e.in_progress, l.sign * e.escalated, l.sign *
            e.claimed, l.sign * e.resolved, l.sign * e.closed, l.sign * e.dismissed, l.sign * e.duplicates, l.sign * e.unplanned,
            l.sign * e.overdue, l.sign * e.overdue_first, l.sign * e.resolved_on_time, l.sign * e.resolved_on_time_first, l.sign *
            e.closed_on_time, l.sign * e.closed_on_time_first, l.sign * e.days_to_close, l.sign * e.carried_in, l.sign *
            e.carried_out, l.sign * e.linked, l.sign * e.expected, l.sign * e.done, l.sign * e.on_time, l.sign *
            e.expected_amount, l.sign * e.done_amount
        from unit t
        join unit u on u.path >= t.path and u.path < left(t.path, -1) || '0'
        cross join lateral (
            select * from ledger_entry where unit_id = u.id and day >= cast(not_before at time zone 'UTC' as date) offset 0) e
        join ledger_cell c on c.cell = e.cell
        join campaign z on z.id = c.campaign_id
        cross join lateral ledger_values(c.subject_id, c.task_id, c.category, u.kind, u.sector, u.tier, e.took) v
        cross join lateral (values (e.day, 1), (cast('-infinity' as date), -1)) as l (day, sign)
        where t.id = of_unit and moves and e.day > cast(not_before at time zone z.time_zone as date)
        union all
        select * from ledger_lines(case when not moves and not by_day then of_unit end)
    ), added as materialized (
        select l.dimension, l.campaign_id, l.batch_id, l.subject_id, l.value,
            ledger_key(l.dimension, l.campaign_id, l.batch_id, l.subject_id, l.value) as key,
            greatest(l.day, cast(not_before at time zone c.time_zone as date)) as day,
            sum(l.reported) as reported, sum(l.confirmed) as confirmed, sum(l.planned) as planned, sum(l.in_progress) as
            in_progress, sum(l.escalated) as escalated, sum(l.claimed) as claimed, sum(l.resolved) as resolved, sum(l.closed) as
            closed, sum(l.dismissed) as dismissed, sum(l.duplicates) as duplicates, sum(l.unplanned) as unplanned, sum(l.overdue)
            as overdue, sum(l.overdue_first) as overdue_first, sum(l.resolved_on_time) as resolved_on_time,
            sum(l.resolved_on_time_first) as resolved_on_time_first, sum(l.closed_on_time) as closed_on_time,
            sum(l.closed_on_time_first) as closed_on_time_first, sum(l.days_to_close) as days_to_close, sum(l.carried_in) as
            carried_in, sum(l.carried_out) as carried_out, sum(l.linked) as linked, sum(l.expected) as expected, sum(l.done) as
            done, sum(l.on_time) as on_time, sum(l.expected_amount) as expected_amount, sum(l.done_amount) as done_amount
        from lines l join campaign c on c.id = l.campaign_id
        group by 1, 2, 3, 4, 5, 6, 7
    ), keys as (
        insert into ledger_key (key, dimension, campaign_id, batch_id, subject_id, value)
        select distinct key, dimension, campaign_id, batch_id, subject_id, value from added
        on conflict do nothing
    )
    insert into ledger_sum as s (unit_id, dimension, span, start, key,
        reported, confirmed, planned, in_progress, escalated, claimed, resolved, closed, dismissed, duplicates, unplanned,
        overdue, overdue_first, resolved_on_time, resolved_on_time_first, closed_on_time, closed_on_time_first, days_to_close,
        carried_in, carried_out, linked, expected, done, on_time, expected_amount, done_amount)
    select to_unit, a.dimension, span, start, a.key,
        nullif(sign * sum(a.reported), 0), nullif(sign * sum(a.confirmed), 0), nullif(sign * sum(a.planned), 0), nullif(sign *
        sum(a.in_progress), 0), nullif(sign * sum(a.escalated), 0), nullif(sign * sum(a.claimed), 0), nullif(sign *
        sum(a.resolved), 0), nullif(sign * sum(a.closed), 0), nullif(sign * sum(a.dismissed), 0), nullif(sign * sum(a.duplicates),
        0), nullif(sign * sum(a.unplanned), 0), nullif(sign * sum(a.overdue), 0), nullif(sign * sum(a.overdue_first), 0),
        nullif(sign * sum(a.resolved_on_time), 0), nullif(sign * sum(a.resolved_on_time_first), 0), nullif(sign *
        sum(a.closed_on_time), 0), nullif(sign * sum(a.closed_on_time_first), 0), nullif(sign * sum(a.days_to_close), 0),
        nullif(sign * sum(a.carried_in), 0), nullif(sign * sum(a.carried_out), 0), nullif(sign * sum(a.linked), 0), nullif(sign *
        sum(a.expected), 0), nullif(sign * sum(a.done), 0), nullif(sign * sum(a.on_time), 0), nullif(sign *
        sum(a.expected_amount), 0), nullif(sign * sum(a.done_amount), 0)
    from added a
    cross join lateral (
        values ('D', a.day), ('M', cast(date_trunc('month', a.day) as date)), ('Y', cast(date_trunc('year', a.day) as date))
    ) as spans (span, start)
    cross join unnest(to_units) as to_unit
    where span = any(to_spans) and (span <> 'D' or not 'M' = any(to_spans) or to_unit in (select unit_id from ledger_unit where daily))
    group by to_unit, a.dimension, span, start, a.key
    on conflict (unit_id, dimension, span, start, key) do update set
        reported = nullif(coalesce(s.reported, 0) + coalesce(excluded.reported, 0), 0),
        confirmed = nullif(coalesce(s.confirmed, 0) + coalesce(excluded.confirmed, 0), 0),
        planned = nullif(coalesce(s.planned, 0) + coalesce(excluded.planned, 0), 0),
        in_progress = nullif(coalesce(s.in_progress, 0) + coalesce(excluded.in_progress, 0), 0),
        escalated = nullif(coalesce(s.escalated, 0) + coalesce(excluded.escalated, 0), 0),
        claimed = nullif(coalesce(s.claimed, 0) + coalesce(excluded.claimed, 0), 0),
        resolved = nullif(coalesce(s.resolved, 0) + coalesce(excluded.resolved, 0), 0),
        closed = nullif(coalesce(s.closed, 0) + coalesce(excluded.closed, 0), 0),
        dismissed = nullif(coalesce(s.dismissed, 0) + coalesce(excluded.dismissed, 0), 0),
        duplicates = nullif(coalesce(s.duplicates, 0) + coalesce(excluded.duplicates, 0), 0),
        unplanned = nullif(coalesce(s.unplanned, 0) + coalesce(excluded.unplanned, 0), 0),
        overdue = nullif(coalesce(s.overdue, 0) + coalesce(excluded.overdue, 0), 0),
        overdue_first = nullif(coalesce(s.overdue_first, 0) + coalesce(excluded.overdue_first, 0), 0),
        resolved_on_time = nullif(coalesce(s.resolved_on_time, 0) + coalesce(excluded.resolved_on_time, 0), 0),
        resolved_on_time_first = nullif(coalesce(s.resolved_on_time_first, 0) + coalesce(excluded.resolved_on_time_first, 0), 0),
        closed_on_time = nullif(coalesce(s.closed_on_time, 0) + coalesce(excluded.closed_on_time, 0), 0),
        closed_on_time_first = nullif(coalesce(s.closed_on_time_first, 0) + coalesce(excluded.closed_on_time_first, 0), 0),
        days_to_close = nullif(coalesce(s.days_to_close, 0) + coalesce(excluded.days_to_close, 0), 0),
        carried_in = nullif(coalesce(s.carried_in, 0) + coalesce(excluded.carried_in, 0), 0),
        carried_out = nullif(coalesce(s.carried_out, 0) + coalesce(excluded.carried_out, 0), 0),
        linked = nullif(coalesce(s.linked, 0) + coalesce(excluded.linked, 0), 0),
        expected = nullif(coalesce(s.expected, 0) + coalesce(excluded.expected, 0), 0),
        done = nullif(coalesce(s.done, 0) + coalesce(excluded.done, 0), 0),
        on_time = nullif(coalesce(s.on_time, 0) + coalesce(excluded.on_time, 0), 0),
        expected_amount = nullif(coalesce(s.expected_amount, 0) + coalesce(excluded.expected_amount, 0), 0),
        done_amount = nullif(coalesce(s.done_amount, 0) + coalesce(excluded.done_amount, 0), 0);
end
$$;
