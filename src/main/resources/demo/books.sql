-- What the log tells of all this
insert into change (at, entity, entity_id, type, paths, before, after, actor_id)
select at, entity, id, type, paths, before, after, actor from said order by at, n;
update problem p set version = c.changes, changed_at = c.changed_at
from (select entity_id, count(*) as changes, max(at) as changed_at from change group by entity_id) as c where c.entity_id = p.id;
update problem_list p set version = c.changes
from (select entity_id, count(*) as changes from change group by entity_id) as c where c.entity_id = p.id;

-- The units were there before, or nothing could be counted for days that are past
update unit set valid_from = pg_temp.ago(400);
-- The books follow from the log
select ledger_rebuild();
