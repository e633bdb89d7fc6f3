-- Problems below a unit that has moved, or become something else, may still be said to stand in another county or province. They follow some
-- at a time once the move is done, as each is in many indexes; until then lists of these places do not go by what is said of them.
create table problem_place_pending (
    unit_id      uuid not null,
    was          text not null collate "C",
    reached      text not null collate "C" default '',
    done         boolean not null default false,
    constraint problem_place_pending_pkey primary key (unit_id, was)
);

-- What lies above a unit decides, or the unit itself where it is another than before. While others follow nothing is certain of what moves.
create or replace function keep_places_of_problems() returns trigger
    language plpgsql as $$
begin
    insert into problem_place_pending (unit_id, was)
    select n.id, w.path
    from is_now n
    join was w on w.id = n.id
        and (w.tier, w.kind, w.parent_id) is distinct from (n.tier, n.kind, n.parent_id)
    cross join lateral (
        select regexp_replace(w.path, '[^/]+/$', '') as before, regexp_replace(n.path, '[^/]+/$', '') as after) above
    where (w.tier, w.kind) is distinct from (n.tier, n.kind)
        or (county_of(above.before), province_of(above.before)) is distinct from (county_of(above.after), province_of(above.after))
        or exists (select from problem_place_pending)
    on conflict (unit_id, was) do update set reached = '', done = false;
    return null;
end
$$;
