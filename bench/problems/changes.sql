-- The log of every tenth.
insert into change (at, entity, entity_id, type, paths, before, after)
select d.reported_at + make_interval(days => i), 'problem', d.id,
    (array['problem.reported', 'problem.confirmed', 'problem.planned', 'problem.started', 'problem.closed'])[1 + i],
    array[d.path], jsonb_build_object('status', 'REPORTED'), jsonb_build_object('status', 'CONFIRMED')
from drawn d, generate_series(0, 4) as i where d.n % 10 = 0 order by 1;
