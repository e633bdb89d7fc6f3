insert into ledger_sum (unit_id, dimension, span, start, key, :columns)
    select e.unit_id, ':d', span, start, e.key, :sums
    from made.days_:d e join made.large l on l.id = e.unit_id
    cross join lateral (values ('D', e.day), ('M', cast(date_trunc('month', e.day) as date)),
        ('Y', cast(date_trunc('year', e.day) as date))) as spans (span, start)
    where span <> 'D' or l.daily
    group by 1, 3, 4, 5;
drop table made.days_:d;
