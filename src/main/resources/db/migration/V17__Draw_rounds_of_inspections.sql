-- A round of inspections that nobody is told of before it starts.
create table inspection_round (
    id               uuid primary key,
    version          int not null default 1,
    campaign_id      uuid not null,
    batch_id         uuid,
    office_id        uuid not null,
    -- given at the start: a gap would tell of a round that has not started
    number           int,
    name             text not null,
    status           text not null default 'PREPARED',
    starts_on        date not null,
    ends_on          date not null,
    stratified_by    text not null,
    per_stratum      int not null,
    numbers          jsonb not null,
    -- from what is drawn: what is null holds for all
    kinds            text[],
    tiers            text[],
    sectors          text[],
    set_id           uuid,
    part_id          uuid,
    created_at       timestamptz not null,
    created_by       uuid not null,
    population       int,
    population_hash  text,
    secret_hash      text,
    commitment       text,
    committed_at     timestamptz,
    contribution     text,
    supplied_by      text,
    seed             text,
    drawn            int,
    drawn_at         timestamptz,
    started_at       timestamptz,
    closed_at        timestamptz,
    constraint inspection_round_campaign foreign key (campaign_id) references campaign (id),
    constraint inspection_round_batch foreign key (batch_id) references batch (id),
    constraint inspection_round_office foreign key (office_id) references unit (id),
    constraint inspection_round_part foreign key (part_id) references unit (id),
    constraint inspection_round_number_once unique (campaign_id, number),
    constraint inspection_round_is_known_once_it_starts check ((number is null) = (started_at is null)),
    constraint inspection_round_commits_before_it_draws check (drawn_at is null or committed_at is not null),
    constraint inspection_round_draws_before_it_starts check (started_at is null or drawn_at is not null)
);
create index inspection_round_by_day on inspection_round (starts_on, id);
create index inspection_round_of_campaign on inspection_round (campaign_id, starts_on, id);
-- nobody draws again for another result
create unique index inspection_round_waits_once on inspection_round (campaign_id, office_id)
    where status in ('COMMITTED', 'DRAWN');

create table round_member (
    round_id    uuid not null,
    account_id  uuid not null,
    constraint round_member_pkey primary key (round_id, account_id),
    constraint round_member_round foreign key (round_id) references inspection_round (id),
    constraint round_member_account foreign key (account_id) references account (id)
);
create index round_member_account on round_member (account_id);

-- Apart from the round, so that no reading of rounds brings it along.
create table round_secret (
    round_id  uuid primary key,
    secret    text not null,
    constraint round_secret_round foreign key (round_id) references inspection_round (id)
);

create table round_stratum (
    round_id  uuid not null,
    stratum   text not null collate "C",
    units     int not null,
    number    int not null,
    constraint round_stratum_pkey primary key (round_id, stratum),
    constraint round_stratum_round foreign key (round_id) references inspection_round (id)
);

-- What is drawn from, as it was when the office committed to it; with a place for those that were drawn.
create table round_population (
    round_id  uuid not null,
    unit_id   uuid not null,
    code      text not null,
    stratum   text not null,
    ticket    text,
    constraint round_population_pkey primary key (round_id, unit_id),
    constraint round_population_round foreign key (round_id) references inspection_round (id),
    constraint round_population_unit foreign key (unit_id) references unit (id)
);
create index round_population_drawn on round_population (round_id, unit_id) where ticket is not null;
create index round_population_drawn_unit on round_population (unit_id) where ticket is not null;
