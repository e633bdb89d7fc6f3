-- When a calendar changes: the days of series that were past by then, and when each was due.
create table meeting_day (
    series_id  uuid not null,
    slot       date not null,
    due_on     date not null,
    constraint meeting_day_pkey primary key (series_id, slot),
    constraint meeting_day_of_series foreign key (series_id) references meeting_series (id)
);
create index meeting_series_of_campaign on meeting_series (campaign_id, id);
