insert into problem_list (id, campaign_id, batch_id, task_id, unit_id, status, created_at, created_by, approved_at)
select made.id(timestamptz ':now', d.place_n, 100 + batch_n * 20 + task_n), campaign, b.id, d.task_id, d.unit_id, 'APPROVED', timestamptz ':now',
    made.id(timestamptz ':now', 1, 6), timestamptz ':now'
from (select distinct on (unit_id, batch_n, task_n) * from drawn order by unit_id, batch_n, task_n) d
    join batch_made b on b.n = d.batch_n
order by 1
on conflict do nothing;
