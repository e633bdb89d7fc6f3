-- Lists as of a day have the filters of lists of today, and want an index behind each of them.
-- The bigrams are copied from the version that ends: to make them anew costs as much as the rest of a move.
alter table unit_past add column bigrams text[];
update unit_past set bigrams = name_bigrams(name);
alter table unit_past alter column bigrams set not null;
create index unit_past_bigrams on unit_past using gin (bigrams) with (fastupdate = off);
create index unit_past_kind on unit_past (kind, path);
create index unit_past_tier on unit_past (tier, path);
create index unit_past_sector on unit_past (sector, path) where sector is not null;
create index unit_past_closed on unit_past (path) where closed_at is not null;
