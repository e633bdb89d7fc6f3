-- Who calls and what it may do, as every request asks first: planned once a connection, like the roles themselves.
create function caller_of_session(of_session uuid, moment timestamptz)
    returns table (account_id uuid, username text, password_expired boolean, role text, path text)
    language plpgsql stable
    set plan_cache_mode = force_generic_plan
    as $$
    begin
        return query
        select a.id, a.username, a.password_expired, r.role, r.path
        from session s
        join account a on a.id = s.account_id and a.closed_at is null
        left join lateral account_roles(a.id, moment) r on true
        where s.id = of_session and s.ended_at is null and s.expires_at > moment;
    end;
    $$;

create function caller_of_subject(of_subject text, moment timestamptz)
    returns table (account_id uuid, username text, password_expired boolean, role text, path text)
    language plpgsql stable
    set plan_cache_mode = force_generic_plan
    as $$
    begin
        return query
        select a.id, a.username, false, r.role, r.path
        from account a
        left join lateral account_roles(a.id, moment) r on true
        where a.external_subject = of_subject and a.closed_at is null;
    end;
    $$;
