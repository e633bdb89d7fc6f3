-- The roles of an account at a moment, where, and whether by a grant. Beside grants and groups, whoever is in the team of a round inspects what the
-- round has drawn, from its start to its end. Whoever is in no team does not pay for that.
create function held_roles(of_account uuid, moment timestamptz) returns table (role text, path text, granted boolean)
    language plpgsql stable
    set plan_cache_mode = force_generic_plan
    as $$
    begin
        return query
        select g.role, case when g.unit_id is null then '/' else u.path end, true
        from access_grant g left join unit u on u.id = g.unit_id
        where g.account_id = of_account and g.revoked_at is null and g.valid_from <= moment
            and (g.valid_to is null or g.valid_to > moment)
        union all
        select 'INSPECTOR', u.path, false
        from guidance_member m
        join guidance_group g on g.id = m.group_id
        join campaign c on c.id = g.campaign_id and c.status <> 'CLOSED'
        join unit b on b.id = g.base_id
        join guidance_unit a on a.group_id = g.id and a.valid_to is null
        join unit u on u.id = a.unit_id and starts_with(u.path, b.path)
        where m.account_id = of_account and m.removed_at is null
            and cast(moment at time zone c.time_zone as date)
                between greatest(m.starts_on, g.starts_on) and coalesce(least(m.ends_on, g.ends_on), 'infinity');
        if exists (select from round_member m where m.account_id = of_account) then
            return query
            select 'INSPECTOR', u.path, false
            from round_member m
            join inspection_round r on r.id = m.round_id and r.status = 'STARTED'
            join campaign c on c.id = r.campaign_id and c.status <> 'CLOSED'
            join round_population p on p.round_id = r.id and p.ticket is not null
            join unit u on u.id = p.unit_id
            where m.account_id = of_account;
        end if;
    end;
    $$;

create or replace function account_roles(of_account uuid, moment timestamptz) returns table (role text, path text)
    language plpgsql stable
    set plan_cache_mode = force_generic_plan
    as $$
    begin
        return query select h.role, h.path from held_roles(of_account, moment) h;
    end;
    $$;

-- As those that the release before asks, with whether each role is by a grant.
create function caller_by_session(of_session uuid, moment timestamptz)
    returns table (account_id uuid, username text, password_expired boolean, role text, path text, granted boolean)
    language plpgsql stable
    set plan_cache_mode = force_generic_plan
    as $$
    begin
        return query
        select a.id, a.username, a.password_expired, r.role, r.path, coalesce(r.granted, false)
        from session s
        join account a on a.id = s.account_id and a.closed_at is null
        left join lateral held_roles(a.id, moment) r on true
        where s.id = of_session and s.ended_at is null and s.expires_at > moment;
    end;
    $$;

create function caller_by_subject(of_subject text, moment timestamptz)
    returns table (account_id uuid, username text, password_expired boolean, role text, path text, granted boolean)
    language plpgsql stable
    set plan_cache_mode = force_generic_plan
    as $$
    begin
        return query
        select a.id, a.username, false, r.role, r.path, coalesce(r.granted, false)
        from account a
        left join lateral held_roles(a.id, moment) r on true
        where a.external_subject = of_subject and a.closed_at is null;
    end;
    $$;
