-- chargingProfileIds that we choose. Far from the small ones that people choose.
create sequence charging_profile_id as integer start with 1000001;

-- The one that was chosen for a command with an Idempotency-Key.
create table chosen_profile_id (
    requested_by        text    not null,
    idempotency_key     text    not null,
    charging_profile_id integer not null,
    primary key (requested_by, idempotency_key)
);

-- View of the profiles that charge points are believed to have: written by the projection
-- installed-profiles alone, rebuilt from the event store at will.
create table installed_profile (
    -- The charge point's id in lower case.
    charge_point_key    text        not null,
    charging_profile_id integer     not null,
    charge_point_id     text        not null,
    connector_id        integer     not null,
    purpose             text        not null,
    stack_level         integer     not null,
    transaction_id      integer,
    valid_to            timestamptz,
    -- In the protocol's own names.
    profile             jsonb       not null,
    origin              text        not null,
    command_id          uuid        not null,
    installed_by        text        not null,
    installed_at        timestamptz not null,
    primary key (charge_point_key, charging_profile_id)
);

create index installed_profile_newest
    on installed_profile (installed_at desc, charge_point_key desc, charging_profile_id desc);
create index installed_profile_transaction on installed_profile (transaction_id)
    where transaction_id is not null;

-- What transaction-service says of transactions: not of our events, so nothing rebuilds it but the topic.
create table running_transaction (
    transaction_id   integer     primary key,
    charge_point_key text        not null,
    charge_point_id  text        not null,
    connector_id     integer     not null,
    id_tag           text        not null,
    started_at       timestamptz not null,
    received_at      timestamptz not null,
    remote_start_id  uuid,
    -- By our clock. Null: it runs.
    ended_at         timestamptz
);

create index running_transaction_connector on running_transaction (charge_point_key, connector_id)
    where ended_at is null;
create index running_transaction_ended on running_transaction (ended_at) where ended_at is not null;

-- What chargepoint-service says of charge points.
create table known_charge_point (
    charge_point_key text primary key,
    charge_point_id  text not null,
    vendor           text,
    model            text,
    firmware_version text,
    -- The highest connectorId that was heard of.
    connectors       integer not null default 0
);

-- The few configuration keys that limit profiles; keys in lower case.
create table known_configuration (
    charge_point_key  text not null,
    configuration_key text not null,
    value             text not null,
    primary key (charge_point_key, configuration_key)
);
