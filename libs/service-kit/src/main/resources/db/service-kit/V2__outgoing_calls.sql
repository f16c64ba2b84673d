-- Calls to charge points that were written down together with what asks for them, until the broker holds them.
create table outgoing_call (
    command_id      uuid        primary key,
    -- The order in which calls were written, and are sent.
    position        bigint      not null generated always as identity,
    due_at          timestamptz not null,
    charge_point_id text        not null,
    action          text        not null,
    requested_at    timestamptz not null,
    expires_at      timestamptz not null,
    wait_for_online boolean     not null,
    requested_by    text        not null,
    payload         bytea       not null
);
create index outgoing_call_due on outgoing_call (due_at);

-- One topic may be consumed by several groups of a service.
alter table consumed_offset add column consumer text not null default '';
alter table consumed_offset drop constraint consumed_offset_pkey;
alter table consumed_offset add primary key (consumer, topic, partition);

create index idempotency_key_command on idempotency_key (command_id);
create index idempotency_key_age on idempotency_key (requested_at);
