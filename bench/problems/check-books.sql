with sample as (
    select id from unit where id in (select unit_id from problem where id::text like '%000') order by id limit 200
), counted as (
    select p.unit_id, p.batch_id as batch, c.count, sum(c.n) as n
    from problem p cross join lateral problem_counts(p.unit_id, p.batch_id, p.carried_from, p.status, p.deadline,
        p.first_deadline, p.resolved_deadline, p.confirmed_at, p.resolved_at, p.closed_at, null, null, p.dismissed_as,
        cast(p.changed_at at time zone 'Asia/Shanghai' as date), 'Asia/Shanghai') c
    where p.unit_id in (select id from sample) and c.day <= current_date and c.batch_id = p.batch_id
    group by 1, 2, 3
), kept as (
    select e.unit_id, c.batch_id as batch, k.count, sum(k.n) as n
    from ledger_entry e join ledger_cell c on c.cell = e.cell
    cross join lateral (values ('reported', reported), ('confirmed', confirmed), ('planned', planned), ('in_progress', in_progress),
        ('escalated', escalated), ('claimed', claimed), ('resolved', resolved), ('closed', closed), ('dismissed', dismissed),
        ('unplanned', unplanned), ('overdue', overdue), ('overdue_first', overdue_first),
        ('resolved_on_time', resolved_on_time), ('resolved_on_time_first', resolved_on_time_first),
        ('closed_on_time', closed_on_time), ('closed_on_time_first', closed_on_time_first),
        ('days_to_close', days_to_close), ('carried_in', carried_in)) as k (count, n)
    where e.unit_id in (select id from sample) and e.day <= current_date
    group by 1, 2, 3 having sum(k.n) <> 0
)
select coalesce(c.count, k.count) || ': ' || coalesce(c.n, 0) || ' in rows, ' || coalesce(k.n, 0) || ' in the books'
from (select * from counted where n <> 0) c full join kept k using (unit_id, batch, count) where c.n is distinct from k.n
limit 10
