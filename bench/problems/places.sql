-- Open units with their county and province, the upper tiers first.
create unlogged table made.county as
    select id, path from unit c where tier = 'COUNTY'
        and not exists (select from unit a where a.path = any(path_line(c.path)) and a.tier = 'COUNTY' and a.id <> c.id);
create unlogged table made.province as
    select id, path from unit c where tier = 'PROVINCE' and kind <> 'COUNTRY'
        and not exists (select from unit a where a.path = any(path_line(c.path))
            and a.tier = 'PROVINCE' and a.kind <> 'COUNTRY' and a.id <> c.id);
create unlogged table made.place as
    select cast(row_number() over (order by u.kind = 'BRANCH', u.path) - 1 as int) as n, u.id, u.parent_id, u.path,
        u.kind, c.id as county_id, p.id as province_id
    from unit u
    left join (select b.id as below, c.id from county c join unit b on b.path >= c.path and b.path < left(c.path, -1) || '0') c
        on c.below = u.id
    left join (select b.id as below, p.id from province p join unit b on b.path >= p.path and b.path < left(p.path, -1) || '0') p
        on p.below = u.id
    where u.closed_at is null;
create unique index on made.place (n);
create unlogged table made.bureau as
    select cast(row_number() over (order by path) - 1 as int) as n, id from unit where kind = 'BUREAU';
analyze made.place;
create unlogged table made.title as
    select n, t as title, name_bigrams(t) as bigrams
    from (
        select n, u.name || (array['党组织生活不规范', '为民服务意识不强', '办事手续繁琐', '道路年久失修', '饮水安全未解决',
            '村务公开不及时', '文山会海问题突出', '基层负担过重', '信访积案未化解', '安全隐患未消除', '养老服务不到位',
            '垃圾清运不及时', '网格管理流于形式', '干部作风漂浮', '惠民资金发放缓慢', '软弱涣散整顿不力'])[1 + n % 16] as t
        from (select cast(row_number() over (order by u.path) as int) - 1 as n, left(u.name, 3) as name
              from unit u where kind in ('TOWNSHIP', 'VILLAGE') limit 8000) u
    ) made;
create unique index on made.title (n);
