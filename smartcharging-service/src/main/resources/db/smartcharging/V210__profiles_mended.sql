-- A person's idTag and a command's id that nobody asked for.
alter table running_transaction drop column id_tag, drop column remote_start_id;

-- Ids for an Idempotency-Key follow from the key now.
drop table chosen_profile_id;

alter table installation
    -- Also where the charge point's own limits forbid it.
    add column force boolean not null default false;
alter table installation_target
    -- Why it was not even asked.
    add column reason text;

-- An outcome may come after it was given up.
drop index installation_target_profile;
create index installation_target_profile on installation_target (charge_point_key, charging_profile_id);
create index installation_newest_first on installation (requested_at desc, installation_id desc);
drop index installation_newest;
