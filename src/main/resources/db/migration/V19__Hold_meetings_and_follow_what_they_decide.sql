-- What an office meets for, again and again.
create table meeting_series (
    id           uuid primary key,
    version      int not null default 1,
    campaign_id  uuid not null,
    office_id    uuid not null,
    name         text not null,
    cadence      text not null,
    -- 1 is Monday
    weekday      int,
    month_day    int,
    starts_on    date not null,
    ends_on      date,
    created_at   timestamptz not null,
    constraint meeting_series_campaign foreign key (campaign_id) references campaign (id),
    constraint meeting_series_office foreign key (office_id) references unit (id),
    constraint meeting_series_name_once unique (campaign_id, name),
    constraint meeting_series_weekday check ((weekday is not null) = (cadence = 'WEEKLY')),
    constraint meeting_series_month_day check ((month_day is not null) = (cadence = 'MONTHLY'))
);
create index meeting_series_by_day on meeting_series (starts_on, id);

create table meeting (
    id            uuid primary key,
    version       int not null default 1,
    series_id     uuid not null,
    -- the day of the cadence that it is for, before working days are looked at: a calendar may change later
    slot          date,
    planned_on    date not null,
    status        text not null default 'PLANNED',
    held_on       date,
    cancelled_on  date,
    reason        text,
    agenda        jsonb not null,
    minutes       text,
    created_at    timestamptz not null,
    created_by    uuid not null,
    constraint meeting_of_series foreign key (series_id) references meeting_series (id),
    constraint meeting_held_on_a_day check ((held_on is not null) = (status = 'HELD')),
    constraint meeting_cancelled_for_a_reason
        check ((status = 'CANCELLED') = (reason is not null) and (status = 'CANCELLED') = (cancelled_on is not null))
);
create index meeting_by_day on meeting (planned_on, id);
create index meeting_of_series_by_day on meeting (series_id, planned_on, id);
create unique index meeting_slot_once on meeting (series_id, slot) where status <> 'CANCELLED';

create table meeting_participant (
    meeting_id  uuid not null,
    position    int not null,
    unit_id     uuid,
    group_id    uuid,
    name        text,
    office      text,
    constraint meeting_participant_pkey primary key (meeting_id, position),
    constraint meeting_participant_meeting foreign key (meeting_id) references meeting (id),
    constraint meeting_participant_unit foreign key (unit_id) references unit (id),
    constraint meeting_participant_group foreign key (group_id) references guidance_group (id),
    constraint meeting_participant_is_one check (num_nonnulls(unit_id, group_id, name) = 1)
);
create index meeting_participant_unit_invited on meeting_participant (unit_id) where unit_id is not null;
create index meeting_participant_group_invited on meeting_participant (group_id) where group_id is not null;

-- Whatever comes of it is told by the problem.
create table decision (
    id          uuid primary key,
    meeting_id  uuid not null,
    number      int not null,
    title       text not null,
    problem_id  uuid not null,
    due_on      date,
    decided_at  timestamptz not null,
    decided_by  uuid not null,
    constraint decision_number_once unique (meeting_id, number),
    constraint decision_meeting foreign key (meeting_id) references meeting (id),
    constraint decision_problem foreign key (problem_id) references problem (id)
);
create index decision_of_problem on decision (problem_id);
