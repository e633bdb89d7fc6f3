-- A visit is also one of whom a plan knows by name only, while it names the account of whoever was there.
create index visit_of_name on visit (plan_id, visitor) where plan_id is not null and account_id is not null;
