-- A visit is one of whoever's account it names, or else of whom it names.
create index visit_of_visitor on visit (plan_id, coalesce(cast(account_id as text), visitor)) where plan_id is not null;
