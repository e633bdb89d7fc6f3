-- The dismissed ones are few among those that are final, in their order.
create index problem_dismissed_of_unit on problem (unit_id, closed_at, id) where dismissed_as is not null;
create index problem_dismissed_of_county on problem (county_id, closed_at, id) where dismissed_as is not null and county_id is not null;
create index problem_dismissed_of_province on problem (province_id, closed_at, id) where dismissed_as is not null and province_id is not null;
create index problem_dismissed_of_no_county on problem (province_id, closed_at, id) where dismissed_as is not null and county_id is null;
create index problem_dismissed on problem (closed_at, id) where dismissed_as is not null;

-- How many a unit is asked to claim is counted for its first page.
create index problem_asked_in_campaign on problem (escalated_to_id, campaign_id) where escalated_to_id is not null;
