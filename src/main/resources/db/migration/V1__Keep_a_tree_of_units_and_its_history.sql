-- The tree. parent_id is the truth; path is derived from it and serves every subtree read as a range scan.
-- A label is never used twice, so a path names one place for ever.
create sequence unit_label as bigint;

create table unit (
    id            uuid primary key,
    version       int not null default 1,
    code          text not null collate "C",
    name          text not null,
    bigrams       text[] not null,
    kind          text not null,
    tier          text not null,
    sector        text,
    parent_id     uuid,
    label         text not null collate "C",
    path          text not null collate "C",
    child_count   int not null default 0,
    closed_at     timestamptz,
    successor_id  uuid,
    valid_from    timestamptz not null,
    created_at    timestamptz not null,
    constraint unit_parent_exists foreign key (parent_id) references unit (id),
    constraint unit_successor_exists foreign key (successor_id) references unit (id),
    constraint unit_path_unique unique (path),
    constraint unit_is_not_its_own_parent check (parent_id <> id),
    constraint unit_child_count_not_negative check (child_count >= 0)
);
create unique index unit_open_code_unique on unit (code) where closed_at is null;
create index unit_code on unit (code);
create index unit_children_by_path on unit (parent_id, path);
create index unit_children_by_name on unit (parent_id, name collate "C", id);
create index unit_children_by_code on unit (parent_id, code, id);
create index unit_kind_path on unit (kind, path);
create index unit_tier_path on unit (tier, path);
create index unit_sector_path on unit (sector, path) where sector is not null;
create index unit_closed_path on unit (path) where closed_at is not null;
create index unit_bigrams on unit using gin (bigrams) with (fastupdate = off);
create index unit_successor on unit (successor_id) where successor_id is not null;

-- What a unit was before: one row for each version that has ended. The version in force stands in unit.
create table unit_past (
    unit_id       uuid not null,
    version       int not null,
    code          text not null collate "C",
    name          text not null,
    kind          text not null,
    tier          text not null,
    sector        text,
    parent_id     uuid,
    path          text not null collate "C",
    closed_at     timestamptz,
    successor_id  uuid,
    valid_from    timestamptz not null,
    valid_to      timestamptz not null,
    constraint unit_past_pkey primary key (unit_id, valid_to, version),
    constraint unit_past_of_unit foreign key (unit_id) references unit (id)
);
create index unit_past_path on unit_past (path, valid_to);
create index unit_past_parent on unit_past (parent_id, path);
create index unit_past_code on unit_past (code);

create table unit_change (
    id            uuid primary key,
    type          text not null,
    unit_id       uuid not null,
    parent_id     uuid,
    successor_id  uuid,
    name          text,
    reason        text,
    units_touched int not null,
    grants_moved  int not null default 0,
    accounts_moved int not null default 0,
    decided_at    timestamptz not null,
    decided_by    uuid not null,
    constraint unit_change_of_unit foreign key (unit_id) references unit (id),
    constraint unit_change_parent foreign key (parent_id) references unit (id),
    constraint unit_change_successor foreign key (successor_id) references unit (id)
);
create index unit_change_by_unit on unit_change (unit_id, id);

-- The two characters that follow one another in a name, lower-cased: an inner part of a name is found by its bigrams
-- (and one character by itself) through a plain GIN index, with no extension.
create function name_bigrams(name text) returns text[]
    language sql immutable parallel safe
    return (
        select coalesce(array_agg(distinct gram), '{}')
        from (
            select substr(lower(name), i, n) as gram
            from generate_series(1, greatest(length(name), 1)) as i, generate_series(1, 2) as n
            where i + n - 1 <= length(name)
        ) as grams
    );

-- Sets of units across the tree.
create table unit_set (
    id           uuid primary key,
    version      int not null default 1,
    name         text not null,
    grouping     text not null,
    exclusive    boolean not null,
    owner_id     uuid not null,
    created_at   timestamptz not null,
    constraint unit_set_owner foreign key (owner_id) references unit (id),
    constraint unit_set_name_unique unique (owner_id, grouping, name)
);
create table unit_set_member (
    set_id       uuid not null,
    unit_id      uuid not null,
    -- repeated from the set where it is exclusive, so that a constraint can hold it
    exclusive_in text,
    joined_at    timestamptz not null,
    constraint unit_set_member_pkey primary key (set_id, unit_id),
    constraint unit_set_member_set foreign key (set_id) references unit_set (id),
    constraint unit_set_member_unit foreign key (unit_id) references unit (id),
    constraint unit_set_member_exclusive unique (exclusive_in, unit_id)
);
create index unit_set_member_by_unit on unit_set_member (unit_id);

-- Dated counts that units report.
create table measure (
    code         text primary key,
    label_en     text not null,
    label_zh     text not null
);
insert into measure (code, label_en, label_zh) values
    ('CADRES', 'Cadres', '干部'),
    ('ORGANISATIONS', 'Grass-roots organisations', '基层党组织'),
    ('MEMBERS', 'Members', '党员'),
    ('LEADING_TEAMS', 'Leading teams', '领导班子');
create table figure (
    unit_id      uuid not null,
    measure      text not null,
    day          date not null,
    value        bigint not null,
    reported_by  uuid not null,
    reported_at  timestamptz not null,
    constraint figure_pkey primary key (unit_id, measure, day),
    constraint figure_unit foreign key (unit_id) references unit (id),
    constraint figure_measure foreign key (measure) references measure (code),
    constraint figure_not_negative check (value >= 0)
);
