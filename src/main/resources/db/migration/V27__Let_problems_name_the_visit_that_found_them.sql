-- The visit within which a problem was opened. A visit may also name problems that were there before: its own column.
alter table problem add column visit_id uuid;
alter table problem add constraint problem_found_on_visit foreign key (visit_id) references visit (id);
create index problem_of_visit on problem (visit_id, id) where visit_id is not null;
