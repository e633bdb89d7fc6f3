-- Rules and drawing offices of units that have closed: whoever goes on for the unit takes its place, as it does from now on.
do $$
declare
    place text[];
begin
    create temporary table heir on commit drop as
    with recursive line as (
        select id as unit_id, successor_id from unit where closed_at is not null and successor_id is not null
        union
        select l.unit_id, s.successor_id from line l join unit s on s.id = l.successor_id where s.closed_at is not null
    )
    select l.unit_id, u.id from line l join unit u on u.id = l.successor_id where u.closed_at is null;

    foreach place slice 1 in array array[
        ['milestone', 'part_id', 'true'], ['visit_plan', 'part_id', 'true'], ['guidance_note', 'part_id', 'true'],
        ['guidance_group', 'part_id', 'true'], ['inspection_round', 'part_id', 'r.status = ''PREPARED'''],
        ['inspection_round', 'office_id', 'r.status not in (''COMMITTED'', ''DRAWN'')']]
    loop
        execute format(
            'update %1$I r set %2$I = h.id, version = r.version + 1 from heir h, campaign c
             where r.%2$I = h.unit_id and c.id = r.campaign_id and c.status <> ''CLOSED'' and %3$s',
            place[1], place[2], place[3]);
    end loop;

    -- a draw that waits goes along where no other would wait there
    update inspection_round r set office_id = h.id, version = r.version + 1
    from heir h, campaign c
    where r.office_id = h.unit_id and c.id = r.campaign_id and c.status <> 'CLOSED' and r.status in ('COMMITTED', 'DRAWN')
        and not exists (
            select from inspection_round o left join heir a on a.unit_id = o.office_id
            where o.id <> r.id and o.campaign_id = r.campaign_id and coalesce(a.id, o.office_id) = h.id
                and o.status in ('COMMITTED', 'DRAWN'));
    drop table heir;
end
$$;
