-- A leader's contact with a unit, or with a sector within the subtree of the leader's own unit, for a term.
create table contact (
    id           uuid primary key,
    version      int not null default 1,
    campaign_id  uuid not null,
    base_id      uuid not null,
    leader       text not null,
    office       text,
    account_id   uuid,
    unit_id      uuid,
    sector       text,
    starts_on    date not null,
    ends_on      date,
    created_at   timestamptz not null,
    constraint contact_campaign foreign key (campaign_id) references campaign (id),
    constraint contact_base foreign key (base_id) references unit (id),
    constraint contact_account foreign key (account_id) references account (id),
    constraint contact_unit foreign key (unit_id) references unit (id),
    constraint contact_is_with_one check ((unit_id is null) <> (sector is null)),
    constraint contact_ends_after_its_start check (ends_on >= starts_on)
);
create index contact_by_start on contact (starts_on, id);
create index contact_by_campaign on contact (campaign_id, starts_on, id);
create index contact_by_base on contact (base_id);
create index contact_by_unit on contact (unit_id) where unit_id is not null;

alter table visit add column contact_id uuid;
alter table visit add constraint visit_contact foreign key (contact_id) references contact (id);
create index visit_of_contact on visit (contact_id, visited_on desc, id desc) where withdrawn_at is null and contact_id is not null;
