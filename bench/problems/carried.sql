insert into problem_carried (problem_id, from_batch_id, to_batch_id, carried_at)
select d.id, f.id, t.id, timestamptz ':now' - interval '200 days' from drawn d, batch_made f, batch_made t
where d.found_in = 0 and d.batch_n = 1 and f.n = 0 and t.n = 1;
