-- Those with a sector are few; those with units are found by their units.
create index contact_of_sector on contact (campaign_id) where sector is not null;
