-- How each charge point spells its identity, as chargepoint-service publishes it: the key of its
-- records and of its connection. Requests may spell it otherwise.
create table charge_point (
    charge_point_key text primary key,
    charge_point_id  text not null
);
