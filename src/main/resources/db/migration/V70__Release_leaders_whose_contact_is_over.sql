-- A unit that a leader took on is free for the next once the contact is over.
update contact k set list_id = null, deadline = null, version = k.version + 1
from campaign c
where c.id = k.campaign_id and k.list_id is not null and k.ends_on < cast(now() at time zone c.time_zone as date);
