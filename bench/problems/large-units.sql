-- How many entries lie below each unit; of the large ones, what is nearest above; and of each unit, the large one it lies in.
insert into ledger_unit (unit_id, entries, position, summed, daily)
    select a.id, sum(o.n), sum(o.n), sum(o.n) >= 5000, sum(o.n) >= 50000
    from (select unit_id, count(*) as n from ledger_entry group by 1) o join unit u on u.id = o.unit_id
    cross join lateral unnest(path_line(u.path)) as line join unit a on a.path = line
    group by a.id;
create unlogged table made.large as
    select l.unit_id as id, u.path, l.daily, cardinality(path_line(u.path)) as depth,
        (select b.unit_id from ledger_unit b join unit a on a.id = b.unit_id
            where b.summed and a.path = any(path_line(u.path)) and a.id <> u.id order by length(a.path) desc limit 1) as above
    from ledger_unit l join unit u on u.id = l.unit_id where l.summed;
create unique index on made.large (path);
analyze made.large;
create unlogged table made.home as
    select u.id, u.kind, u.sector,
        (select b.id from made.large b where b.path = any(path_line(u.path)) order by b.depth desc limit 1) as large
    from unit u join ledger_unit l on l.unit_id = u.id;
create unique index on made.home (id);
analyze made.home;
