-- A group that guides units of a campaign for a term. It belongs to the campaign, so batches end without it.
create table guidance_group (
    id           uuid primary key,
    version      int not null default 1,
    campaign_id  uuid not null,
    base_id      uuid not null,
    name         text not null,
    level        text not null,
    starts_on    date not null,
    ends_on      date,
    -- the units beside those that are named: what is null holds for all; all of it without ruled: none
    ruled        boolean not null,
    kinds        text[],
    tiers        text[],
    sectors      text[],
    set_id       uuid,
    part_id      uuid,
    created_at   timestamptz not null,
    constraint guidance_group_campaign foreign key (campaign_id) references campaign (id),
    constraint guidance_group_base foreign key (base_id) references unit (id),
    constraint guidance_group_part foreign key (part_id) references unit (id),
    constraint guidance_group_name_once unique (campaign_id, name),
    constraint guidance_group_ends_after_its_start check (ends_on >= starts_on)
);
create index guidance_group_by_start on guidance_group (starts_on, id);
create index guidance_group_by_name on guidance_group (name, id);
create index guidance_group_by_base on guidance_group (base_id);

-- Who is in a group, from a day to a day, both included; at once no longer when removed. Those are kept.
create table guidance_member (
    group_id     uuid not null,
    account_id   uuid not null,
    role         text not null,
    starts_on    date not null,
    ends_on      date,
    joined_at    timestamptz not null,
    removed_at   timestamptz,
    constraint guidance_member_group foreign key (group_id) references guidance_group (id),
    constraint guidance_member_account foreign key (account_id) references account (id),
    constraint guidance_member_ends_after_its_start check (ends_on >= starts_on)
);
create unique index guidance_member_once_at_a_time on guidance_member (group_id, account_id) where removed_at is null;
create index guidance_member_of_account on guidance_member (account_id) where removed_at is null;

-- Which units a group guides, and from when to when: former ones are kept.
create table guidance_unit (
    id           bigint generated always as identity primary key,
    group_id     uuid not null,
    unit_id      uuid not null,
    by_rule      boolean not null,
    valid_from   timestamptz not null,
    valid_to     timestamptz,
    constraint guidance_unit_group foreign key (group_id) references guidance_group (id),
    constraint guidance_unit_unit foreign key (unit_id) references unit (id)
);
create unique index guidance_unit_once_at_a_time on guidance_unit (group_id, unit_id) where valid_to is null;
create index guidance_unit_by_unit on guidance_unit (unit_id);

-- The roles of an account at a moment, and where: by grants, and by membership of groups. What follows from membership is
-- stored nowhere, and so ends with it: with the day of the member or of the group, with the campaign, and with the
-- assignment of a unit, or its move away from where the group belongs.
create function account_roles(of_account uuid, moment timestamptz) returns table (role text, path text)
    language sql stable
    begin atomic
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

-- Units that shall be visited, each by somebody, until a day.
create table visit_plan (
    id           uuid primary key,
    version      int not null default 1,
    campaign_id  uuid not null,
    batch_id     uuid,
    base_id      uuid not null,
    name         text not null,
    purpose      text,
    starts_on    date not null,
    due_on       date not null,
    -- the cohort: what is null holds for all
    kinds        text[],
    tiers        text[],
    sectors      text[],
    set_id       uuid,
    part_id      uuid,
    created_at   timestamptz not null,
    constraint visit_plan_campaign foreign key (campaign_id) references campaign (id),
    constraint visit_plan_batch foreign key (batch_id) references batch (id),
    constraint visit_plan_base foreign key (base_id) references unit (id),
    constraint visit_plan_part foreign key (part_id) references unit (id),
    constraint visit_plan_name_once unique (campaign_id, name),
    constraint visit_plan_is_due_after_its_start check (due_on >= starts_on)
);
create index visit_plan_by_due on visit_plan (due_on, id);
create index visit_plan_of_batch on visit_plan (batch_id, id);

-- Who of a plan visits which part of the tree.
create table visit_plan_visitor (
    id           uuid primary key,
    plan_id      uuid not null,
    name         text not null,
    office       text,
    account_id   uuid,
    part_id      uuid not null,
    added_at     timestamptz not null,
    constraint visit_plan_visitor_plan foreign key (plan_id) references visit_plan (id),
    constraint visit_plan_visitor_account foreign key (account_id) references account (id),
    constraint visit_plan_visitor_part foreign key (part_id) references unit (id),
    constraint visit_plan_visitor_once unique (plan_id, name, part_id)
);

create table visit (
    id           uuid primary key,
    version      int not null default 1,
    campaign_id  uuid not null,
    unit_id      uuid not null,
    visited_on   date not null,
    visitor      text not null,
    office       text,
    account_id   uuid,
    group_id     uuid,
    plan_id      uuid,
    purpose      text not null,
    found        text,
    problem_ids  uuid[] not null,
    recorded_by  uuid not null,
    recorded_at  timestamptz not null,
    withdrawn_at timestamptz,
    constraint visit_campaign foreign key (campaign_id) references campaign (id),
    constraint visit_unit foreign key (unit_id) references unit (id),
    constraint visit_account foreign key (account_id) references account (id),
    constraint visit_group foreign key (group_id) references guidance_group (id),
    constraint visit_plan foreign key (plan_id) references visit_plan (id)
);
create index visit_by_day on visit (visited_on desc, id desc) where withdrawn_at is null;
create index visit_of_campaign on visit (campaign_id, visited_on desc, id desc) where withdrawn_at is null;
create index visit_of_unit on visit (unit_id, visited_on desc, id desc) where withdrawn_at is null;
create index visit_of_group on visit (group_id, visited_on desc, id desc) where withdrawn_at is null and group_id is not null;
create index visit_of_plan on visit (plan_id, unit_id, visited_on) where withdrawn_at is null and plan_id is not null;
