-- Something that every unit of a cohort owes by a day.
create table milestone (
    id           uuid primary key,
    version      int not null default 1,
    campaign_id  uuid not null,
    batch_id     uuid,
    name         text not null,
    description  text,
    kind         text not null,
    due_on       date not null,
    owed_from    date not null,
    evidence     text not null,
    confirmed    boolean not null,
    measure      text,
    -- the cohort: what is null holds for all
    kinds        text[],
    tiers        text[],
    sectors      text[],
    set_id       uuid,
    part_id      uuid,
    created_at   timestamptz not null,
    constraint milestone_campaign foreign key (campaign_id) references campaign (id),
    constraint milestone_batch foreign key (batch_id) references batch (id),
    constraint milestone_measure foreign key (measure) references measure (code),
    constraint milestone_part foreign key (part_id) references unit (id)
);
create unique index milestone_name_once on milestone (campaign_id, batch_id, name) nulls not distinct;
create index milestone_by_due on milestone (campaign_id, due_on, id);
create index milestone_of_batch on milestone (batch_id, id);

-- What one unit owes. Released ones are kept: the unit has left the cohort, and may come back.
create table obligation (
    id             uuid primary key default gen_random_uuid(),
    version        int not null default 1,
    kind           text not null,
    subject_id     uuid not null,
    campaign_id    uuid not null,
    batch_id       uuid,
    unit_id        uuid not null,
    owed_from      date not null,
    due_on         date not null,
    state          text not null default 'OWED',
    released_at    timestamptz,
    -- the day on which it was done, as it was reported: it counts once the state is DONE
    done_on        date,
    amount         bigint,
    done_amount    bigint,
    note           text,
    evidence       jsonb,
    reported_by    uuid,
    reported_at    timestamptz,
    confirmed_by   uuid,
    confirmed_at   timestamptz,
    returned_for   text,
    changed_at     timestamptz not null,
    constraint obligation_once unique (subject_id, unit_id),
    constraint obligation_campaign foreign key (campaign_id) references campaign (id),
    constraint obligation_batch foreign key (batch_id) references batch (id),
    constraint obligation_unit foreign key (unit_id) references unit (id),
    constraint obligation_is_done_on_a_day check ((state = 'OWED') = (done_on is null))
);
create index obligation_of_unit on obligation (unit_id);
create index obligation_not_done on obligation (subject_id) where state <> 'DONE' and released_at is null;

-- What an obligation counts for: nothing once it is released. All of it from one day on: that of its change, or the
-- first on which it is owed. What was not known yet at the end of a day does not count at the end of that day.
create function post_obligations() returns trigger
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
                select 1 as sign, n.changed_at as at, n.* from is_now n
                union all
                select -1, n.changed_at, w.* from was w join is_now n on n.id = w.id
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
create trigger obligation_inserted_is_posted after insert on obligation
    referencing new table as is_now for each statement execute function post_obligations();
create trigger obligation_updated_is_posted after update on obligation
    referencing old table as was new table as is_now for each statement execute function post_obligations();
