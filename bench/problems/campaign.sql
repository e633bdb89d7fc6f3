create unlogged table made.frame as
    select made.id(timestamptz ':now', 1, 1) as campaign, cast(timestamptz ':now' as date) as today, (select max(n) + 1 from place) as places,
        (select max(n) + 1 from place where kind <> 'BRANCH') as upper, (select max(n) + 1 from bureau) as bureaus,
        (select max(n) + 1 from title) as titles;
insert into campaign (id, name, top_unit_id, time_zone, starts_on, description, status, created_at)
    select campaign, '测量', u.id, 'Asia/Shanghai', today - 600, null, 'OPEN', timestamptz ':now' from frame, unit u where u.parent_id is null;
create unlogged table made.batch_made as
    select n, made.id(timestamptz ':now' + make_interval(secs => n), n, 2) as id from generate_series(0, 2) as n;
insert into batch (id, campaign_id, name, starts_on, status, created_at)
    select id, campaign, '第' || n + 1 || '批', today - 600 + 200 * n, case n when 0 then 'CLOSED' else 'OPEN' end, timestamptz ':now'
    from frame, batch_made;
create unlogged table made.category_made as
    select n, code from unnest(array['organisation', 'service', 'burden', 'livelihood', 'safety', 'conduct', 'petition', 'rare'])
        with ordinality as c (code, n);
insert into campaign_category (campaign_id, code, label_en, label_zh, fields)
    select campaign, code, code, code, '[]' from frame, category_made;
create unlogged table made.task_made as
    select n, made.id(timestamptz ':now', n, 3) as id from generate_series(0, 9) as n;
insert into task (id, campaign_id, owner_id, name, position, status, created_at)
    select t.id, campaign, u.id, '任务' || n, n, 'OPEN', timestamptz ':now' from frame, unit u, task_made t where u.parent_id is null;
create unlogged table made.local_task as
    select distinct on (county_id) county_id, made.id(timestamptz ':now', p.n, 4) as id from place p
    where county_id is not null order by county_id, p.n;
create unique index on made.local_task (county_id);
insert into task (id, campaign_id, owner_id, name, position, status, created_at)
    select t.id, campaign, county_id, '自选任务', 100, 'OPEN', timestamptz ':now' from frame, local_task t;
analyze made.local_task;
