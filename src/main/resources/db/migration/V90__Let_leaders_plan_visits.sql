-- The days by which a leader shall have visited whom a contact is with. Those of the term are owed, each once.
create table planned_visit (
    contact_id   uuid not null,
    day          date not null,
    planned_on   date not null,
    constraint planned_visit_once primary key (contact_id, day),
    constraint planned_visit_contact foreign key (contact_id) references contact (id)
);
