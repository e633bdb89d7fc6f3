-- and from each of those, the deepest first, to the next above.
insert into made.days_:d (unit_id, key, day, :columns)
    select l.above, e.key, e.day, :sums from made.days_:d e join made.large l on l.id = e.unit_id
    where l.depth = :level and l.above is not null group by 1, 2, 3;
