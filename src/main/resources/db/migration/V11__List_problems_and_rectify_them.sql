-- The labels that link problems of a campaign to other drives; and after how many working days past its deadline a
-- problem is escalated one tier up by itself: null is never.
alter table campaign add column labels text[] not null default '{}';
alter table campaign add column escalate_after int;

-- What a unit has found for a batch, perhaps for one task: one list each.
create table problem_list (
    id           uuid primary key,
    version      int not null default 1,
    campaign_id  uuid not null,
    batch_id     uuid not null,
    task_id      uuid,
    unit_id      uuid not null,
    status       text not null,
    aims         text,
    steps        text,
    lead_person  text,
    statement    text,
    returned_for text,
    created_at   timestamptz not null,
    created_by   uuid not null,
    submitted_at timestamptz,
    submitted_by uuid,
    approved_at  timestamptz,
    approved_by  uuid,
    closed_at    timestamptz,
    constraint problem_list_campaign foreign key (campaign_id) references campaign (id),
    constraint problem_list_batch foreign key (batch_id) references batch (id),
    constraint problem_list_task foreign key (task_id) references task (id),
    constraint problem_list_unit foreign key (unit_id) references unit (id),
    constraint problem_list_once unique nulls not distinct (unit_id, batch_id, task_id)
);
create index problem_list_by_batch on problem_list (batch_id, id);

-- The paths from the root down to a place, this included.
create function path_line(place text) returns text[]
    language sql immutable parallel safe
    return (
        select array_agg(substr(place, 1, i)) from generate_series(2, length(place)) as i where substr(place, i, 1) = '/'
    );

-- The highest unit at or above a place that is a county, and the highest that is a province; a country is neither.
create function county_of(place text) returns uuid
    language sql stable parallel safe
    return (
        select id from unit where path = any(path_line(place)) and tier = 'COUNTY' order by length(path) limit 1
    );
create function province_of(place text) returns uuid
    language sql stable parallel safe
    return (
        select id from unit where path = any(path_line(place)) and tier = 'PROVINCE' and kind <> 'COUNTRY'
        order by length(path) limit 1
    );

-- What lists are filtered by, each as one number: an inverted index of them answers every combination of filters.
create function facet(kind text, value text) returns bigint
    language sql immutable parallel safe
    return hashtextextended(kind || ':' || value, 0);
create function facets_of(
    campaign uuid, batch uuid, carried_from uuid[], task uuid, category text, severity text, source text, labels text[])
    returns bigint[]
    language sql immutable parallel safe
    return array_remove(
        array[facet('campaign', cast(campaign as text)), facet('batch', cast(batch as text)), facet('task', cast(task as text)),
            facet('category', category), facet('severity', severity), facet('source', source)], null)
        || (select array_agg(facet('batch', cast(b as text))) from unnest(carried_from) as b)
        || (select array_agg(facet('label', l)) from unnest(labels) as l);

-- A problem has one status. Where its deadline is none, it is infinity, so that the indexes have an order.
-- It stands at a unit, and at the county and the province above that: a path would be rewritten with every move of a unit.
create table problem (
    id                  uuid primary key,
    version             int not null default 1,
    campaign_id         uuid not null,
    batch_id            uuid not null,
    carried_from        uuid[] not null default '{}',
    task_id             uuid,
    list_id             uuid not null,
    unit_id             uuid not null,
    county_id           uuid,
    province_id         uuid,
    title               text not null,
    bigrams             text[] not null,
    description         text,
    manifestation       text,
    category            text not null collate "C",
    fields              jsonb not null,
    severity            text not null,
    source              text not null,
    labels              text[] not null,
    initiating_id       uuid,
    finding             boolean not null,
    responsible_id      uuid,
    responsible_person  text,
    responsible_office  text,
    first_deadline      date,
    deadline            date not null default 'infinity',
    status              text not null,
    status_before       text,
    escalated_to_id     uuid,
    escalated_from_id   uuid,
    escalated_at        timestamptz,
    escalation_ground   text,
    escalation_tier     text,
    escalation_reason   text,
    escalated_for       date,
    root_id             uuid,
    holder_id           uuid,
    claimed_at          timestamptz,
    recurrence_of       uuid,
    dismissed_as        text,
    duplicate_of        uuid,
    extension_to        date,
    extension_reason    text,
    extension_by        uuid,
    reported_at         timestamptz not null,
    reported_by         uuid not null,
    confirmed_at        timestamptz,
    resolved_at         timestamptz,
    resolved_by         uuid,
    closed_at           timestamptz,
    facets              bigint[] not null generated always as (
        facets_of(campaign_id, batch_id, carried_from, task_id, category, severity, source, labels)) stored,
    constraint problem_campaign foreign key (campaign_id) references campaign (id),
    constraint problem_batch foreign key (batch_id) references batch (id),
    constraint problem_category foreign key (campaign_id, category) references campaign_category (campaign_id, code),
    constraint problem_list_of foreign key (list_id) references problem_list (id),
    constraint problem_task foreign key (task_id) references task (id),
    constraint problem_unit foreign key (unit_id) references unit (id),
    constraint problem_county foreign key (county_id) references unit (id),
    constraint problem_province foreign key (province_id) references unit (id),
    constraint problem_initiating foreign key (initiating_id) references unit (id),
    constraint problem_responsible foreign key (responsible_id) references unit (id),
    constraint problem_escalated_to foreign key (escalated_to_id) references unit (id),
    constraint problem_escalated_from foreign key (escalated_from_id) references unit (id),
    constraint problem_holder foreign key (holder_id) references unit (id),
    constraint problem_root foreign key (root_id) references problem (id),
    constraint problem_recurrence foreign key (recurrence_of) references problem (id),
    constraint problem_duplicate foreign key (duplicate_of) references problem (id),
    constraint problem_is_not_its_own_root check (root_id <> id),
    constraint problem_final_is_closed check ((closed_at is not null) = (status in ('CLOSED', 'DISMISSED'))),
    constraint problem_escalated_is_asked check ((escalated_to_id is not null) = (status = 'ESCALATED')),
    constraint problem_claimed_has_holder check (status <> 'CLAIMED' or (root_id is not null and holder_id is not null)),
    constraint problem_planned_is_whole
        check (status not in ('PLANNED', 'IN_PROGRESS') or (responsible_id is not null and deadline <> 'infinity')),
    constraint problem_dismissed_for_a_reason check ((dismissed_as is not null) = (status = 'DISMISSED'))
)
with (fillfactor = 85);
-- Each order of a list everywhere and by unit, county and province; what belongs to no county has indexes of its own.
create index problem_open_of_unit on problem (unit_id, deadline, id) where closed_at is null;
create index problem_open_of_county on problem (county_id, deadline, id) where closed_at is null and county_id is not null;
create index problem_open_of_province on problem (province_id, deadline, id) where closed_at is null and province_id is not null;
create index problem_open_of_no_county on problem (province_id, deadline, id) where closed_at is null and county_id is null;
create index problem_open on problem (deadline, id) where closed_at is null;
create index problem_reported_of_unit on problem (unit_id, reported_at, id);
create index problem_reported_of_county on problem (county_id, reported_at, id) where county_id is not null;
create index problem_reported_of_province on problem (province_id, reported_at, id) where province_id is not null;
create index problem_reported_of_no_county on problem (province_id, reported_at, id) where county_id is null;
create index problem_reported on problem (reported_at, id);
create index problem_final_of_unit on problem (unit_id, closed_at, id) where closed_at is not null;
create index problem_final_of_county on problem (county_id, closed_at, id) where closed_at is not null and county_id is not null;
create index problem_final_of_province on problem (province_id, closed_at, id) where closed_at is not null and province_id is not null;
create index problem_final_of_no_county on problem (province_id, closed_at, id) where closed_at is not null and county_id is null;
create index problem_final on problem (closed_at, id) where closed_at is not null;
create index problem_of_responsible on problem (responsible_id, deadline, id) where responsible_id is not null;
create index problem_of_list on problem (list_id, id);
create index problem_of_batch on problem (batch_id, id);
create index problem_of_task on problem (task_id, id) where task_id is not null;
create index problem_of_root on problem (root_id, id) where root_id is not null;
create index problem_asked_of on problem (escalated_to_id, escalated_at, id) where escalated_to_id is not null;
create index problem_asked_by on problem (escalated_from_id) where escalated_from_id is not null;
create index problem_held_by on problem (holder_id, id) where holder_id is not null;
create index problem_due_of_campaign on problem (campaign_id, deadline, id) where closed_at is null;
create index problem_recurring on problem (recurrence_of) where recurrence_of is not null;
create index problem_facets on problem using gin (facets);
create index problem_bigrams on problem using gin (bigrams);

create table problem_joint (
    problem_id   uuid not null,
    unit_id      uuid not null,
    constraint problem_joint_pkey primary key (problem_id, unit_id),
    constraint problem_joint_problem foreign key (problem_id) references problem (id),
    constraint problem_joint_unit foreign key (unit_id) references unit (id)
);
create index problem_joint_by_unit on problem_joint (unit_id, problem_id);

-- The steps of a problem's plan.
create table problem_measure (
    id           uuid primary key,
    problem_id   uuid not null,
    unit_id      uuid not null,
    title        text not null,
    deadline     date not null,
    state        text not null,
    dropped_for  text,
    done_at      timestamptz,
    created_at   timestamptz not null,
    constraint problem_measure_problem foreign key (problem_id) references problem (id),
    constraint problem_measure_unit foreign key (unit_id) references unit (id),
    constraint problem_measure_dropped_for_a_reason check ((dropped_for is not null) = (state = 'DROPPED'))
);
create index problem_measure_of_problem on problem_measure (problem_id, id);
create index problem_measure_of_unit on problem_measure (unit_id, deadline, id);

-- What units report of their work, and what shows that it was done.
create table problem_report (
    id           uuid primary key,
    problem_id   uuid not null,
    measure_id   uuid,
    unit_id      uuid not null,
    text         text not null,
    reported_at  timestamptz not null,
    reported_by  uuid not null,
    constraint problem_report_problem foreign key (problem_id) references problem (id),
    constraint problem_report_measure foreign key (measure_id) references problem_measure (id),
    constraint problem_report_unit foreign key (unit_id) references unit (id)
);
create index problem_report_of_problem on problem_report (problem_id, reported_at, id);

create table problem_evidence (
    id           uuid primary key,
    problem_id   uuid not null,
    report_id    uuid not null,
    unit_id      uuid not null,
    type         text not null,
    day          date not null,
    reference    text,
    file_name    text,
    digest       text,
    constraint problem_evidence_problem foreign key (problem_id) references problem (id),
    constraint problem_evidence_report foreign key (report_id) references problem_report (id),
    constraint problem_evidence_unit foreign key (unit_id) references unit (id),
    constraint problem_evidence_shows_something check (reference is not null or (file_name is not null and digest is not null))
);
create index problem_evidence_of_report on problem_evidence (report_id, id);

-- Where a problem was before it was carried over: the clock runs on.
create table problem_carried (
    problem_id   uuid not null,
    from_batch_id uuid not null,
    to_batch_id  uuid not null,
    carried_at   timestamptz not null,
    constraint problem_carried_pkey primary key (problem_id, from_batch_id),
    constraint problem_carried_problem foreign key (problem_id) references problem (id),
    constraint problem_carried_from foreign key (from_batch_id) references batch (id),
    constraint problem_carried_to foreign key (to_batch_id) references batch (id)
);
create index problem_carried_out on problem_carried (from_batch_id, problem_id);

-- When units move or change their tier, the county and the province of problems follow, whoever wrote to the tree.
-- Unit by unit: how many units a move touches the planner cannot know, and it would read all problems.
create function keep_places_of_problems() returns trigger
    language plpgsql as $$
declare
    place record;
    county uuid;
    province uuid;
begin
    for place in
        select moved.id, moved.path
        from (
            select distinct below.id, below.path
            from is_now n
            join was w on w.id = n.id and (w.path, w.tier, w.kind) is distinct from (n.path, n.tier, n.kind)
            cross join lateral (
                select id, path from unit where path >= n.path and path < left(n.path, -1) || '0' offset 0) below
        ) moved
        cross join lateral (select from problem where unit_id = moved.id limit 1) found
    loop
        county := county_of(place.path);
        province := province_of(place.path);
        update problem set county_id = county, province_id = province
        where unit_id = place.id and (county_id, province_id) is distinct from (county, province);
    end loop;
    return null;
end
$$;
create trigger unit_keeps_places_of_problems after update on unit
    referencing old table as was new table as is_now
    for each statement execute function keep_places_of_problems();
