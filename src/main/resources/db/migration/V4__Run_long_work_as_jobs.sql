create table job (
    id            uuid primary key,
    version       int not null default 1,
    type          text not null,
    status        text not null,
    dry_run       boolean not null,
    step          text,
    parameters    jsonb not null,
    result        jsonb,
    rows_done     bigint not null default 0,
    rows_all      bigint,
    error_count   bigint not null default 0,
    cancel_asked  boolean not null default false,
    created_by    uuid not null,
    created_at    timestamptz not null,
    started_at    timestamptz,
    heartbeat_at  timestamptz,
    finished_at   timestamptz,
    constraint job_account foreign key (created_by) references account (id)
);
create index job_unfinished on job (created_at) where finished_at is null;
create index job_by_account on job (created_by, id);

create table job_error (
    job_id        uuid not null,
    line          bigint not null,
    column_name   text not null,
    code          text not null,
    error         text not null,
    arguments     text[] not null,
    constraint job_error_pkey primary key (job_id, line, column_name, error),
    constraint job_error_job foreign key (job_id) references job (id)
);

-- Rows of an import wait here until the whole of it is valid. Unlogged: a crash empties it and the job says so.
create unlogged table import_row (
    job_id        uuid not null,
    line          bigint not null,
    code          text not null collate "C",
    name          text not null,
    kind          text not null,
    parent_code   text collate "C",
    sector        text,
    tier          text not null,
    level         int,
    unit_id       uuid,
    parent_id     uuid,
    label         text collate "C",
    path          text collate "C"
);
create index import_row_code on import_row (job_id, code);
create index import_row_parent on import_row (job_id, parent_code);
create index import_row_level on import_row (job_id, level);
