-- What an office makes known to units. It is sent as it is made, and never changes.
create table bulletin (
    id             uuid primary key,
    campaign_id    uuid not null,
    office_id      uuid not null,
    round_id       uuid,
    finding_id     uuid,
    title          text not null,
    content        text not null,
    answer_due_on  date,
    sent_at        timestamptz not null,
    sent_by        uuid not null,
    constraint bulletin_campaign foreign key (campaign_id) references campaign (id),
    constraint bulletin_office foreign key (office_id) references unit (id),
    constraint bulletin_of_round foreign key (round_id) references inspection_round (id),
    constraint bulletin_of_finding foreign key (finding_id) references finding (id)
);
create index bulletin_by_time on bulletin (sent_at, id);
create index bulletin_by_office on bulletin (office_id);

create table bulletin_recipient (
    bulletin_id  uuid not null,
    unit_id      uuid not null,
    received_at  timestamptz,
    received_by  uuid,
    answer       text,
    answered_at  timestamptz,
    answered_by  uuid,
    constraint bulletin_recipient_pkey primary key (bulletin_id, unit_id),
    constraint bulletin_recipient_bulletin foreign key (bulletin_id) references bulletin (id),
    constraint bulletin_recipient_unit foreign key (unit_id) references unit (id),
    constraint bulletin_recipient_answers_what_it_received check (answered_at is null or received_at is not null),
    constraint bulletin_recipient_answer_is_said check ((answer is null) = (answered_at is null))
);
create index bulletin_recipient_of_unit on bulletin_recipient (unit_id, bulletin_id);
