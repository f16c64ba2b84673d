-- Remote starts and stops that operators asked for, and what came of them.
create table remote_request (
    command_id       uuid        primary key,
    kind             text        not null,
    charge_point_id  text        not null,
    connector_id     integer,
    id_tag           text,
    transaction_id   integer,
    requested_at     timestamptz not null,
    requested_by     text        not null,
    deadline         timestamptz not null,
    state            text        not null,
    settled_at       timestamptz
);

create index remote_request_waiting on remote_request (lower(charge_point_id))
    where state in ('Pending', 'Accepted');
create index remote_request_deadline on remote_request (deadline)
    where state in ('Pending', 'Accepted');
create index remote_request_by_time on remote_request (requested_at desc, command_id desc);
