-- One row for every change, written in its transaction. Read in the order (xid, id) below the oldest running
-- transaction, so that a late commit is never skipped.
create table change (
    id           bigint generated always as identity,
    xid          xid8 not null default pg_current_xact_id(),
    at           timestamptz not null,
    entity       text not null,
    entity_id    uuid not null,
    type         text not null,
    paths        text[] not null,
    before       jsonb,
    after        jsonb,
    actor_id     uuid,
    request_id   text,
    constraint change_pkey primary key (id, at)
) partition by range (at);
create table change_default partition of change default;
create index change_by_entity on change (entity_id, id desc);
create index change_in_order on change (xid, id);

-- Makes the partitions of this month and the next two. Safe to call from several replicas at once.
create function make_change_partitions(today date) returns void
    language plpgsql as $$
declare
    month date;
begin
    perform pg_advisory_xact_lock(7031002);
    for i in 0..2 loop
        month := date_trunc('month', today) + make_interval(months => i);
        execute format(
            'create table if not exists change_%s partition of change for values from (%L) to (%L)',
            to_char(month, 'YYYY_MM'), month, month + interval '1 month');
    end loop;
end
$$;
select make_change_partitions(current_date);
