-- Every command that was ever asked of a charge point. Payloads are json, not jsonb: an operator
-- sees the fields in the order in which they were sent.
create table command (
    command_id      uuid        primary key,
    charge_point_id text        not null,
    action          text        not null,
    status          text        not null,
    requested_at    timestamptz not null,
    completed_at    timestamptz,
    requested_by    text        not null,
    request         json        not null,
    response        json,
    error           json
);

-- One index per way in; each ends with the order of the lists, so a page costs a page.
create index command_newest on command (requested_at desc, command_id desc);
create index command_of_charge_point
    on command (lower(charge_point_id), requested_at desc, command_id desc);
create index command_of_action on command (action, requested_at desc, command_id desc);
create index command_in_status on command (status, requested_at desc, command_id desc);
create index command_of_action_in_status
    on command (action, status, requested_at desc, command_id desc);

-- The newest connection of each charge point, standing or not. Identities are compared without
-- case: charge_point_key is the lower-case charge_point_id.
create table connection (
    charge_point_key text        primary key,
    charge_point_id  text        not null,
    epoch            bigint      not null,
    connected_at     timestamptz,
    disconnected_at  timestamptz,
    gateway          text        not null,
    security_profile integer     not null,
    remote_address   text        not null,
    reason           text,
    changed_at       timestamptz not null
        generated always as (coalesce(disconnected_at, connected_at)) stored
);

create index connection_newest on connection (changed_at desc, charge_point_key desc);
create index connection_standing on connection (changed_at desc, charge_point_key desc)
    where disconnected_at is null;
create index connection_of_gateway
    on connection (gateway, changed_at desc, charge_point_key desc);
