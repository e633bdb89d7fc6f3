insert into problem_report (id, problem_id, unit_id, text, reported_at, reported_by)
select made.id(reported_at, d.n, 60), d.id, d.unit_id, '已完成整改', d.reported_at + interval '25 days', made.id(timestamptz ':now', 1, 6)
from drawn d where d.status in ('CLOSED', 'RESOLVED');
insert into problem_evidence (id, problem_id, report_id, unit_id, type, day, reference)
select made.id(reported_at, d.n, 70), d.id, made.id(reported_at, d.n, 60), d.unit_id, 'PHOTO',
    cast(d.reported_at as date) + 25, '照片'
from drawn d where d.status in ('CLOSED', 'RESOLVED');
