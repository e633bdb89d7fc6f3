create unlogged table made.root as select cast(n as int) as n, id, unit_id from drawn where n < :roots;
create unique index on made.root (n);
analyze made.root;
