-- A leader takes on the unit of a contact: one plan, which is a problem list of the unit, resolved by a deadline.
alter table contact add column list_id uuid;
alter table contact add column deadline date;
alter table contact add constraint contact_list foreign key (list_id) references problem_list (id);
alter table contact add constraint contact_adopts_a_unit_by_a_deadline check ((list_id is null) = (deadline is null)
    and (list_id is null or unit_id is not null));
create unique index contact_adopts_once on contact (campaign_id, unit_id) where list_id is not null;
