-- The lowest place that two lie in; null where they lie in different trees.
create function common_place(one text, other text) returns text
    language sql immutable parallel safe
    return (
        select line from unnest(path_line(one)) as line where starts_with(other, line) order by length(line) desc limit 1
    );
create function common_unit(one uuid, other uuid) returns uuid
    language sql stable parallel safe
    return (
        select c.id
        from unit o join unit t on t.id = other join unit c on c.path = common_place(o.path, t.path)
        where o.id = one
    );

-- As before, but for links: a sum holds a symptom and its root where it holds the lowest unit above both, which is the holder
-- until one of them moves. The holder is the unit of the root.
create or replace function problem_counts(
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
        select l.at, batch, changed, null, 'linked', 1
        from (
            select common_unit(unit, holder) as at
            where root is not null and dismissed_as is distinct from 'DUPLICATE'
            offset 0
        ) l
        where l.at is not null
        union all
        select unit, b, changed, null, 'carried_out', 1 from unnest(carried_from) as b
        union all
        select unit, b, changed, null, 'carried_in', 1 from unnest((carried_from || batch)[2:]) as b;
    end;

-- The symptoms of a unit are few among its problems.
create index problem_symptom_of_unit on problem (unit_id) where root_id is not null;

-- When a symptom moves without its root or a root without its symptom, they meet elsewhere from that moment on. Unit by unit, as the
-- places of problems: how many units a move touches the planner cannot know.
create function keep_links_of_problems() returns trigger
    language plpgsql as $$
declare
    moved record;
begin
    for moved in
        select w.path as was, n.path, n.valid_from as at
        from is_now n join was w on w.id = n.id
        where w.path <> n.path and w.parent_id is distinct from n.parent_id
    loop
        insert into ledger_posting (unit_id, day, cell, campaign_id, batch_id, task_id, category, linked)
        with below as materialized (
            select id, path from unit where path >= moved.path and path < left(moved.path, -1) || '0'
        ), parted as (
            select p.campaign_id, p.batch_id, p.task_id, p.category, b.path as comes, o.path as stays
            from below b
            cross join lateral (
                select * from problem where unit_id = b.id and root_id is not null and dismissed_as is distinct from 'DUPLICATE' offset 0
            ) p
            join unit o on o.id = p.holder_id
            union all
            select p.campaign_id, p.batch_id, p.task_id, p.category, b.path, o.path
            from below b
            cross join lateral (
                select * from problem where holder_id = b.id and root_id is not null and dismissed_as is distinct from 'DUPLICATE' offset 0
            ) p
            join unit o on o.id = p.unit_id
        )
        select m.id, d.day, ledger_cell(p.campaign_id, p.batch_id, p.task_id, p.category, null), p.campaign_id, p.batch_id, p.task_id,
            p.category, sum(l.sign)
        from parted p
        join campaign z on z.id = p.campaign_id
        cross join lateral (select cast(moved.at at time zone z.time_zone as date) as day) d
        cross join lateral (values (-1, moved.was || substr(p.comes, length(moved.path) + 1)), (1, p.comes)) as l (sign, path)
        join unit m on m.path = common_place(l.path, p.stays)
        where not starts_with(p.stays, moved.path)
        group by m.id, d.day, p.campaign_id, p.batch_id, p.task_id, p.category
        having sum(l.sign) <> 0;
    end loop;
    return null;
end
$$;
create trigger unit_keeps_links_of_problems after update on unit
    referencing old table as was new table as is_now
    for each statement execute function keep_links_of_problems();

-- What was counted at the holder is counted there from today on; then holders that had stayed behind follow their roots.
insert into ledger_posting (unit_id, day, cell, campaign_id, batch_id, task_id, category, linked)
select l.unit_id, cast(now() at time zone z.time_zone as date), ledger_cell(p.campaign_id, p.batch_id, p.task_id, p.category, null),
    p.campaign_id, p.batch_id, p.task_id, p.category, sum(l.sign)
from problem p
join campaign z on z.id = p.campaign_id
cross join lateral (values (-1, p.holder_id), (1, common_unit(p.unit_id, p.holder_id))) as l (sign, unit_id)
where p.root_id is not null and p.dismissed_as is distinct from 'DUPLICATE' and l.unit_id is not null
group by 1, 2, 3, 4, 5, 6, 7
having sum(l.sign) <> 0;
update problem p set holder_id = r.unit_id, version = p.version + 1, changed_at = now()
from problem r
where r.id = p.root_id and p.holder_id <> r.unit_id;
