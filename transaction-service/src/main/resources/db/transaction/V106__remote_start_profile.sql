-- The charging profile that a remote start carried: the transaction it leads to begins with it.
alter table remote_request add column charging_profile jsonb;
