-- One replica looks, all tell what it found. Until the first time nothing is known, and its age counts from here.
create table ledger_verification (
    only_one     boolean not null default true,
    verified_at  timestamptz not null,
    differences  bigint,
    constraint ledger_verification_pkey primary key (only_one),
    constraint ledger_verification_only_one check (only_one)
);
insert into ledger_verification (verified_at) values (now());
