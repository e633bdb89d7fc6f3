-- What counts from a day to come on lies apart until that day has come, and reaches entries and sums then: who moves takes along what has
-- come, and nothing is summed up that a closure takes back before its day.
create table ledger_later (like ledger_posting);
create index ledger_later_by_day on ledger_later (campaign_id, day);

-- The planner cannot know how few these are: by the index, whatever it thinks.
create function ledger_come(until date) returns setof ledger_later
    language plpgsql stable rows 10
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
    return query select l.* from campaign c join ledger_later l on l.campaign_id = c.id and l.day <= until;
end
$$;
create function ledger_due(at timestamptz, at_most bigint) returns setof tid
    language plpgsql stable rows 10
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
    return query
        select l.ctid
        from campaign c join ledger_later l on l.campaign_id = c.id and l.day <= cast(at at time zone c.time_zone as date)
        limit at_most;
end
$$;

-- As before, but for what is not due yet. What was in entries and sums for days to come stays there.
create function ledger_fold(summed_from bigint, daily_from bigint, at_most bigint, at timestamptz) returns bigint
    language plpgsql
    set plan_cache_mode = force_generic_plan as $$
declare
    folded bigint;
    large uuid;
begin
    perform ledger_lock();
    with zone as materialized (
        select id, cast(at at time zone time_zone as date) as today from campaign
    ), posted as (
        delete from ledger_posting where ctid = any(array(select ctid from ledger_posting limit at_most)) returning *
    ), set_aside as (
        insert into ledger_later select p.* from posted p join zone z on z.id = p.campaign_id where p.day > z.today
    ), come as (
        delete from ledger_later where ctid = any(array(select ledger_due(at, at_most))) returning *
    ), tail as (
        select p.* from posted p join zone z on z.id = p.campaign_id where p.day <= z.today
        union all
        select * from come
    ), cells as (
        insert into ledger_cell (cell, campaign_id, batch_id, task_id, category, subject_id)
        select distinct cell, campaign_id, batch_id, task_id, category, subject_id from posted
        on conflict do nothing
    ), entries as (
        insert into ledger_entry (unit_id, day, cell, took,
            reported, confirmed, planned, in_progress, escalated, claimed, resolved, closed, dismissed, duplicates,
            unplanned, overdue, overdue_first, resolved_on_time, resolved_on_time_first, closed_on_time,
            closed_on_time_first, days_to_close, carried_in, carried_out, linked, expected, done, on_time,
            expected_amount, done_amount)
        select unit_id, day, cell, took,
            reported, confirmed, planned, in_progress, escalated, claimed, resolved, closed, dismissed, duplicates,
            unplanned, overdue, overdue_first, resolved_on_time, resolved_on_time_first, closed_on_time,
            closed_on_time_first, days_to_close, carried_in, carried_out, linked, expected, done, on_time,
            expected_amount, done_amount
        from tail order by unit_id
    ), above as (
        select t.unit_id, a.id as ancestor, u.kind, u.sector, u.tier
        from (select unit_id from posted union select unit_id from come) t
        join unit u on u.id = t.unit_id
        cross join lateral unnest(path_line(u.path)) as line
        join unit a on a.path = line
    ), units as (
        insert into ledger_unit as u (unit_id, entries, position)
        select a.ancestor, sum(t.entries), sum(t.changes)
        from (
            select unit_id, count(*) as entries, 0 as changes from tail group by 1
            union all
            select unit_id, 0, count(*) from posted group by 1
        ) t
        join above a on a.unit_id = t.unit_id
        group by a.ancestor
        on conflict (unit_id) do update
            set entries = u.entries + excluded.entries, position = u.position + excluded.position
        returning u.unit_id, u.summed, u.daily
    ), lines as (
        select a.ancestor, u.daily, v.dimension, ledger_key(v.dimension, t.campaign_id, t.batch_id, t.subject_id, v.value) as key,
            t.campaign_id, t.batch_id, t.subject_id, v.value, t.day,
            sum(t.reported) as reported, sum(t.confirmed) as confirmed, sum(t.planned) as planned, sum(t.in_progress)
            as in_progress, sum(t.escalated) as escalated, sum(t.claimed) as claimed, sum(t.resolved) as resolved,
            sum(t.closed) as closed, sum(t.dismissed) as dismissed, sum(t.duplicates) as duplicates, sum(t.unplanned)
            as unplanned, sum(t.overdue) as overdue, sum(t.overdue_first) as overdue_first, sum(t.resolved_on_time) as
            resolved_on_time, sum(t.resolved_on_time_first) as resolved_on_time_first, sum(t.closed_on_time) as
            closed_on_time, sum(t.closed_on_time_first) as closed_on_time_first, sum(t.days_to_close) as
            days_to_close, sum(t.carried_in) as carried_in, sum(t.carried_out) as carried_out, sum(t.linked) as
            linked, sum(t.expected) as expected, sum(t.done) as done, sum(t.on_time) as on_time,
            sum(t.expected_amount) as expected_amount, sum(t.done_amount) as done_amount
        from tail t
        join above a on a.unit_id = t.unit_id
        join units u on u.unit_id = a.ancestor and u.summed
        cross join lateral ledger_values(t.subject_id, t.task_id, t.category, a.kind, a.sector, a.tier, t.took) v
        group by a.ancestor, u.daily, v.dimension, t.campaign_id, t.batch_id, t.subject_id, v.value, t.day
    ), keys as (
        insert into ledger_key (key, dimension, campaign_id, batch_id, subject_id, value)
        select distinct key, dimension, campaign_id, batch_id, subject_id, value from lines
        on conflict do nothing
    ), added as (
        insert into ledger_sum as s (unit_id, dimension, span, start, key,
            reported, confirmed, planned, in_progress, escalated, claimed, resolved, closed, dismissed, duplicates,
            unplanned, overdue, overdue_first, resolved_on_time, resolved_on_time_first, closed_on_time,
            closed_on_time_first, days_to_close, carried_in, carried_out, linked, expected, done, on_time,
            expected_amount, done_amount)
        select ancestor, dimension, span, start, key,
            nullif(sum(reported), 0), nullif(sum(confirmed), 0), nullif(sum(planned), 0), nullif(sum(in_progress), 0),
            nullif(sum(escalated), 0), nullif(sum(claimed), 0), nullif(sum(resolved), 0), nullif(sum(closed), 0),
            nullif(sum(dismissed), 0), nullif(sum(duplicates), 0), nullif(sum(unplanned), 0), nullif(sum(overdue), 0),
            nullif(sum(overdue_first), 0), nullif(sum(resolved_on_time), 0), nullif(sum(resolved_on_time_first), 0),
            nullif(sum(closed_on_time), 0), nullif(sum(closed_on_time_first), 0), nullif(sum(days_to_close), 0),
            nullif(sum(carried_in), 0), nullif(sum(carried_out), 0), nullif(sum(linked), 0), nullif(sum(expected), 0),
            nullif(sum(done), 0), nullif(sum(on_time), 0), nullif(sum(expected_amount), 0), nullif(sum(done_amount),
            0)
        from lines
        cross join lateral (
            values ('D', day), ('M', cast(date_trunc('month', day) as date)), ('Y', cast(date_trunc('year', day) as date))
        ) as spans (span, start)
        where span <> 'D' or daily
        group by ancestor, dimension, span, start, key
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
            done_amount = nullif(coalesce(s.done_amount, 0) + coalesce(excluded.done_amount, 0), 0)
    )
    select (select count(*) from posted) + (select count(*) from come) into folded;
    for large in select unit_id from ledger_unit where not summed and entries >= summed_from loop
        perform ledger_add(array[large], '{M,Y}', 1, large, '-infinity');
        update ledger_unit set summed = true where unit_id = large;
    end loop;
    for large in select unit_id from ledger_unit where summed and not daily and entries >= daily_from loop
        perform ledger_add(array[large], '{D}', 1, large, '-infinity');
        update ledger_unit set daily = true where unit_id = large;
    end loop;
    return folded;
end
$$;

-- For replicas of the release before.
create or replace function ledger_fold(summed_from bigint, daily_from bigint, at_most bigint) returns bigint
    language sql
    return ledger_fold(summed_from, daily_from, at_most, now());

-- What was set aside is posted again first, and so found by whoever writes the books anew.
alter function ledger_rebuild() rename to ledger_rebuild_of_postings;
create function ledger_rebuild() returns void
    language plpgsql as $$
begin
    perform ledger_lock();
    with again as (delete from ledger_later returning *) insert into ledger_posting select * from again;
    perform ledger_rebuild_of_postings();
end
$$;
