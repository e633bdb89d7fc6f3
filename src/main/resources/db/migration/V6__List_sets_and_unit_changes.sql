-- The orders of the lists of sets and of structural changes.
create index unit_set_by_grouping on unit_set (grouping collate "C", name collate "C", id);
create index unit_change_by_time on unit_change (decided_at, id);

-- A correction of a figure names the version that it corrects.
alter table figure add column version int not null default 1;
