-- What is found is found by an inspection or on a visit.
alter table finding alter column inspection_id drop not null;
alter table finding add column visit_id uuid references visit (id);
alter table finding add constraint finding_of_one_of_two check (num_nonnulls(inspection_id, visit_id) = 1) not valid;
alter table finding validate constraint finding_of_one_of_two;
create index finding_of_visit on finding (visit_id, number) where visit_id is not null;

-- An inspection that was recorded by mistake is kept, unseen: it may be sent again.
alter table inspection add column withdrawn_at timestamptz;
