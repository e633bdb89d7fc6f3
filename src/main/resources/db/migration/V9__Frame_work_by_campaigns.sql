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
