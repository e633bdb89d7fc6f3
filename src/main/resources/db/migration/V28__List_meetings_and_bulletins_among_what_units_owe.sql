-- A series of meetings is owed once for each of its days; a bulletin once as received, once as answered.
alter table obligation add column slot date;
alter table obligation drop constraint obligation_once;
alter table obligation add constraint obligation_once unique nulls not distinct (subject_id, unit_id, kind, slot);

-- Bulletins that were sent before. Receipts are due on the day after; the days of meetings follow by themselves.
insert into obligation (kind, subject_id, campaign_id, unit_id, owed_from, due_on, state, done_on, changed_at)
select 'BULLETIN', b.id, b.campaign_id, r.unit_id, s.day, s.day + 1, case when r.received_at is null then 'OWED' else 'DONE' end,
    cast(r.received_at at time zone c.time_zone as date), now()
from bulletin b
join campaign c on c.id = b.campaign_id
cross join lateral (select cast(b.sent_at at time zone c.time_zone as date) as day) s
join bulletin_recipient r on r.bulletin_id = b.id
join unit u on u.id = r.unit_id and u.closed_at is null;
insert into obligation (kind, subject_id, campaign_id, unit_id, owed_from, due_on, state, done_on, changed_at)
select 'ANSWER', b.id, b.campaign_id, r.unit_id, s.day, b.answer_due_on, case when r.answered_at is null then 'OWED' else 'DONE' end,
    cast(r.answered_at at time zone c.time_zone as date), now()
from bulletin b
join campaign c on c.id = b.campaign_id
cross join lateral (select cast(b.sent_at at time zone c.time_zone as date) as day) s
join bulletin_recipient r on r.bulletin_id = b.id
join unit u on u.id = r.unit_id and u.closed_at is null
where b.answer_due_on is not null;
