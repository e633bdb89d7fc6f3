-- What is drawn for each number: a list has up to nine neighbours in number.
drop table if exists drawn;
create temp table drawn as
with l as (
    select n, l.list, f.*,
        case when n < :roots then cast(made.draw(n, 1) * upper / 20 as int)
            when made.draw(list, 2) < 0.4 then cast(floor(made.draw(list, 3) * upper) as int)
            else cast(floor(made.draw(list, 4) * places) as int) end as place_n,
        cast(floor(600 * made.draw(n, 5)) as int) as age,
        case when made.draw(list, 6) < 0.15 then 10 else cast(floor(10 * made.draw(list, 7) * made.draw(list, 8)) as int) end
            as task_n
    from frame f, generate_series(cast(:from as bigint), :to - 1) as n
        cross join lateral (select case when n < :roots then n else :roots + n / 5 end as list) l
), aged as (
    select l.*, made.draw(l.n, 9) < 0.15 + 0.75 * age / 600 and l.n >= :roots as final, made.draw(l.n, 10) as state,
        p.id as unit_id, p.parent_id, p.county_id, p.province_id, p.path,
        case when task_n = 10 then lt.id else tm.id end as task_id,
        cast(floor(2.999 * (1 - age / 600.0)) as int) as found_in
    from l join place p on p.n = place_n left join local_task lt on lt.county_id = p.county_id
        left join task_made tm on tm.n = task_n
), told as (
    select a.*,
        case when n < :roots then 'IN_PROGRESS'
            when final then case when state < 0.92 then 'CLOSED' else 'DISMISSED' end
            when state < 0.08 then 'REPORTED' when state < 0.25 then 'CONFIRMED' when state < 0.50 then 'PLANNED'
            when state < 0.78 or parent_id is null then 'IN_PROGRESS'
            when state < 0.82 then 'ESCALATED' when state < 0.85 then 'CLAIMED' else 'RESOLVED' end as status,
        timestamptz ':now' - make_interval(days => age, secs => 80000 * made.draw(n, 11)) as reported_at,
        today - age + 30 + cast(150 * made.draw(n, 12) as int) as due
    from aged a
)
select t.*, made.id(reported_at, n, 5) as id,
    case when not final and found_in = 0 then 1 else found_in end as batch_n,
    case when status in ('REPORTED', 'CONFIRMED', 'DISMISSED') then null
        when final or due >= today or made.draw(n, 13) < 0.2 then due
        else today + cast(150 * made.draw(n, 14) as int) end as deadline,
    l.*
from told t
cross join lateral (
    select case when final then least(timestamptz ':now', reported_at + make_interval(days => 5 + cast(150 * made.draw(n, 15) as int))) end as closed_at
) c
cross join lateral (
    select c.closed_at,
        case when status not in ('REPORTED', 'DISMISSED') then least(timestamptz ':now', reported_at + interval '2 days') end as confirmed_at,
        least(timestamptz ':now', c.closed_at, reported_at + interval '4 days') as planned_at,
        least(timestamptz ':now', c.closed_at, reported_at + interval '5 days') as started_at,
        case status when 'RESOLVED' then greatest(timestamptz ':now' - interval '3 days', least(timestamptz ':now', reported_at + interval '5 days'))
            when 'CLOSED' then c.closed_at
            when 'ESCALATED' then greatest(timestamptz ':now' - make_interval(days => cast(20 * made.draw(n, 30) as int)),
                least(timestamptz ':now', reported_at + interval '5 days'))
            when 'CLAIMED' then greatest(timestamptz ':now' - interval '9 days', least(timestamptz ':now', reported_at + interval '5 days')) end as left_at
) l;
alter table drawn add changed_at timestamptz, add first_deadline date, add category text;
update drawn set
    changed_at = coalesce(closed_at, left_at, case when status = 'IN_PROGRESS' then started_at when deadline is not null
        then planned_at end, confirmed_at, reported_at),
    first_deadline = case when deadline is not null then least(deadline, due) end,
    category = case when made.draw(n, 21) < 0.0005 then 'rare'
        else (select code from category_made c where c.n = 1 + floor(7 * made.draw(drawn.n, 22) * made.draw(drawn.n, 23))) end;
analyze drawn;
