-- The same roles as before. Every request asks for them, and planning what they are made of took twenty times what reading them does: statements
-- are planned anew for their parameters (that of a list depends on how large a subtree is), but these find an account by its id, however many it has.
create or replace function account_roles(of_account uuid, moment timestamptz) returns table (role text, path text)
    language plpgsql stable
    set plan_cache_mode = force_generic_plan
    as $$
    begin
        return query
        select g.role, case when g.unit_id is null then '/' else u.path end
        from access_grant g left join unit u on u.id = g.unit_id
        where g.account_id = of_account and g.revoked_at is null and g.valid_from <= moment
            and (g.valid_to is null or g.valid_to > moment)
        union all
        select 'INSPECTOR', u.path
        from guidance_member m
        join guidance_group g on g.id = m.group_id
        join campaign c on c.id = g.campaign_id and c.status <> 'CLOSED'
        join unit b on b.id = g.base_id
        join guidance_unit a on a.group_id = g.id and a.valid_to is null
        join unit u on u.id = a.unit_id and starts_with(u.path, b.path)
        where m.account_id = of_account and m.removed_at is null
            and cast(moment at time zone c.time_zone as date)
                between greatest(m.starts_on, g.starts_on) and coalesce(least(m.ends_on, g.ends_on), 'infinity');
    end;
    $$;
