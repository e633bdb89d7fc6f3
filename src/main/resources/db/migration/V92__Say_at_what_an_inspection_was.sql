-- Whether an inspection was at the unit, or at a study session of the leading team.
alter table inspection add column occasion text not null default 'ON_SITE';
