-- Lists as of a day have the filters of lists of today, and want an index behind each of them.
alter table unit_past add column bigrams text[] not null generated always as (name_bigrams(name)) stored;
create index unit_past_bigrams on unit_past using gin (bigrams) with (fastupdate = off);
create index unit_past_kind on unit_past (kind, path);
create index unit_past_tier on unit_past (tier, path);
create index unit_past_sector on unit_past (sector, path) where sector is not null;
create index unit_past_closed on unit_past (path) where closed_at is not null;
