-- An edition of a checklist never changes: answers are to its questions.
create table checklist (
    id           uuid primary key,
    campaign_id  uuid not null,
    office_id    uuid not null,
    name         text not null,
    edition      int not null,
    items        jsonb not null,
    created_at   timestamptz not null,
    created_by   uuid not null,
    constraint checklist_campaign foreign key (campaign_id) references campaign (id),
    constraint checklist_office foreign key (office_id) references unit (id),
    constraint checklist_edition_once unique (campaign_id, office_id, name, edition)
);

-- The visit of a team to a unit that was drawn.
create table inspection (
    id            uuid primary key,
    campaign_id   uuid not null,
    round_id      uuid not null,
    unit_id       uuid not null,
    checklist_id  uuid,
    inspected_on  date not null,
    answers       jsonb not null,
    note          text,
    recorded_at   timestamptz not null,
    recorded_by   uuid not null,
    constraint inspection_campaign foreign key (campaign_id) references campaign (id),
    constraint inspection_of_round foreign key (round_id) references inspection_round (id),
    constraint inspection_of_unit foreign key (unit_id) references unit (id),
    constraint inspection_by_checklist foreign key (checklist_id) references checklist (id)
);
create index inspection_by_day on inspection (inspected_on, id);
create index inspection_in_round on inspection (round_id, inspected_on, id);
create index inspection_at_unit on inspection (unit_id, inspected_on, id);

-- What an inspection found, until the supervising unit has made a problem of it or not.
create table finding (
    id             uuid primary key,
    inspection_id  uuid not null,
    number         int not null,
    title          text not null,
    description    text,
    category       text not null,
    fields         jsonb not null,
    severity       text not null,
    status         text not null default 'WAITING',
    problem_id     uuid,
    reason         text,
    decided_at     timestamptz,
    decided_by     uuid,
    constraint finding_number_once unique (inspection_id, number),
    constraint finding_of_inspection foreign key (inspection_id) references inspection (id),
    constraint finding_became_problem foreign key (problem_id) references problem (id),
    constraint finding_accepted_is_a_problem check ((problem_id is not null) = (status = 'ACCEPTED')),
    constraint finding_rejected_for_a_reason check ((reason is not null) = (status = 'REJECTED'))
);
create index finding_of_problem on finding (problem_id) where problem_id is not null;
create index finding_waiting on finding (id) where status = 'WAITING';
