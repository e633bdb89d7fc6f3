-- A statement that changes many rows is compared with what they were without a join: the plan that is kept is one for a row or two, and with it
-- a join of some thousands compared each with each. What a row was counts as of the moment of what it has become.
create or replace function post_problems() returns trigger
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
        select id, status, unit_id, batch_id, task_id, category, deadline, first_deadline, root_id, holder_id, dismissed_as,
            carried_from
        from is_now
        except
        select id, status, unit_id, batch_id, task_id, category, deadline, first_deadline, root_id, holder_id, dismissed_as,
            carried_from
        from was)
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
            from (select v.*, first_value(changed_at) over (partition by id order by sign desc) as at
                from (select 1 as sign, * from is_now union all select -1, * from was) v) r
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

create or replace function post_obligations() returns trigger
    language plpgsql
    set plan_cache_mode = force_generic_plan as $$
begin
    if tg_op = 'INSERT' then
        insert into ledger_posting (unit_id, day, cell, campaign_id, batch_id, subject_id, expected, done, on_time, expected_amount,
            done_amount)
        select unit_id, greatest(cast(changed_at at time zone time_zone as date), owed_from),
            ledger_cell(campaign_id, batch_id, null, null, subject_id), campaign_id, batch_id, subject_id, 1,
            case when state = 'DONE' then 1 end, case when state = 'DONE' and done_on <= due_on then 1 end,
            nullif(amount, 0), case when state = 'DONE' then nullif(coalesce(done_amount, amount), 0) end
        from is_now
        join (select id as in_campaign, time_zone from campaign) c on c.in_campaign = campaign_id
        where released_at is null;
    else
        insert into ledger_posting (unit_id, day, cell, campaign_id, batch_id, subject_id, expected, done, on_time, expected_amount,
            done_amount)
        select unit_id, day, ledger_cell(campaign_id, batch_id, null, null, subject_id), campaign_id, batch_id, subject_id,
            nullif(expected, 0), nullif(done, 0), nullif(on_time, 0), nullif(expected_amount, 0), nullif(done_amount, 0)
        from (
            select r.unit_id, r.campaign_id, r.batch_id, r.subject_id,
                greatest(cast(r.at at time zone c.time_zone as date), r.owed_from) as day,
                sum(r.sign) as expected,
                sum(r.sign) filter (where r.state = 'DONE') as done,
                sum(r.sign) filter (where r.state = 'DONE' and r.done_on <= r.due_on) as on_time,
                sum(r.sign * r.amount) as expected_amount,
                sum(r.sign * coalesce(r.done_amount, r.amount)) filter (where r.state = 'DONE') as done_amount
            from (
                select v.*, first_value(changed_at) over (partition by id order by sign desc) as at
                from (select 1 as sign, * from is_now union all select -1, * from was) v
            ) r
            join campaign c on c.id = r.campaign_id
            where r.released_at is null
            group by 1, 2, 3, 4, 5
        ) moved
        where (expected, coalesce(done, 0), coalesce(on_time, 0), coalesce(expected_amount, 0), coalesce(done_amount, 0))
            <> (0, 0, 0, 0, 0);
    end if;
    return null;
end
$$;

create or replace function post_targets() returns trigger
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
                select v.*, first_value(changed_at) over (partition by id order by sign desc) as at
                from (select 1 as sign, * from is_now union all select -1, * from was) v
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
