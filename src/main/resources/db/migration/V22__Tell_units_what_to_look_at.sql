-- What a unit tells units of its subtree to look at; each of them owes a receipt.
create table guidance_note (
    id           uuid primary key,
    version      int not null default 1,
    campaign_id  uuid not null,
    batch_id     uuid,
    base_id      uuid not null,
    title        text not null,
    text         text not null,
    focus        text[] not null,
    -- for whom in these units; none: for all
    audiences    text[] not null,
    issued_on    date not null,
    due_on       date not null,
    -- the cohort: what is null holds for all
    kinds        text[],
    tiers        text[],
    sectors      text[],
    set_id       uuid,
    part_id      uuid,
    created_at   timestamptz not null,
    constraint guidance_note_campaign foreign key (campaign_id) references campaign (id),
    constraint guidance_note_batch foreign key (batch_id) references batch (id),
    constraint guidance_note_base foreign key (base_id) references unit (id),
    constraint guidance_note_part foreign key (part_id) references unit (id),
    constraint guidance_note_is_due_after_its_issue check (due_on >= issued_on)
);
create index guidance_note_by_issue on guidance_note (issued_on desc, id desc);
create index guidance_note_of_campaign on guidance_note (campaign_id, issued_on desc, id desc);
create index guidance_note_of_batch on guidance_note (batch_id, id);
create index guidance_note_by_base on guidance_note (base_id);
