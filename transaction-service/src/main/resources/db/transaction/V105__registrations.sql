-- The registration states of charge points as chargepoint-service publishes them: remote start and
-- stop must not be sent to one that is Pending.
create table charge_point_registration (
    charge_point_key text primary key,
    registration     text not null
);
