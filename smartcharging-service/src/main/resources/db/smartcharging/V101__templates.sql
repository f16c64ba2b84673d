-- Profiles under a name: OCPP's ChargingProfile without chargingProfileId and transactionId.
create table profile_template (
    template_id uuid        primary key,
    name        text        not null unique,
    profile     jsonb       not null,
    changed_at  timestamptz not null,
    changed_by  text        not null
);

-- A template's way to many charge points; keeps the profile as it was when it began.
create table installation (
    installation_id     uuid        primary key,
    template            text        not null,
    profile             jsonb       not null,
    connector_id        integer     not null,
    when_online_seconds bigint      not null,
    requested_by        text        not null,
    requested_at        timestamptz not null
);
create index installation_newest on installation (requested_at desc);

create table installation_target (
    installation_id     uuid        not null references installation,
    charge_point_key    text        not null,
    charge_point_id     text        not null,
    -- Chosen when the installation begins, so that sending twice installs once.
    charging_profile_id integer     not null,
    state               text        not null,
    command_id          uuid,
    changed_at          timestamptz,
    primary key (installation_id, charge_point_key)
);
create index installation_target_open on installation_target (installation_id, state)
    where state in ('Waiting', 'Sent');
create index installation_target_profile on installation_target (charge_point_key, charging_profile_id)
    where state in ('Waiting', 'Sent');
