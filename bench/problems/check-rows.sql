select count(*) from (select * from problem where id::text like '%00') p join unit u on u.id = p.unit_id
    join problem_list l on l.id = p.list_id
where (p.county_id, p.province_id) is distinct from (county_of(u.path), province_of(u.path))
    or not (p.bigrams @> name_bigrams(p.title) and p.bigrams <@ name_bigrams(p.title))
    or (l.unit_id, l.batch_id, l.task_id) is distinct from (p.unit_id, p.batch_id, p.task_id)
