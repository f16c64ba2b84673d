-- Stored events. transaction_id orders them safely for a reader: see EventLog.
create table domain_event (
    global_index   bigint generated always as identity primary key,
    event_id       uuid        not null,
    aggregate_type text,
    aggregate_id   text        not null,
    sequence       bigint      not null,
    event_type     text        not null,
    event_revision text,
    payload        jsonb       not null,
    metadata       jsonb       not null,
    occurred_at    timestamptz not null,
    transaction_id xid8        not null default pg_current_xact_id(),
    unique (aggregate_id, sequence)
);
create index domain_event_by_transaction on domain_event (transaction_id, global_index);

-- Shortcuts past long streams; may be deleted at any time.
create table snapshot (
    event_id       uuid        not null,
    aggregate_type text        not null,
    aggregate_id   text        not null,
    sequence       bigint      not null,
    event_type     text        not null,
    event_revision text,
    payload        jsonb       not null,
    metadata       jsonb       not null,
    occurred_at    timestamptz not null,
    primary key (aggregate_id, sequence)
);

-- How far each follower of the stored events has come.
create table follower_position (
    follower    text   primary key,
    window_low  xid8   not null,
    window_high xid8   not null,
    last_index  bigint not null
);

-- How far each Kafka partition was consumed by handlers that count each record once.
create table consumed_offset (
    topic       text   not null,
    partition   int    not null,
    next_offset bigint not null,
    primary key (topic, partition)
);

-- Commands asked for with an Idempotency-Key.
create table idempotency_key (
    requested_by    text        not null,
    idempotency_key text        not null,
    request_sha256  bytea       not null,
    command_id      uuid        not null,
    requested_at    timestamptz not null,
    outcome         jsonb,
    primary key (requested_by, idempotency_key)
);
