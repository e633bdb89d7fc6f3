-- What a campaign sets right: common tasks of its top unit, local ones of units for their own subtrees.
create table task (
    id            uuid primary key,
    version       int not null default 1,
    campaign_id   uuid not null,
    owner_id      uuid not null,
    lead_unit_id  uuid,
    name          text not null collate "C",
    description   text,
    position      int not null,
    status        text not null,
    created_at    timestamptz not null,
    constraint task_campaign foreign key (campaign_id) references campaign (id),
    constraint task_owner foreign key (owner_id) references unit (id),
    constraint task_lead_unit foreign key (lead_unit_id) references unit (id)
);
create unique index task_name_unique on task (owner_id, campaign_id, name);
create index task_in_order on task (campaign_id, position, name, id);
create index task_by_name on task (campaign_id, name, id);
create index task_by_lead_unit on task (lead_unit_id) where lead_unit_id is not null;

-- What a unit shall reach in a task, and the latest that it has reported of it.
create table task_target (
    id               uuid primary key,
    version          int not null default 1,
    campaign_id      uuid not null,
    task_id          uuid not null,
    batch_id         uuid,
    unit_id          uuid not null,
    category         text collate "C",
    measure          text not null collate "C",
    unit_of_measure  text not null collate "C",
    number           bigint not null,
    due_on           date,
    assigned         boolean not null,
    done             bigint,
    done_on          date,
    set_by           uuid not null,
    created_at       timestamptz not null,
    constraint task_target_task foreign key (task_id) references task (id),
    constraint task_target_batch foreign key (batch_id) references batch (id),
    constraint task_target_unit foreign key (unit_id) references unit (id),
    constraint task_target_category foreign key (campaign_id, category) references campaign_category (campaign_id, code)
);
create unique index task_target_once on task_target (task_id, unit_id, batch_id, measure) nulls not distinct;
create index task_target_by_unit on task_target (campaign_id, unit_id);

-- How much had been done by the end of a day, in all.
create table target_progress (
    target_id    uuid not null,
    day          date not null,
    version      int not null default 1,
    value        bigint not null,
    note         text,
    reported_by  uuid not null,
    reported_at  timestamptz not null,
    constraint target_progress_pkey primary key (target_id, day),
    constraint target_progress_target foreign key (target_id) references task_target (id)
);
