-- unit_id is the unit that the account belongs to; null: it belongs to the whole installation.
create table account (
    id               uuid primary key,
    version          int not null default 1,
    username         text not null collate "C",
    display_name     text not null,
    unit_id          uuid,
    password_hash    text,
    external_subject text,
    created_at       timestamptz not null,
    closed_at        timestamptz,
    constraint account_username_unique unique (username),
    constraint account_external_subject_unique unique (external_subject),
    constraint account_unit foreign key (unit_id) references unit (id)
);
create index account_unit on account (unit_id);

-- A role at a unit, and with it over the unit's subtree; unit_id null: over every unit.
create table access_grant (
    id           uuid primary key,
    version      int not null default 1,
    account_id   uuid not null,
    role         text not null,
    unit_id      uuid,
    valid_from   timestamptz not null,
    valid_to     timestamptz,
    revoked_at   timestamptz,
    granted_by   uuid,
    created_at   timestamptz not null,
    constraint access_grant_account foreign key (account_id) references account (id),
    constraint access_grant_unit foreign key (unit_id) references unit (id),
    constraint access_grant_ends_after_its_start check (valid_to > valid_from)
);
create index access_grant_account on access_grant (account_id) where revoked_at is null;
create index access_grant_unit on access_grant (unit_id) where revoked_at is null;

-- A login. Its access tokens name it, so that ending it ends them too.
create table session (
    id           uuid primary key,
    account_id   uuid not null,
    started_at   timestamptz not null,
    expires_at   timestamptz not null,
    ended_at     timestamptz,
    constraint session_account foreign key (account_id) references account (id)
);
create index session_account on session (account_id);
create index session_expires on session (expires_at);

-- Only the digest is kept. A token that was used and comes back shows theft: its session ends.
create table refresh_token (
    digest       bytea primary key,
    session_id   uuid not null,
    expires_at   timestamptz not null,
    used_at      timestamptz,
    constraint refresh_token_session foreign key (session_id) references session (id)
);
create index refresh_token_session on refresh_token (session_id);

-- Failed logins in the current minute, by account name and by address.
create table login_failure (
    subject      text not null,
    minute       timestamptz not null,
    failures     int not null,
    constraint login_failure_pkey primary key (subject, minute)
);

-- Keys made at the first start and shared by all replicas.
create table service_key (
    name         text primary key,
    value        text not null,
    created_at   timestamptz not null default now()
);

create table idempotency (
    account_id   uuid not null,
    key          text not null,
    fingerprint  bytea not null,
    status       int not null,
    headers      text not null,
    body         text,
    created_at   timestamptz not null,
    constraint idempotency_pkey primary key (account_id, key)
);
create index idempotency_created on idempotency (created_at);
