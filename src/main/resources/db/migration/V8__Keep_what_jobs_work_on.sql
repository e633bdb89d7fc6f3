-- Any replica can begin a job again: what it works on is kept with it, in parts, until it has ended.
alter table job
    add column failure text,
    add column request_id text,
    add column runner uuid,
    add column attempts int not null default 0;
create table job_input (
    job_id        uuid not null,
    part          int not null,
    bytes         bytea not null,
    constraint job_input_pkey primary key (job_id, part),
    constraint job_input_job foreign key (job_id) references job (id)
);
-- compressed before it comes
alter table job_input alter column bytes set storage external;
alter table job_error alter column code drop not null;
create index job_finished on job (finished_at) where finished_at is not null;

-- Rows of an import wait in a table of its transaction instead.
drop table import_row;
-- An import inserts before it holds the lock of the tree, and asks for the parents under it.
alter table unit alter constraint unit_parent_exists deferrable initially immediate;
