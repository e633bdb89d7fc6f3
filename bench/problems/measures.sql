insert into problem_measure (id, problem_id, unit_id, title, deadline, state, done_at, created_at)
select made.id(reported_at, d.n, 50 + i), d.id, d.unit_id, '措施' || i, d.deadline,
    case when d.status in ('CLOSED', 'RESOLVED') or i = 1 and made.draw(d.n, 42) < 0.5 then 'DONE' else 'OPEN' end,
    case when d.status in ('CLOSED', 'RESOLVED') or i = 1 and made.draw(d.n, 42) < 0.5 then d.reported_at + interval '20 days' end,
    d.reported_at
from drawn d, generate_series(1, 2) as i where d.deadline is not null and (i = 1 or made.draw(d.n, 43) < 0.4);
