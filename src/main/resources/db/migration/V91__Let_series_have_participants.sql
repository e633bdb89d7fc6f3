-- Who takes part in every meeting of a series, unless a meeting says otherwise.
create table series_participant (
    series_id   uuid not null,
    position    int not null,
    unit_id     uuid,
    group_id    uuid,
    name        text,
    office      text,
    constraint series_participant_pkey primary key (series_id, position),
    constraint series_participant_series foreign key (series_id) references meeting_series (id),
    constraint series_participant_unit foreign key (unit_id) references unit (id),
    constraint series_participant_group foreign key (group_id) references guidance_group (id),
    constraint series_participant_is_one check (num_nonnulls(unit_id, group_id, name) = 1)
);
create index series_participant_unit_invited on series_participant (unit_id) where unit_id is not null;
