-- When a row was changed last, by the clock of the service: the day on which its counts move.
-- And the deadline of the moment at which it was resolved.
alter table problem add column changed_at timestamptz;
alter table problem add column resolved_deadline date;
update problem set changed_at = coalesce(closed_at, resolved_at, claimed_at, escalated_at, confirmed_at, reported_at),
    resolved_deadline = case when resolved_at is not null then nullif(deadline, 'infinity') end;
alter table problem alter column changed_at set not null;

-- What each change adds to the counts of its unit from a day on. Written in the transaction of the change, by unit and not by
-- place; moved to the entries by whoever folds.
create table ledger_posting (
    unit_id      uuid not null,
    day          date not null,
    cell         bigint not null,
    campaign_id  uuid not null,
    batch_id     uuid,
    task_id      uuid,
    category     text collate "C",
    subject_id   uuid,
    took         int,
    reported int, confirmed int, planned int, in_progress int, escalated int, claimed int, resolved int, closed int,
    dismissed int, duplicates int, unplanned int, overdue int, overdue_first int, resolved_on_time int,
    resolved_on_time_first int, closed_on_time int, closed_on_time_first int, days_to_close int, carried_in int,
    carried_out int, linked int, expected int, done int, on_time int, expected_amount bigint, done_amount bigint
)
with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

-- What is counted apart: problems of a batch by task and category, and what units owe by its subject.
create table ledger_cell (
    cell         bigint primary key,
    campaign_id  uuid not null,
    batch_id     uuid,
    task_id      uuid,
    category     text collate "C",
    subject_id   uuid
);
create function ledger_cell(campaign uuid, batch uuid, task uuid, category text, subject uuid) returns bigint
    language sql immutable parallel safe
    return hashtextextended(concat(campaign, '|', batch, '|', task, '|', category, '|', subject), 0);

-- Every posting that was folded: the books. Balances of small subtrees are added up from them.
create table ledger_entry (
    unit_id      uuid not null,
    day          date not null,
    cell         bigint not null,
    took         int,
    reported int, confirmed int, planned int, in_progress int, escalated int, claimed int, resolved int, closed int,
    dismissed int, duplicates int, unplanned int, overdue int, overdue_first int, resolved_on_time int,
    resolved_on_time_first int, closed_on_time int, closed_on_time_first int, days_to_close int, carried_in int,
    carried_out int, linked int, expected int, done int, on_time int, expected_amount bigint, done_amount bigint
);
create index ledger_entry_of_unit on ledger_entry (unit_id, day);

-- How many entries the subtree of a unit has; and how often anything in it was changed. Large subtrees have sums by year and
-- month, the largest by day too: of the others, the days of one month are added up from the entries.
create table ledger_unit (
    unit_id      uuid primary key,
    entries      bigint not null default 0,
    position     bigint not null default 0,
    summed       boolean not null default false,
    daily        boolean not null default false
)
with (fillfactor = 80);
create index ledger_unit_to_sum on ledger_unit (entries) where not summed;
create index ledger_unit_to_sum_daily on ledger_unit (entries) where summed and not daily;

-- One dimension at a time: N none, T task, C category, K kind, S sector, R tier, D days it took to close.
create table ledger_key (
    key          bigint primary key,
    dimension    text not null collate "C",
    campaign_id  uuid not null,
    batch_id     uuid,
    subject_id   uuid,
    value        text collate "C"
);
create function ledger_key(dimension text, campaign uuid, batch uuid, subject uuid, value text) returns bigint
    language sql immutable parallel safe
    return hashtextextended(concat(dimension, '|', campaign, '|', batch, '|', subject, '|', value), 0);
create function ledger_values(
    subject uuid, task uuid, category text, kind text, sector text, tier text, took int,
    out dimension text, out value text) returns setof record
    language sql immutable parallel safe rows 6
    begin atomic
        select d, v
        from (values ('N', null, true), ('T', cast(task as text), subject is null), ('C', category, subject is null),
            ('K', kind, true), ('S', sector, true), ('R', tier, subject is not null),
            ('D', cast(took as text), took is not null)) as every (d, v, counts)
        where counts;
    end;

-- What was added in the subtree of a unit in each year, month and day: a balance is the years before, the months of the year
-- before, and the days of the month until then.
create table ledger_sum (
    unit_id      uuid not null,
    dimension    text not null collate "C",
    span         text not null collate "C",
    start        date not null,
    key          bigint not null,
    reported int, confirmed int, planned int, in_progress int, escalated int, claimed int, resolved int, closed int,
    dismissed int, duplicates int, unplanned int, overdue int, overdue_first int, resolved_on_time int,
    resolved_on_time_first int, closed_on_time int, closed_on_time_first int, days_to_close bigint, carried_in int,
    carried_out int, linked int, expected int, done int, on_time int, expected_amount bigint, done_amount bigint,
    constraint ledger_sum_pkey primary key (unit_id, dimension, span, start, key)
)
with (fillfactor = 80);

create function ledger_lock() returns void
    language sql
    begin atomic
        select pg_advisory_xact_lock(7031006);
    end;

-- What a problem counts for, from which day on: a row is worth the same whenever it is looked at, but for the day of its change.
create function problem_counts(
    unit uuid, batch uuid, carried_from uuid[], status text, deadline date, first_deadline date, resolved_deadline date,
    confirmed_at timestamptz, resolved_at timestamptz, closed_at timestamptz, root uuid, holder uuid, dismissed_as text,
    changed date, zone text,
    out unit_id uuid, out batch_id uuid, out day date, out took int, out count text, out n int) returns setof record
    language sql stable parallel safe
    begin atomic
        select unit, batch, changed, cast(null as int), case dismissed_as when 'DUPLICATE' then 'duplicates' else lower(status) end, 1
        where status <> 'CLOSED'
        union all
        select unit, batch, changed, null, 'unplanned', 1
        where status not in ('REPORTED', 'CLOSED', 'DISMISSED') and deadline = 'infinity'
        union all
        select unit, batch, greatest(changed, deadline + 1), null, 'overdue', 1
        where status not in ('REPORTED', 'RESOLVED', 'CLOSED', 'DISMISSED') and deadline < 'infinity'
        union all
        select unit, batch, greatest(changed, first_deadline + 1), null, 'overdue_first', 1
        where status not in ('REPORTED', 'RESOLVED', 'CLOSED', 'DISMISSED') and first_deadline is not null
        union all
        select unit, batch, changed, null, c.count, 1
        from (values ('resolved_on_time', resolved_deadline), ('resolved_on_time_first', first_deadline)) as c (count, due)
        where status in ('RESOLVED', 'CLOSED') and cast(resolved_at at time zone zone as date) <= c.due
        union all
        select unit, batch, changed, t.took, c.count, c.n
        from (select cast(closed_at at time zone zone as date) as closed) l
        cross join lateral (select l.closed - cast(confirmed_at at time zone zone as date) as took) t
        cross join lateral (values ('closed', 1), ('days_to_close', t.took),
            ('closed_on_time', case when l.closed <= deadline and deadline < 'infinity' then 1 end),
            ('closed_on_time_first', case when l.closed <= first_deadline then 1 end)) as c (count, n)
        where status = 'CLOSED' and c.n is not null
        union all
        select holder, batch, changed, null, 'linked', 1
        where root is not null and dismissed_as is distinct from 'DUPLICATE'
        union all
        select unit, b, changed, null, 'carried_out', 1 from unnest(carried_from) as b
        union all
        select unit, b, changed, null, 'carried_in', 1 from unnest((carried_from || batch)[2:]) as b;
    end;

create function post_problems() returns trigger
    language plpgsql
    -- planned once: the statement is the same for one row and for many
    set plan_cache_mode = force_generic_plan as $$
begin
    if tg_op = 'INSERT' then
        insert into ledger_posting (unit_id, day, cell, campaign_id, batch_id, task_id, category, took,
            reported, confirmed, planned, in_progress, escalated, claimed, resolved, closed, dismissed, duplicates,
            unplanned, overdue, overdue_first, resolved_on_time, resolved_on_time_first, closed_on_time,
            closed_on_time_first, days_to_close, carried_in, carried_out, linked)
        select unit_id, day, ledger_cell(campaign_id, batch_id, task_id, category, null), campaign_id, batch_id, task_id, category, took,
            nullif(sum(n) filter (where count = 'reported'), 0), nullif(sum(n) filter (where count = 'confirmed'), 0),
            nullif(sum(n) filter (where count = 'planned'), 0), nullif(sum(n) filter (where count = 'in_progress'),
            0), nullif(sum(n) filter (where count = 'escalated'), 0), nullif(sum(n) filter (where count = 'claimed'),
            0), nullif(sum(n) filter (where count = 'resolved'), 0), nullif(sum(n) filter (where count = 'closed'),
            0), nullif(sum(n) filter (where count = 'dismissed'), 0), nullif(sum(n) filter (where count =
            'duplicates'), 0), nullif(sum(n) filter (where count = 'unplanned'), 0), nullif(sum(n) filter (where count
            = 'overdue'), 0), nullif(sum(n) filter (where count = 'overdue_first'), 0), nullif(sum(n) filter (where
            count = 'resolved_on_time'), 0), nullif(sum(n) filter (where count = 'resolved_on_time_first'), 0),
            nullif(sum(n) filter (where count = 'closed_on_time'), 0), nullif(sum(n) filter (where count =
            'closed_on_time_first'), 0), nullif(sum(n) filter (where count = 'days_to_close'), 0), nullif(sum(n)
            filter (where count = 'carried_in'), 0), nullif(sum(n) filter (where count = 'carried_out'), 0),
            nullif(sum(n) filter (where count = 'linked'), 0)
        from (
            select r.campaign_id, r.task_id, r.category, c.unit_id, c.batch_id, c.day, c.took, c.count, sum(r.sign * c.n) as n
            from (select 1 as sign, n.changed_at as at, n.* from is_now n) r
            join campaign on campaign.id = r.campaign_id
            cross join lateral problem_counts(
                r.unit_id, r.batch_id, r.carried_from, r.status, r.deadline, r.first_deadline, r.resolved_deadline, r.confirmed_at,
                r.resolved_at, r.closed_at, r.root_id, r.holder_id, r.dismissed_as,
                cast(r.at at time zone campaign.time_zone as date), campaign.time_zone) c
            group by 1, 2, 3, 4, 5, 6, 7, 8
            having sum(r.sign * c.n) <> 0
        ) moved
        group by campaign_id, task_id, category, unit_id, batch_id, day, took;
    elsif exists (
        select from was w join is_now n on n.id = w.id
        where (w.status, w.unit_id, w.batch_id, w.task_id, w.category, w.deadline, w.first_deadline, w.root_id, w.holder_id,
                w.dismissed_as, w.carried_from)
            is distinct from (n.status, n.unit_id, n.batch_id, n.task_id, n.category, n.deadline, n.first_deadline, n.root_id,
                n.holder_id, n.dismissed_as, n.carried_from))
    then
        insert into ledger_posting (unit_id, day, cell, campaign_id, batch_id, task_id, category, took,
            reported, confirmed, planned, in_progress, escalated, claimed, resolved, closed, dismissed, duplicates,
            unplanned, overdue, overdue_first, resolved_on_time, resolved_on_time_first, closed_on_time,
            closed_on_time_first, days_to_close, carried_in, carried_out, linked)
        select unit_id, day, ledger_cell(campaign_id, batch_id, task_id, category, null), campaign_id, batch_id, task_id, category, took,
            nullif(sum(n) filter (where count = 'reported'), 0), nullif(sum(n) filter (where count = 'confirmed'), 0),
            nullif(sum(n) filter (where count = 'planned'), 0), nullif(sum(n) filter (where count = 'in_progress'),
            0), nullif(sum(n) filter (where count = 'escalated'), 0), nullif(sum(n) filter (where count = 'claimed'),
            0), nullif(sum(n) filter (where count = 'resolved'), 0), nullif(sum(n) filter (where count = 'closed'),
            0), nullif(sum(n) filter (where count = 'dismissed'), 0), nullif(sum(n) filter (where count =
            'duplicates'), 0), nullif(sum(n) filter (where count = 'unplanned'), 0), nullif(sum(n) filter (where count
            = 'overdue'), 0), nullif(sum(n) filter (where count = 'overdue_first'), 0), nullif(sum(n) filter (where
            count = 'resolved_on_time'), 0), nullif(sum(n) filter (where count = 'resolved_on_time_first'), 0),
            nullif(sum(n) filter (where count = 'closed_on_time'), 0), nullif(sum(n) filter (where count =
            'closed_on_time_first'), 0), nullif(sum(n) filter (where count = 'days_to_close'), 0), nullif(sum(n)
            filter (where count = 'carried_in'), 0), nullif(sum(n) filter (where count = 'carried_out'), 0),
            nullif(sum(n) filter (where count = 'linked'), 0)
        from (
            select r.campaign_id, r.task_id, r.category, c.unit_id, c.batch_id, c.day, c.took, c.count, sum(r.sign * c.n) as n
            from (select 1 as sign, n.changed_at as at, n.* from is_now n
                union all
                select -1, n.changed_at, w.* from was w join is_now n on n.id = w.id) r
            join campaign on campaign.id = r.campaign_id
            cross join lateral problem_counts(
                r.unit_id, r.batch_id, r.carried_from, r.status, r.deadline, r.first_deadline, r.resolved_deadline, r.confirmed_at,
                r.resolved_at, r.closed_at, r.root_id, r.holder_id, r.dismissed_as,
                cast(r.at at time zone campaign.time_zone as date), campaign.time_zone) c
            group by 1, 2, 3, 4, 5, 6, 7, 8
            having sum(r.sign * c.n) <> 0
        ) moved
        group by campaign_id, task_id, category, unit_id, batch_id, day, took;
    end if;
    return null;
end
$$;
create trigger problem_inserted_is_posted after insert on problem
    referencing new table as is_now for each statement execute function post_problems();
create trigger problem_updated_is_posted after update on problem
    referencing old table as was new table as is_now for each statement execute function post_problems();

-- What the entries of the subtree of a unit add to its balance, by key and day. Every version of a unit counts for those above it
-- for as long as it stood there: what it brings along counts from the day it came, and is taken off on the day it left.
create function ledger_lines(of_unit uuid, out dimension text, out campaign_id uuid, out batch_id uuid, out subject_id uuid,
    out value text, out day date,
    out reported bigint, out confirmed bigint, out planned bigint, out in_progress bigint, out escalated bigint, out claimed bigint, out resolved bigint, out closed bigint, out dismissed bigint, out duplicates bigint, out unplanned bigint, out overdue bigint, out overdue_first bigint, out resolved_on_time bigint, out resolved_on_time_first bigint, out closed_on_time bigint, out closed_on_time_first bigint, out days_to_close bigint, out carried_in bigint, out carried_out bigint, out linked bigint, out expected bigint, out done bigint, out on_time bigint, out expected_amount bigint, out done_amount bigint) returns setof record
    language sql stable rows 1000
    begin atomic
        with place as (
            select path, valid_from, cast('infinity' as timestamptz) as valid_to from unit where id = of_unit
            union all
            select path, valid_from, valid_to from unit_past where unit_id = of_unit
        ), stood as (
            select u.id, u.kind, u.sector, u.tier, greatest(p.valid_from, u.valid_from) as came, least(p.valid_to, u.valid_to) as left_at
            from place p
            cross join lateral (
                select id, kind, sector, tier, valid_from, cast('infinity' as timestamptz) as valid_to from unit
                where path >= p.path and path < left(p.path, -1) || '0'
                union all
                select unit_id, kind, sector, tier, valid_from, valid_to from unit_past
                where path >= p.path and path < left(p.path, -1) || '0'
            ) u
            where greatest(p.valid_from, u.valid_from) < least(p.valid_to, u.valid_to)
        ), counted as (
            select s.kind, s.sector, s.tier, c.campaign_id, c.batch_id, c.subject_id, c.task_id, c.category, e.took, m.day, m.sign,
                e.reported, e.confirmed, e.planned, e.in_progress, e.escalated, e.claimed, e.resolved, e.closed,
                e.dismissed, e.duplicates, e.unplanned, e.overdue, e.overdue_first, e.resolved_on_time,
                e.resolved_on_time_first, e.closed_on_time, e.closed_on_time_first, e.days_to_close, e.carried_in,
                e.carried_out, e.linked, e.expected, e.done, e.on_time, e.expected_amount, e.done_amount
            from stood s
            join ledger_entry e on e.unit_id = s.id
            join ledger_cell c on c.cell = e.cell
            join campaign z on z.id = c.campaign_id
            cross join lateral (
                select cast(s.came at time zone z.time_zone as date) as came,
                    case when s.left_at < 'infinity' then cast(s.left_at at time zone z.time_zone as date) end as gone
            ) d
            cross join lateral (values (greatest(e.day, d.came), 1), (d.gone, -1)) as m (day, sign)
            where m.day is not null and (d.gone is null or e.day < d.gone and d.came < d.gone)
        )
        select v.dimension, c.campaign_id, c.batch_id, c.subject_id, v.value, c.day,
            cast(sum(c.sign * c.reported) as bigint), cast(sum(c.sign * c.confirmed) as bigint), cast(sum(c.sign *
            c.planned) as bigint), cast(sum(c.sign * c.in_progress) as bigint), cast(sum(c.sign * c.escalated) as
            bigint), cast(sum(c.sign * c.claimed) as bigint), cast(sum(c.sign * c.resolved) as bigint),
            cast(sum(c.sign * c.closed) as bigint), cast(sum(c.sign * c.dismissed) as bigint), cast(sum(c.sign *
            c.duplicates) as bigint), cast(sum(c.sign * c.unplanned) as bigint), cast(sum(c.sign * c.overdue) as
            bigint), cast(sum(c.sign * c.overdue_first) as bigint), cast(sum(c.sign * c.resolved_on_time) as bigint),
            cast(sum(c.sign * c.resolved_on_time_first) as bigint), cast(sum(c.sign * c.closed_on_time) as bigint),
            cast(sum(c.sign * c.closed_on_time_first) as bigint), cast(sum(c.sign * c.days_to_close) as bigint),
            cast(sum(c.sign * c.carried_in) as bigint), cast(sum(c.sign * c.carried_out) as bigint), cast(sum(c.sign *
            c.linked) as bigint), cast(sum(c.sign * c.expected) as bigint), cast(sum(c.sign * c.done) as bigint),
            cast(sum(c.sign * c.on_time) as bigint), cast(sum(c.sign * c.expected_amount) as bigint), cast(sum(c.sign
            * c.done_amount) as bigint)
        from counted c
        cross join lateral ledger_values(c.subject_id, c.task_id, c.category, c.kind, c.sector, c.tier, c.took) v
        group by 1, 2, 3, 4, 5, 6;
    end;

-- Adds postings to the books, and to the sums of all units above that have sums. One does it at a time; whoever moves units does it
-- first, so that what was counted counts where the units stood.
create function ledger_fold(summed_from bigint, daily_from bigint, at_most bigint) returns bigint
    language plpgsql
    set plan_cache_mode = force_generic_plan as $$
declare
    folded bigint;
    large uuid;
begin
    perform ledger_lock();
    with tail as (
        delete from ledger_posting where ctid = any(array(select ctid from ledger_posting limit at_most)) returning *
    ), cells as (
        insert into ledger_cell (cell, campaign_id, batch_id, task_id, category, subject_id)
        select distinct cell, campaign_id, batch_id, task_id, category, subject_id from tail
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
        from (select distinct unit_id from tail) t
        join unit u on u.id = t.unit_id
        cross join lateral unnest(path_line(u.path)) as line
        join unit a on a.path = line
    ), units as (
        insert into ledger_unit as u (unit_id, entries, position)
        select a.ancestor, count(*), count(*) from tail t join above a on a.unit_id = t.unit_id group by a.ancestor
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
    select count(*) into folded from tail;
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

-- Adds what a unit's subtree has to the sums of units, none of it before a moment; days only to those that have them or get them.
create function ledger_add(to_units uuid[], to_spans text[], sign int, of_unit uuid, not_before timestamptz) returns void
    language plpgsql as $$
declare
    known boolean := exists (select from ledger_unit where unit_id = of_unit and daily);
begin
    with lines as materialized (
        select s.dimension, k.campaign_id, k.batch_id, k.subject_id, k.value, s.start as day,
            s.reported, s.confirmed, s.planned, s.in_progress, s.escalated, s.claimed, s.resolved, s.closed,
            s.dismissed, s.duplicates, s.unplanned, s.overdue, s.overdue_first, s.resolved_on_time,
            s.resolved_on_time_first, s.closed_on_time, s.closed_on_time_first, s.days_to_close, s.carried_in,
            s.carried_out, s.linked, s.expected, s.done, s.on_time, s.expected_amount, s.done_amount
        from ledger_sum s join ledger_key k on k.key = s.key
        where s.unit_id = of_unit and s.span = 'D' and known
        union all
        select * from ledger_lines(case when not known then of_unit end)
    ), keys as (
        insert into ledger_key (key, dimension, campaign_id, batch_id, subject_id, value)
        select distinct ledger_key(dimension, campaign_id, batch_id, subject_id, value), dimension, campaign_id, batch_id, subject_id,
            value
        from lines
        on conflict do nothing
    )
    insert into ledger_sum as s (unit_id, dimension, span, start, key,
        reported, confirmed, planned, in_progress, escalated, claimed, resolved, closed, dismissed, duplicates,
        unplanned, overdue, overdue_first, resolved_on_time, resolved_on_time_first, closed_on_time,
        closed_on_time_first, days_to_close, carried_in, carried_out, linked, expected, done, on_time,
        expected_amount, done_amount)
    select to_unit, l.dimension, span, start, ledger_key(l.dimension, l.campaign_id, l.batch_id, l.subject_id, l.value),
        nullif(sign * sum(l.reported), 0), nullif(sign * sum(l.confirmed), 0), nullif(sign * sum(l.planned), 0),
        nullif(sign * sum(l.in_progress), 0), nullif(sign * sum(l.escalated), 0), nullif(sign * sum(l.claimed), 0),
        nullif(sign * sum(l.resolved), 0), nullif(sign * sum(l.closed), 0), nullif(sign * sum(l.dismissed), 0),
        nullif(sign * sum(l.duplicates), 0), nullif(sign * sum(l.unplanned), 0), nullif(sign * sum(l.overdue), 0),
        nullif(sign * sum(l.overdue_first), 0), nullif(sign * sum(l.resolved_on_time), 0), nullif(sign *
        sum(l.resolved_on_time_first), 0), nullif(sign * sum(l.closed_on_time), 0), nullif(sign *
        sum(l.closed_on_time_first), 0), nullif(sign * sum(l.days_to_close), 0), nullif(sign * sum(l.carried_in), 0),
        nullif(sign * sum(l.carried_out), 0), nullif(sign * sum(l.linked), 0), nullif(sign * sum(l.expected), 0),
        nullif(sign * sum(l.done), 0), nullif(sign * sum(l.on_time), 0), nullif(sign * sum(l.expected_amount), 0),
        nullif(sign * sum(l.done_amount), 0)
    from lines l
    join campaign c on c.id = l.campaign_id
    cross join lateral (
        select greatest(l.day, cast(not_before at time zone c.time_zone as date)) as day
    ) moved
    cross join lateral (
        values ('D', moved.day), ('M', cast(date_trunc('month', moved.day) as date)), ('Y', cast(date_trunc('year', moved.day) as date))
    ) as spans (span, start)
    cross join unnest(to_units) as to_unit
    where span = any(to_spans) and (span <> 'D' or not 'M' = any(to_spans) or to_unit in (select unit_id from ledger_unit where daily))
    group by to_unit, l.dimension, span, start, l.campaign_id, l.batch_id, l.subject_id, l.value
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

-- What a unit is counted under changes from a moment on, in the sums of itself and of all above.
create function ledger_retype(to_units uuid[], of_unit uuid, at timestamptz, old_kind text, old_sector text, old_tier text,
    new_kind text, new_sector text, new_tier text) returns void
    language plpgsql as $$
begin
    with lines as materialized (
        select v.dimension, c.campaign_id, c.batch_id, c.subject_id, v.value, greatest(e.day, cast(at at time zone z.time_zone as date)) as day,
            sum(t.sign * e.reported) as reported, sum(t.sign * e.confirmed) as confirmed, sum(t.sign * e.planned) as
            planned, sum(t.sign * e.in_progress) as in_progress, sum(t.sign * e.escalated) as escalated, sum(t.sign *
            e.claimed) as claimed, sum(t.sign * e.resolved) as resolved, sum(t.sign * e.closed) as closed, sum(t.sign
            * e.dismissed) as dismissed, sum(t.sign * e.duplicates) as duplicates, sum(t.sign * e.unplanned) as
            unplanned, sum(t.sign * e.overdue) as overdue, sum(t.sign * e.overdue_first) as overdue_first, sum(t.sign
            * e.resolved_on_time) as resolved_on_time, sum(t.sign * e.resolved_on_time_first) as
            resolved_on_time_first, sum(t.sign * e.closed_on_time) as closed_on_time, sum(t.sign *
            e.closed_on_time_first) as closed_on_time_first, sum(t.sign * e.days_to_close) as days_to_close,
            sum(t.sign * e.carried_in) as carried_in, sum(t.sign * e.carried_out) as carried_out, sum(t.sign *
            e.linked) as linked, sum(t.sign * e.expected) as expected, sum(t.sign * e.done) as done, sum(t.sign *
            e.on_time) as on_time, sum(t.sign * e.expected_amount) as expected_amount, sum(t.sign * e.done_amount) as
            done_amount
        from ledger_entry e
        join ledger_cell c on c.cell = e.cell
        join campaign z on z.id = c.campaign_id
        cross join (
            values (-1, old_kind, old_sector, old_tier), (1, new_kind, new_sector, new_tier)
        ) as t (sign, kind, sector, tier)
        cross join lateral ledger_values(c.subject_id, c.task_id, c.category, t.kind, t.sector, t.tier, e.took) v
        where e.unit_id = of_unit and v.dimension in ('K', 'S', 'R')
        group by 1, 2, 3, 4, 5, 6
    ), keys as (
        insert into ledger_key (key, dimension, campaign_id, batch_id, subject_id, value)
        select distinct ledger_key(dimension, campaign_id, batch_id, subject_id, value), dimension, campaign_id, batch_id, subject_id,
            value
        from lines
        on conflict do nothing
    )
    insert into ledger_sum as s (unit_id, dimension, span, start, key,
        reported, confirmed, planned, in_progress, escalated, claimed, resolved, closed, dismissed, duplicates,
        unplanned, overdue, overdue_first, resolved_on_time, resolved_on_time_first, closed_on_time,
        closed_on_time_first, days_to_close, carried_in, carried_out, linked, expected, done, on_time,
        expected_amount, done_amount)
    select to_unit, l.dimension, span, start, ledger_key(l.dimension, l.campaign_id, l.batch_id, l.subject_id, l.value),
        nullif(sum(l.reported), 0), nullif(sum(l.confirmed), 0), nullif(sum(l.planned), 0), nullif(sum(l.in_progress),
        0), nullif(sum(l.escalated), 0), nullif(sum(l.claimed), 0), nullif(sum(l.resolved), 0), nullif(sum(l.closed),
        0), nullif(sum(l.dismissed), 0), nullif(sum(l.duplicates), 0), nullif(sum(l.unplanned), 0),
        nullif(sum(l.overdue), 0), nullif(sum(l.overdue_first), 0), nullif(sum(l.resolved_on_time), 0),
        nullif(sum(l.resolved_on_time_first), 0), nullif(sum(l.closed_on_time), 0),
        nullif(sum(l.closed_on_time_first), 0), nullif(sum(l.days_to_close), 0), nullif(sum(l.carried_in), 0),
        nullif(sum(l.carried_out), 0), nullif(sum(l.linked), 0), nullif(sum(l.expected), 0), nullif(sum(l.done), 0),
        nullif(sum(l.on_time), 0), nullif(sum(l.expected_amount), 0), nullif(sum(l.done_amount), 0)
    from lines l
    cross join lateral (
        values ('D', l.day), ('M', cast(date_trunc('month', l.day) as date)), ('Y', cast(date_trunc('year', l.day) as date))
    ) as spans (span, start)
    cross join unnest(to_units) as to_unit
    where span <> 'D' or to_unit in (select unit_id from ledger_unit where daily)
    group by to_unit, l.dimension, span, start, l.campaign_id, l.batch_id, l.subject_id, l.value
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

-- The units above a place that have sums, but for those above another place.
create function ledger_summed_above(place text, but text) returns uuid[]
    language sql stable
    begin atomic
        select coalesce(array_agg(a.id), '{}')
        from unnest(path_line(place)) as line
        join unit a on a.path = line
        join ledger_unit u on u.unit_id = a.id and u.summed
        where a.path <> place and not starts_with(coalesce(but, ''), a.path);
    end;

-- A unit that moves takes along what its subtree counts for, from that day on; earlier days stay as they were.
-- Whoever moves units has folded before: see ledger_fold.
create function keep_ledger_of_units() returns trigger
    language plpgsql as $$
declare
    moved record;
    carried bigint;
begin
    for moved in
        select n.id, w.path as was, n.path, n.valid_from as at
        from is_now n join was w on w.id = n.id
        where w.path <> n.path and w.parent_id is distinct from n.parent_id
    loop
        perform ledger_lock();
        carried := coalesce((select entries from ledger_unit where unit_id = moved.id), 0);
        continue when carried = 0;
        perform ledger_add(ledger_summed_above(moved.was, moved.path), '{D,M,Y}', -1, moved.id, moved.at);
        perform ledger_add(ledger_summed_above(moved.path, moved.was), '{D,M,Y}', 1, moved.id, moved.at);
        insert into ledger_unit as u (unit_id, entries, position)
        select a.id, case when starts_with(moved.path, a.path) then 0 else -carried end
            + case when starts_with(moved.was, a.path) then 0 else carried end, 1
        from unit a
        where a.path = any(path_line(moved.was) || path_line(moved.path)) and a.id <> moved.id
        on conflict (unit_id) do update set entries = u.entries + excluded.entries, position = u.position + 1;
    end loop;
    for moved in
        select n.id, n.path, n.valid_from as at, n.kind, n.sector, n.tier, w.kind as was_kind, w.sector as was_sector,
            w.tier as was_tier
        from is_now n join was w on w.id = n.id
        where (w.kind, w.sector, w.tier) is distinct from (n.kind, n.sector, n.tier)
            and exists (select from ledger_unit where unit_id = n.id)
    loop
        perform ledger_lock();
        perform ledger_retype(ledger_summed_above(moved.path, null)
            || array(select unit_id from ledger_unit where unit_id = moved.id and summed), moved.id, moved.at,
            moved.was_kind, moved.was_sector, moved.was_tier, moved.kind, moved.sector, moved.tier);
        update ledger_unit set position = position + 1
        where unit_id in (select id from unit where path = any(path_line(moved.path)));
    end loop;
    return null;
end
$$;
create trigger unit_keeps_ledger after update on unit
    referencing old table as was new table as is_now
    for each statement execute function keep_ledger_of_units();

-- The books of problems written anew, from the change log; what left no trace there, from the rows. The sums follow with the
-- next folding. Whoever calls it holds the locks of all campaigns.
create aggregate jsonb_merge(jsonb) (sfunc = jsonb_concat, stype = jsonb, initcond = '{}');
create function ledger_rebuild() returns void
    language plpgsql as $$
begin
    perform ledger_lock();
    delete from ledger_posting where subject_id is null;
    delete from ledger_entry where cell in (select cell from ledger_cell where subject_id is null);
    delete from ledger_sum;
    update ledger_unit set summed = false, daily = false, position = position + 1, entries = 0;
    update ledger_unit l set entries = e.entries
    from (
        select a.id, count(*) as entries
        from ledger_entry e
        join unit u on u.id = e.unit_id
        cross join lateral unnest(path_line(u.path)) as line
        join unit a on a.path = line
        group by a.id
    ) e
    where l.unit_id = e.id;
    with told as (
        select c.entity_id as id, c.id as n, c.at, jsonb_merge(c.after) over told as said,
            max(c.at) filter (where c.after ->> 'status' = 'RESOLVED') over told as resolved_at
        from change c
        where c.entity = 'problem'
        window told as (partition by c.entity_id order by c.id)
    ), was as (
        select t.*, p.carried_from, p.batch_id as last_batch, p.confirmed_at, p.closed_at, p.campaign_id,
            cast(t.said ->> 'batch' as uuid) as batch,
            (array_agg(cast(t.said ->> 'deadline' as date)) filter (where t.at = t.resolved_at) over told)
                as deadlines
        from told t join problem p on p.id = t.id
        window told as (partition by t.id order by t.n)
    ), state as (
        select id, n, at, campaign_id, cast(said ->> 'unit' as uuid) as unit_id, batch as batch_id, cast(said ->> 'task' as uuid) as task_id,
            said ->> 'category' as category,
            case when batch = last_batch then carried_from else carried_from[:array_position(carried_from, batch) - 1] end as carried_from,
            said ->> 'status' as status, coalesce(cast(said ->> 'deadline' as date), 'infinity') as deadline,
            cast(said ->> 'firstDeadline' as date) as first_deadline, deadlines[cardinality(deadlines)] as resolved_deadline,
            confirmed_at, resolved_at, closed_at, cast(said ->> 'root' as uuid) as root_id, cast(said ->> 'holder' as uuid) as holder_id,
            said ->> 'dismissedAs' as dismissed_as
        from was
        union all
        select id, 9223372036854775807, greatest(changed_at, (select max(at) from told where told.id = p.id)), campaign_id, unit_id,
            batch_id, task_id, category, carried_from, status, deadline, first_deadline, resolved_deadline, confirmed_at, resolved_at,
            closed_at, root_id, holder_id, dismissed_as
        from problem p
    ), version as (
        select state.*, lead(at) over (partition by id order by n) as until from state
    )
    insert into ledger_posting (unit_id, day, cell, campaign_id, batch_id, task_id, category, took,
        reported, confirmed, planned, in_progress, escalated, claimed, resolved, closed, dismissed, duplicates,
        unplanned, overdue, overdue_first, resolved_on_time, resolved_on_time_first, closed_on_time,
        closed_on_time_first, days_to_close, carried_in, carried_out, linked)
    select unit_id, day, ledger_cell(campaign_id, batch_id, task_id, category, null), campaign_id, batch_id, task_id, category, took,
        nullif(sum(n) filter (where count = 'reported'), 0), nullif(sum(n) filter (where count = 'confirmed'), 0),
        nullif(sum(n) filter (where count = 'planned'), 0), nullif(sum(n) filter (where count = 'in_progress'), 0),
        nullif(sum(n) filter (where count = 'escalated'), 0), nullif(sum(n) filter (where count = 'claimed'), 0),
        nullif(sum(n) filter (where count = 'resolved'), 0), nullif(sum(n) filter (where count = 'closed'), 0),
        nullif(sum(n) filter (where count = 'dismissed'), 0), nullif(sum(n) filter (where count = 'duplicates'), 0),
        nullif(sum(n) filter (where count = 'unplanned'), 0), nullif(sum(n) filter (where count = 'overdue'), 0),
        nullif(sum(n) filter (where count = 'overdue_first'), 0), nullif(sum(n) filter (where count =
        'resolved_on_time'), 0), nullif(sum(n) filter (where count = 'resolved_on_time_first'), 0), nullif(sum(n)
        filter (where count = 'closed_on_time'), 0), nullif(sum(n) filter (where count = 'closed_on_time_first'), 0),
        nullif(sum(n) filter (where count = 'days_to_close'), 0), nullif(sum(n) filter (where count = 'carried_in'),
        0), nullif(sum(n) filter (where count = 'carried_out'), 0), nullif(sum(n) filter (where count = 'linked'), 0)
    from (
        select v.campaign_id, v.task_id, v.category, c.unit_id, c.batch_id, c.day, c.took, c.count, sum(m.sign * c.n) as n
        from version v
        join campaign on campaign.id = v.campaign_id
        cross join lateral (values (1, v.at), (-1, v.until)) as m (sign, at)
        cross join lateral problem_counts(
            v.unit_id, v.batch_id, v.carried_from, v.status, v.deadline, v.first_deadline, v.resolved_deadline, v.confirmed_at,
            v.resolved_at, v.closed_at, v.root_id, v.holder_id, v.dismissed_as,
            cast(m.at at time zone campaign.time_zone as date), campaign.time_zone) c
        where m.at is not null
        group by 1, 2, 3, 4, 5, 6, 7, 8
        having sum(m.sign * c.n) <> 0
    ) moved
    group by campaign_id, task_id, category, unit_id, batch_id, day, took;
end
$$;
select ledger_rebuild();
