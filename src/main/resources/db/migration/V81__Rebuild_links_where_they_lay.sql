-- A rebuild posts links as the tree is now. Where symptom and root met elsewhere before, by the versions of their units, the difference is
-- posted too. For whoever has called ledger_rebuild in the same transaction.
create function ledger_place_links() returns void
    language plpgsql as $$
begin
    insert into ledger_posting (unit_id, day, cell, campaign_id, batch_id, task_id, category, linked)
    with told as (
        select c.entity_id as id, c.id as n, c.at, jsonb_merge(c.after) over (partition by c.entity_id order by c.id) as said
        from change c
        where c.entity = 'problem'
            and c.entity_id in (select entity_id from change where entity = 'problem' and after ->> 'root' is not null)
    ), state as (
        select t.id, t.n, t.at, p.campaign_id, cast(said ->> 'batch' as uuid) as batch_id, cast(said ->> 'task' as uuid) as task_id,
            said ->> 'category' as category, cast(said ->> 'unit' as uuid) as unit_id, cast(said ->> 'root' as uuid) as root_id,
            cast(said ->> 'holder' as uuid) as holder_id, said ->> 'dismissedAs' as dismissed_as
        from told t join problem p on p.id = t.id
        union all
        select id, 9223372036854775807, greatest(changed_at, (select max(at) from told where told.id = p.id)), campaign_id, batch_id,
            task_id, category, unit_id, root_id, holder_id, dismissed_as
        from problem p
        where root_id is not null or id in (select id from told)
    ), version as (
        select state.*, coalesce(lead(at) over (partition by id order by n), 'infinity') as until from state
    ), place as (
        select id, path, valid_from, cast('infinity' as timestamptz) as valid_to from unit
        union all
        select unit_id, path, valid_from, valid_to from unit_past
    ), link as (
        select v.campaign_id, v.batch_id, v.task_id, v.category, common_place(s.path, h.path) as place,
            greatest(v.at, s.valid_from, h.valid_from) as since, least(v.until, s.valid_to, h.valid_to) as until
        from version v
        join place s on s.id = v.unit_id and s.valid_from < v.until and s.valid_to > v.at
        join place h on h.id = v.holder_id and h.valid_from < v.until and h.valid_to > v.at
            and h.valid_from < s.valid_to and h.valid_to > s.valid_from
        where v.root_id is not null and v.dismissed_as is distinct from 'DUPLICATE' and v.at < v.until
    )
    select unit_id, day, ledger_cell(campaign_id, batch_id, task_id, category, null), campaign_id, batch_id, task_id, category, sum(n)
    from (
        select u.id as unit_id, cast(m.at at time zone z.time_zone as date) as day, l.campaign_id, l.batch_id, l.task_id, l.category, m.n
        from link l
        join campaign z on z.id = l.campaign_id
        -- a place names its unit by the last label, wherever that has moved since
        join unit u on u.label = split_part(l.place, '/', -2)
        cross join lateral (values (1, l.since), (-1, l.until)) as m (n, at)
        where m.at < 'infinity'
        union all
        select unit_id, day, campaign_id, batch_id, task_id, category, -linked
        from ledger_posting
        where subject_id is null and linked is not null
    ) moved
    group by unit_id, day, campaign_id, batch_id, task_id, category
    having sum(n) <> 0;
end
$$;
