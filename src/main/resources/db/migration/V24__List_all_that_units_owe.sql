-- What is still owed, by the day on which it is due: of everything, whatever its kind.
create index obligation_due on obligation (due_on, id) where state <> 'DONE' and released_at is null;
