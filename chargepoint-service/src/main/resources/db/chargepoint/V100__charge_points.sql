-- Projections: each is a pure function of the stored events and can be rebuilt.

-- One row per charge point ever registered; key = its identity without case.
create table charge_point (
    charge_point_key text primary key,
    charge_point_id  text        not null,
    registered_at    timestamptz not null,
    retired_at       timestamptz,
    booted_at        timestamptz,
    admission        text        not null,
    registration     text,
    vendor           text,
    model            text,
    firmware_version text,
    -- Everything else, as ChargePointState keeps it.
    state            jsonb       not null
);
create index charge_point_newest on charge_point (registered_at desc, charge_point_key desc);

-- What is known of each configuration key, and from when and where.
create table configuration (
    charge_point_key  text        not null,
    configuration_key text        not null, -- without case
    spelling          text        not null,
    value             text,
    readonly          boolean,
    known             boolean     not null, -- false: the charge point says it has no such key
    reboot_required   boolean     not null,
    source            text        not null,
    observed_at       timestamptz not null,
    command_id        uuid        not null,
    primary key (charge_point_key, configuration_key)
);

-- Which vendors' data is accepted, and which kinds of it.
create table data_transfer_vendor (
    vendor_key  text primary key, -- without case
    vendor_id   text        not null,
    message_ids text[],           -- null: any
    declared_at timestamptz not null,
    declared_by text        not null
);

-- What each connector reported, from when until when; 0 is the charge point itself.
create table connector_status (
    charge_point_key  text        not null,
    connector_id      int         not null,
    sequence          bigint      not null,
    started_at        timestamptz not null,
    ended_at          timestamptz, -- null: it is so now
    status            text        not null,
    error_code        text        not null,
    info              text,
    vendor_error_code text,
    vendor_id         text,
    reported_at       timestamptz, -- the charge point's own timestamp, however odd
    received_at       timestamptz not null,
    primary key (charge_point_key, connector_id, sequence)
);
create index connector_status_in_time on connector_status (charge_point_key, started_at);
create index connector_status_now on connector_status (status) where ended_at is null;

-- Facts: consumed from Kafka exactly once, not derived from stored events.

-- The present status of each connector: what decides whether a report is a change.
create table connector (
    charge_point_key  text        not null,
    connector_id      int         not null,
    charge_point_id   text        not null,
    sequence          bigint      not null,
    since             timestamptz not null,
    status            text        not null,
    error_code        text        not null,
    info              text,
    vendor_error_code text,
    vendor_id         text,
    last_reported_at  timestamptz not null,
    primary key (charge_point_key, connector_id)
);

-- Accepted DataTransfer of charge points.
create table data_transfer (
    message_id      uuid primary key, -- of the record that brought it
    charge_point_key text        not null,
    charge_point_id text         not null,
    vendor_id       text         not null,
    vendor_message_id text,
    data            text,
    received_at     timestamptz  not null
);
create index data_transfer_newest on data_transfer (charge_point_key, received_at desc, message_id desc);

create table security_event (
    message_id      uuid primary key,
    charge_point_key text        not null,
    charge_point_id text         not null,
    type            text         not null,
    occurred_at     timestamptz  not null,
    tech_info       text,
    received_at     timestamptz  not null
);
create index security_event_newest on security_event (charge_point_key, received_at desc, message_id desc);

-- Who is connected, and when somebody was last heard of.
create table presence (
    charge_point_key text primary key,
    charge_point_id  text        not null,
    connected        boolean     not null,
    epoch            bigint      not null, -- of the newest socket; -1: none was seen
    since            timestamptz,          -- of the present state
    gateway          text,
    security_profile int,
    remote_address   text,
    last_seen_at     timestamptz not null
);

-- How often tolerant reading had to repair what a charge point sent.
create table deviation (
    charge_point_key text        not null,
    repair           text        not null,
    charge_point_id  text        not null,
    occurrences      bigint      not null,
    first_seen_at    timestamptz not null,
    last_seen_at     timestamptz not null,
    primary key (charge_point_key, repair)
);
