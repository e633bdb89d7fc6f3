-- From the units to the large ones they lie in,
create unlogged table made.said_:d as
    select h.large as unit_id, c.campaign_id, c.batch_id, :value as value, e.day, :sums
    from ledger_entry e join ledger_cell c on c.cell = e.cell join made.home h on h.id = e.unit_id
    where h.large is not null and (':d' <> 'D' or e.took is not null)
    group by 1, 2, 3, 4, 5;
insert into ledger_key (key, dimension, campaign_id, batch_id, value)
    select distinct ledger_key(':d', campaign_id, batch_id, null, value), ':d', campaign_id, batch_id, value
    from (select distinct campaign_id, batch_id, value from made.said_:d) v;
create unlogged table made.days_:d as
    select s.unit_id, k.key, s.day, :plain
    from made.said_:d s join ledger_key k on k.dimension = ':d' and k.campaign_id = s.campaign_id and k.batch_id = s.batch_id
        and coalesce(k.value, '') = coalesce(s.value, '');
drop table made.said_:d;
