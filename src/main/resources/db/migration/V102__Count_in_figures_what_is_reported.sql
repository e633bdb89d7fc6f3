-- What a milestone is counted in beside units, a figure of theirs: how many units have reported one, and how much of it was done on time,
-- counts under a subject of its own. Nobody has done more than there is.
create function reported_subject(subject uuid) returns uuid
    language sql immutable parallel safe
    return cast(md5(concat(subject, '|reported')) as uuid);

-- What counts for something owed. Of all: whether it is done, and on time, and of the unit's figure how much there is and is done. Of a
-- milestone whose unit has reported the figure: that it has, and how much was done on time.
create function owed_counts(
    kind text, slot date, subject uuid, campaign uuid, state text, done_on date, due_on date, figure bigint, reached bigint,
    out counted uuid, out expected int, out done int, out on_time int, out expected_amount bigint, out done_amount bigint)
    returns setof record
    language sql immutable parallel safe rows 1
    begin atomic
        select owed_subject(kind, slot, subject, campaign), 1, case when state = 'DONE' then 1 end,
            case when state = 'DONE' and done_on <= due_on then 1 end, figure,
            case when state = 'DONE' and figure is not null then least(reached, figure) end
        union all
        select reported_subject(subject), 1, null, null, cast(null as bigint),
            case when state = 'DONE' and done_on <= due_on then least(reached, figure) end
        where kind = 'MILESTONE' and figure is not null;
    end;

-- As before, but for what is owed.
create or replace function post_obligations() returns trigger
    language plpgsql
    set plan_cache_mode = force_generic_plan as $$
begin
    if tg_op = 'INSERT' then
        insert into ledger_posting (unit_id, day, cell, campaign_id, batch_id, subject_id, expected, done, on_time, expected_amount,
            done_amount)
        select n.unit_id, greatest(cast(n.changed_at at time zone z.time_zone as date), n.owed_from),
            ledger_cell(n.campaign_id, n.batch_id, null, null, c.counted), n.campaign_id, n.batch_id, c.counted, c.expected, c.done,
            c.on_time, nullif(c.expected_amount, 0), nullif(c.done_amount, 0)
        from is_now n
        join campaign z on z.id = n.campaign_id
        cross join lateral owed_counts(n.kind, n.slot, n.subject_id, n.campaign_id, n.state, n.done_on, n.due_on, n.amount,
            n.done_amount) c
        where n.released_at is null;
    else
        insert into ledger_posting (unit_id, day, cell, campaign_id, batch_id, subject_id, expected, done, on_time, expected_amount,
            done_amount)
        select unit_id, day, ledger_cell(campaign_id, batch_id, null, null, counted), campaign_id, batch_id, counted,
            nullif(expected, 0), nullif(done, 0), nullif(on_time, 0), nullif(expected_amount, 0), nullif(done_amount, 0)
        from (
            select r.unit_id, r.campaign_id, r.batch_id, c.counted,
                greatest(cast(r.at at time zone z.time_zone as date), r.owed_from) as day,
                coalesce(sum(r.sign * c.expected), 0) as expected, coalesce(sum(r.sign * c.done), 0) as done,
                coalesce(sum(r.sign * c.on_time), 0) as on_time, coalesce(sum(r.sign * c.expected_amount), 0) as expected_amount,
                coalesce(sum(r.sign * c.done_amount), 0) as done_amount
            from (
                select v.*, first_value(changed_at) over (partition by id order by sign desc) as at
                from (select 1 as sign, * from is_now union all select -1, * from was) v
            ) r
            join campaign z on z.id = r.campaign_id
            cross join lateral owed_counts(r.kind, r.slot, r.subject_id, r.campaign_id, r.state, r.done_on, r.due_on, r.amount,
                r.done_amount) c
            where r.released_at is null
            group by 1, 2, 3, 4, 5
        ) moved
        where (expected, done, on_time, expected_amount, done_amount) <> (0, 0, 0, 0, 0);
    end if;
    return null;
end
$$;

-- As before, but for what is owed.
create or replace function ledger_set_right(at timestamptz) returns void
    language plpgsql as $$
begin
    perform ledger_lock();
    insert into ledger_posting (unit_id, day, cell, campaign_id, batch_id, task_id, category, subject_id, overdue, expected, done,
        on_time, expected_amount, done_amount)
    with zone as materialized (
        select id, time_zone, cast(at at time zone time_zone as date) as today from campaign
    ), told as (
        select o.unit_id, greatest(o.owed_from, z.today) as day, o.campaign_id, o.batch_id, cast(null as uuid) as task_id,
            cast(null as text) as category, c.counted as subject_id, 0 as overdue, coalesce(c.expected, 0) as expected,
            coalesce(c.done, 0) as done, coalesce(c.on_time, 0) as on_time, coalesce(c.expected_amount, 0) as expected_amount,
            coalesce(c.done_amount, 0) as done_amount
        from obligation o
        join zone z on z.id = o.campaign_id
        cross join lateral owed_counts(o.kind, o.slot, o.subject_id, o.campaign_id, o.state, o.done_on, o.due_on, o.amount,
            o.done_amount) c
        where o.released_at is null
        union all
        select t.unit_id, c.day, t.campaign_id, t.batch_id, t.task_id, t.category, c.subject, coalesce(c.overdue, 0),
            coalesce(c.expected, 0), coalesce(c.reached, 0), 0, coalesce(c.expected_amount, 0), coalesce(c.done_amount, 0)
        from task_target t
        join zone z on z.id = t.campaign_id
        cross join lateral target_counts(t.campaign_id, t.measure, t.unit_of_measure, t.number, t.due_on, t.done, z.today) c
        union all
        select e.unit_id, greatest(e.day, z.today), c.campaign_id, c.batch_id, c.task_id, c.category, c.subject_id,
            -coalesce(e.overdue, 0), -coalesce(e.expected, 0), -coalesce(e.done, 0), -coalesce(e.on_time, 0),
            -coalesce(e.expected_amount, 0), -coalesce(e.done_amount, 0)
        from ledger_entry e
        join ledger_cell c on c.cell = e.cell and c.subject_id is not null
        join zone z on z.id = c.campaign_id
        union all
        select p.unit_id, greatest(p.day, z.today), p.campaign_id, p.batch_id, p.task_id, p.category, p.subject_id,
            -coalesce(p.overdue, 0), -coalesce(p.expected, 0), -coalesce(p.done, 0), -coalesce(p.on_time, 0),
            -coalesce(p.expected_amount, 0), -coalesce(p.done_amount, 0)
        from ledger_posting p join zone z on z.id = p.campaign_id
        where p.subject_id is not null
    )
    select unit_id, day, ledger_cell(campaign_id, batch_id, task_id, category, subject_id), campaign_id, batch_id, task_id, category,
        subject_id, nullif(sum(overdue), 0), nullif(sum(expected), 0), nullif(sum(done), 0), nullif(sum(on_time), 0),
        nullif(sum(expected_amount), 0), nullif(sum(done_amount), 0)
    from told
    group by unit_id, day, campaign_id, batch_id, task_id, category, subject_id
    having (sum(overdue), sum(expected), sum(done), sum(on_time), sum(expected_amount), sum(done_amount)) <> (0, 0, 0, 0, 0, 0);
end
$$;

-- What is there is counted so from today on.
insert into ledger_posting (unit_id, day, cell, campaign_id, batch_id, subject_id, expected, done_amount)
select o.unit_id, greatest(o.owed_from, cast(now() at time zone z.time_zone as date)),
    ledger_cell(o.campaign_id, o.batch_id, null, null, c.subject), o.campaign_id, o.batch_id, c.subject, c.expected, c.done_amount
from obligation o
join campaign z on z.id = o.campaign_id
cross join lateral owed_counts(o.kind, o.slot, o.subject_id, o.campaign_id, o.state, o.done_on, o.due_on, o.amount, o.done_amount) n
cross join lateral (
    select n.counted, n.expected, nullif(n.done_amount, 0) where n.counted <> o.subject_id
    union all
    select n.counted, null, nullif(coalesce(n.done_amount, 0) - coalesce(o.done_amount, o.amount, 0), 0)
    where n.counted = o.subject_id and o.state = 'DONE'
) as c (subject, expected, done_amount)
where o.kind = 'MILESTONE' and o.released_at is null and (c.expected, c.done_amount) is distinct from (null, null);
