-- A drive through the subtree of its top unit, with days of its own.
create table campaign (
    id           uuid primary key,
    version      int not null default 1,
    name         text not null,
    top_unit_id  uuid not null,
    time_zone    text not null,
    starts_on    date not null,
    ends_on      date,
    description  text,
    status       text not null,
    created_at   timestamptz not null,
    constraint campaign_top_unit foreign key (top_unit_id) references unit (id),
    constraint campaign_ends_after_its_start check (ends_on >= starts_on)
);
create index campaign_by_start on campaign (starts_on, id);
create index campaign_by_top_unit on campaign (top_unit_id);

-- Days that are not as the week has them: holidays, and weekends that are worked.
create table campaign_day (
    campaign_id  uuid not null,
    day          date not null,
    version      int not null default 1,
    working      boolean not null,
    name         text not null,
    constraint campaign_day_pkey primary key (campaign_id, day),
    constraint campaign_day_campaign foreign key (campaign_id) references campaign (id)
);

-- Kinds of problems of a campaign, each with the fields that its problems have.
create table campaign_category (
    campaign_id  uuid not null,
    code         text not null collate "C",
    version      int not null default 1,
    label_en     text not null,
    label_zh     text not null,
    fields       jsonb not null,
    constraint campaign_category_pkey primary key (campaign_id, code),
    constraint campaign_category_campaign foreign key (campaign_id) references campaign (id)
);

-- A part of a campaign with days and a cohort of its own.
create table batch (
    id           uuid primary key,
    version      int not null default 1,
    campaign_id  uuid not null,
    name         text not null,
    starts_on    date not null,
    ends_on      date,
    status       text not null,
    created_at   timestamptz not null,
    constraint batch_campaign foreign key (campaign_id) references campaign (id),
    constraint batch_ends_after_its_start check (ends_on >= starts_on)
);
create index batch_by_start on batch (campaign_id, starts_on, id);

-- Which units belong to a batch, and from when to when: withdrawn ones are kept.
create table enrolment (
    id           bigint generated always as identity primary key,
    batch_id     uuid not null,
    unit_id      uuid not null,
    valid_from   timestamptz not null,
    valid_to     timestamptz,
    reason       text,
    end_reason   text,
    enrolled_by  uuid not null,
    withdrawn_by uuid,
    constraint enrolment_batch foreign key (batch_id) references batch (id),
    constraint enrolment_unit foreign key (unit_id) references unit (id)
);
create unique index enrolment_once_at_a_time on enrolment (batch_id, unit_id) where valid_to is null;
create index enrolment_as_of on enrolment (batch_id, unit_id, valid_from);
create index enrolment_by_unit on enrolment (unit_id);
