-- The briefing of a meeting as it was when the meeting was held, to the letter: its digest is that of the text.
create table meeting_briefing (
    meeting_id   uuid primary key,
    content      text not null,
    digest       text not null,
    composed_at  timestamptz not null,
    constraint meeting_briefing_meeting foreign key (meeting_id) references meeting (id)
);
