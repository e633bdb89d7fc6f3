-- A password that somebody else has seen: it lets its account set another one, and nothing else.
alter table account add column password_expired boolean not null default false;

-- An inner part of a user name or display name is found by its bigrams, as that of a unit's name is.
create index account_bigrams on account
    using gin (name_bigrams((username || ' ' || display_name) collate "default")) with (fastupdate = off);

create index access_grant_by_account on access_grant (account_id, id);
create index access_grant_by_unit on access_grant (unit_id, id);

-- Recognises an address from which the account has logged in: there the failures of others do not count.
alter table session add column address_digest bytea;
