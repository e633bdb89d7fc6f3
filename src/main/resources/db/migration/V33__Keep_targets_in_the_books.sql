-- When a target was changed last, by the clock of the service: the day on which its counts move.
alter table task_target add column changed_at timestamptz;
update task_target t
set changed_at = greatest(created_at, (select max(reported_at) from target_progress p where p.target_id = t.id));
alter table task_target alter column changed_at set not null;

-- What targets of a campaign count, each in a unit of measure of its own, and under which subjects the books hold them: all of them,
-- and those of which anything was reported.
create table target_measure (
    id               uuid primary key,
    reported_id      uuid not null,
    campaign_id      uuid not null,
    measure          text not null collate "C",
    unit_of_measure  text not null collate "C",
    constraint target_measure_once unique (campaign_id, measure, unit_of_measure),
    constraint target_measure_campaign foreign key (campaign_id) references campaign (id)
);
create function target_subject(campaign uuid, measure text, unit_of_measure text, reported boolean) returns uuid
    language sql immutable parallel safe
    return cast(md5(concat(campaign, '|', measure, '|', unit_of_measure, '|', reported)) as uuid);

-- Tasks and categories of targets are kept apart as those of problems are; what units owe has none.
create or replace function ledger_values(
    subject uuid, task uuid, category text, kind text, sector text, tier text, took int,
    out dimension text, out value text) returns setof record
    language sql immutable parallel safe rows 6
    begin atomic
        select d, v
        from (values ('N', null, true), ('T', cast(task as text), subject is null or task is not null),
            ('C', category, subject is null or task is not null), ('K', kind, true), ('S', sector, true),
            ('R', tier, subject is not null), ('D', cast(took as text), took is not null)) as every (d, v, counts)
        where counts;
    end;

-- What a target counts for, from which day on. Of all: how many, how many are reached and overdue, what shall be done and what is.
-- Of those reported: how many, what they shall do, and what they did of it: what one exceeds makes up for no other.
create function target_counts(
    campaign uuid, measure text, unit_of_measure text, number bigint, due_on date, done bigint, changed date,
    out subject uuid, out day date, out expected int, out reached int, out overdue int, out expected_amount bigint,
    out done_amount bigint) returns setof record
    language sql immutable parallel safe rows 3
    begin atomic
        select target_subject(campaign, measure, unit_of_measure, false), changed, 1, case when done >= number then 1 end,
            cast(null as int), number, done
        union all
        select target_subject(campaign, measure, unit_of_measure, true), changed, 1, null, null, number, least(done, number)
        where done is not null
        union all
        select target_subject(campaign, measure, unit_of_measure, false), greatest(changed, due_on + 1), null, null, 1, null, null
        where due_on is not null and (done is null or done < number);
    end;

create function post_targets() returns trigger
    language plpgsql
    set plan_cache_mode = force_generic_plan as $$
begin
    insert into target_measure (id, reported_id, campaign_id, measure, unit_of_measure)
    select distinct target_subject(campaign_id, measure, unit_of_measure, false),
        target_subject(campaign_id, measure, unit_of_measure, true), campaign_id, measure, unit_of_measure
    from is_now n
    where not exists (
        select from target_measure m
        where m.campaign_id = n.campaign_id and m.measure = n.measure and m.unit_of_measure = n.unit_of_measure)
    on conflict do nothing;
    if tg_op = 'INSERT' then
        insert into ledger_posting (unit_id, day, cell, campaign_id, batch_id, task_id, category, subject_id, overdue, expected, done,
            expected_amount, done_amount)
        select n.unit_id, c.day, ledger_cell(n.campaign_id, n.batch_id, n.task_id, n.category, c.subject), n.campaign_id, n.batch_id,
            n.task_id, n.category, c.subject, c.overdue, c.expected, c.reached, nullif(c.expected_amount, 0), nullif(c.done_amount, 0)
        from is_now n
        join campaign z on z.id = n.campaign_id
        cross join lateral target_counts(n.campaign_id, n.measure, n.unit_of_measure, n.number, n.due_on, n.done,
            cast(n.changed_at at time zone z.time_zone as date)) c;
    else
        insert into ledger_posting (unit_id, day, cell, campaign_id, batch_id, task_id, category, subject_id, overdue, expected, done,
            expected_amount, done_amount)
        select unit_id, day, ledger_cell(campaign_id, batch_id, task_id, category, subject), campaign_id, batch_id, task_id, category,
            subject, nullif(overdue, 0), nullif(expected, 0), nullif(reached, 0), nullif(expected_amount, 0), nullif(done_amount, 0)
        from (
            select r.unit_id, r.campaign_id, r.batch_id, r.task_id, r.category, c.subject, c.day,
                coalesce(sum(r.sign * c.overdue), 0) as overdue, coalesce(sum(r.sign * c.expected), 0) as expected,
                coalesce(sum(r.sign * c.reached), 0) as reached, coalesce(sum(r.sign * c.expected_amount), 0) as expected_amount,
                coalesce(sum(r.sign * c.done_amount), 0) as done_amount
            from (
                select 1 as sign, n.changed_at as at, n.* from is_now n
                union all
                select -1, n.changed_at, w.* from was w join is_now n on n.id = w.id
            ) r
            join campaign z on z.id = r.campaign_id
            cross join lateral target_counts(r.campaign_id, r.measure, r.unit_of_measure, r.number, r.due_on, r.done,
                cast(r.at at time zone z.time_zone as date)) c
            group by 1, 2, 3, 4, 5, 6, 7
        ) moved
        where (overdue, expected, reached, expected_amount, done_amount) <> (0, 0, 0, 0, 0);
    end if;
    return null;
end
$$;
create trigger target_inserted_is_posted after insert on task_target
    referencing new table as is_now for each statement execute function post_targets();
create trigger target_updated_is_posted after update on task_target
    referencing old table as was new table as is_now for each statement execute function post_targets();

-- The targets that are there: as they were set, and from each report on with what was the latest day then.
insert into target_measure (id, reported_id, campaign_id, measure, unit_of_measure)
select distinct target_subject(campaign_id, measure, unit_of_measure, false),
    target_subject(campaign_id, measure, unit_of_measure, true), campaign_id, measure, unit_of_measure
from task_target;
with version as (
    select t.id, v.at, v.done, lead(v.at) over (partition by t.id order by v.at, v.day) as until
    from task_target t
    cross join lateral (
        select t.created_at as at, cast(null as date) as day, cast(null as bigint) as done
        union all
        select p.reported_at, p.day, (
            select l.value from target_progress l
            where l.target_id = t.id and (l.reported_at, l.day) <= (p.reported_at, p.day) order by l.day desc limit 1)
        from target_progress p where p.target_id = t.id
    ) v
)
insert into ledger_posting (unit_id, day, cell, campaign_id, batch_id, task_id, category, subject_id, overdue, expected, done,
    expected_amount, done_amount)
select t.unit_id, c.day, ledger_cell(t.campaign_id, t.batch_id, t.task_id, t.category, c.subject), t.campaign_id, t.batch_id,
    t.task_id, t.category, c.subject, nullif(sum(m.sign * c.overdue), 0), nullif(sum(m.sign * c.expected), 0),
    nullif(sum(m.sign * c.reached), 0), nullif(sum(m.sign * c.expected_amount), 0), nullif(sum(m.sign * c.done_amount), 0)
from version v
join task_target t on t.id = v.id
join campaign z on z.id = t.campaign_id
cross join lateral (values (1, v.at), (-1, v.until)) as m (sign, at)
cross join lateral target_counts(t.campaign_id, t.measure, t.unit_of_measure, t.number, t.due_on, v.done,
    cast(m.at at time zone z.time_zone as date)) c
where m.at is not null
group by t.unit_id, c.day, t.campaign_id, t.batch_id, t.task_id, t.category, c.subject;

-- What units owe and their targets, set right from the rows as they are: where the books of a unit say something else, the
-- difference is posted on the day of that, or on the day to come that it is about. Earlier days stay as they were booked, for these rows
-- do not keep what they were. Whoever calls it holds the locks of all campaigns.
create function ledger_set_right(at timestamptz) returns void
    language plpgsql as $$
begin
    perform ledger_lock();
    insert into ledger_posting (unit_id, day, cell, campaign_id, batch_id, task_id, category, subject_id, overdue, expected, done,
        on_time, expected_amount, done_amount)
    with zone as materialized (
        select id, time_zone, cast(at at time zone time_zone as date) as today from campaign
    ), told as (
        select o.unit_id, greatest(o.owed_from, z.today) as day, o.campaign_id, o.batch_id, cast(null as uuid) as task_id,
            cast(null as text) as category, o.subject_id, 0 as overdue, 1 as expected, case o.state when 'DONE' then 1 else 0 end as done,
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
