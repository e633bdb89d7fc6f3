-- Of what something owed is counted in the books: of its subject, but what all leaders plan to visit is counted together, by campaign.
-- There are as many contacts as leaders, and each would take lines of its own in the sums of all units above.
create function owed_subject(kind text, slot date, subject uuid, campaign uuid) returns uuid
    language sql immutable parallel safe
    return case when kind = 'VISIT' and slot is not null then campaign else subject end;

-- As before, but for the subject.
create or replace function post_obligations() returns trigger
    language plpgsql
    set plan_cache_mode = force_generic_plan as $$
begin
    if tg_op = 'INSERT' then
        insert into ledger_posting (unit_id, day, cell, campaign_id, batch_id, subject_id, expected, done, on_time, expected_amount,
            done_amount)
        select unit_id, greatest(cast(changed_at at time zone time_zone as date), owed_from),
            ledger_cell(campaign_id, batch_id, null, null, subject), campaign_id, batch_id, subject, 1,
            case when state = 'DONE' then 1 end, case when state = 'DONE' and done_on <= due_on then 1 end,
            nullif(amount, 0), case when state = 'DONE' then nullif(coalesce(done_amount, amount), 0) end
        from is_now
        join (select id as in_campaign, time_zone from campaign) c on c.in_campaign = campaign_id
        cross join lateral (select owed_subject(kind, slot, subject_id, campaign_id) as subject) s
        where released_at is null;
    else
        insert into ledger_posting (unit_id, day, cell, campaign_id, batch_id, subject_id, expected, done, on_time, expected_amount,
            done_amount)
        select unit_id, day, ledger_cell(campaign_id, batch_id, null, null, subject_id), campaign_id, batch_id, subject_id,
            nullif(expected, 0), nullif(done, 0), nullif(on_time, 0), nullif(expected_amount, 0), nullif(done_amount, 0)
        from (
            select r.unit_id, r.campaign_id, r.batch_id, owed_subject(r.kind, r.slot, r.subject_id, r.campaign_id) as subject_id,
                greatest(cast(r.at at time zone c.time_zone as date), r.owed_from) as day,
                sum(r.sign) as expected,
                sum(r.sign) filter (where r.state = 'DONE') as done,
                sum(r.sign) filter (where r.state = 'DONE' and r.done_on <= r.due_on) as on_time,
                sum(r.sign * r.amount) as expected_amount,
                sum(r.sign * coalesce(r.done_amount, r.amount)) filter (where r.state = 'DONE') as done_amount
            from (
                select v.*, first_value(changed_at) over (partition by id order by sign desc) as at
                from (select 1 as sign, * from is_now union all select -1, * from was) v
            ) r
            join campaign c on c.id = r.campaign_id
            where r.released_at is null
            group by 1, 2, 3, 4, 5
        ) moved
        where (expected, coalesce(done, 0), coalesce(on_time, 0), coalesce(expected_amount, 0), coalesce(done_amount, 0))
            <> (0, 0, 0, 0, 0);
    end if;
    return null;
end
$$;

-- As before, but for the subject.
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
            cast(null as text) as category, owed_subject(o.kind, o.slot, o.subject_id, o.campaign_id) as subject_id,
            0 as overdue, 1 as expected, case o.state when 'DONE' then 1 else 0 end as done,
            case when o.state = 'DONE' and o.done_on <= o.due_on then 1 else 0 end as on_time, coalesce(o.amount, 0) as expected_amount,
            case o.state when 'DONE' then coalesce(o.done_amount, o.amount, 0) else 0 end as done_amount
        from obligation o join zone z on z.id = o.campaign_id
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

-- What was counted by contact is counted by campaign from today on.
insert into ledger_posting (unit_id, day, cell, campaign_id, batch_id, subject_id, expected, done, on_time)
select o.unit_id, d.day, ledger_cell(o.campaign_id, null, null, null, m.subject), o.campaign_id, null, m.subject, sum(m.sign),
    nullif(sum(m.sign) filter (where o.state = 'DONE'), 0), nullif(sum(m.sign) filter (where o.state = 'DONE' and o.done_on <= o.due_on), 0)
from obligation o
join campaign z on z.id = o.campaign_id
cross join lateral (select greatest(o.owed_from, cast(now() at time zone z.time_zone as date)) as day) d
cross join lateral (values (1, o.campaign_id), (-1, o.subject_id)) as m (sign, subject)
where o.kind = 'VISIT' and o.slot is not null and o.released_at is null
group by o.unit_id, d.day, o.campaign_id, m.subject;
