-- The keys of the numbers of days that the closures of a campaign took are read together.
create index ledger_key_of_days on ledger_key (campaign_id) where dimension = 'D';
