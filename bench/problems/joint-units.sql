insert into problem_joint (problem_id, unit_id)
select d.id, u.id from drawn d join bureau u on u.n = cast(floor(d.bureaus * made.draw(d.n, 40)) as int)
where d.deadline is not null and made.draw(d.n, 41) < 0.12;
