-- What charge points were asked to send.
create table trigger_request (
    command_id        uuid        primary key,
    charge_point_key  text        not null,
    charge_point_id   text        not null,
    -- TriggerMessage or ExtendedTriggerMessage
    action            text        not null,
    requested_message text        not null,
    -- the action of the message; null: not known to this version
    awaited           text,
    -- null: all connectors
    connector_id      integer,
    requested_by      text        not null,
    requested_at      timestamptz not null,
    answer            text,
    answered_at       timestamptz,
    -- until when the message is looked for; null: it is not, or not any more
    open_until        timestamptz
);

create index trigger_request_of_charge_point
    on trigger_request (charge_point_key, requested_at desc, command_id desc);
create index trigger_request_open on trigger_request (requested_at) where open_until is not null;

-- What came of it: the first message of each connector, -1 where there is none.
create table triggered_message (
    command_id   uuid        not null references trigger_request,
    message_id   uuid        not null,
    action       text        not null,
    connector_id integer,
    received_at  timestamptz not null
);

create unique index triggered_message_once
    on triggered_message (command_id, coalesce(connector_id, -1));
