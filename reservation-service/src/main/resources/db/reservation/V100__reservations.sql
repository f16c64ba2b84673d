-- Ids of OCPP 1.6: positive, below 2^31, never used again.
create sequence reservation_id as integer minvalue 1;

-- One row per id that was given out here or named by an operator, written by the deciding side in
-- the commit of its events.
create table reservation_key (
    reservation_id   integer     primary key,
    charge_point_key text        not null,
    connector_id     integer,
    -- a transaction that began before may turn out to be its use; null: none may
    usable_until     timestamptz,
    -- when the clock ends it; null: it has ended
    due_at           timestamptz
);

create index reservation_key_usable on reservation_key (charge_point_key, usable_until)
    where usable_until is not null;
create index reservation_key_open on reservation_key (charge_point_key)
    where due_at is not null;
create index reservation_key_due on reservation_key (due_at)
    where due_at is not null;

-- The same Idempotency-Key must get the same id.
create table reservation_id_of_key (
    requested_by    text    not null,
    idempotency_key text    not null,
    reservation_id  integer not null,
    primary key (requested_by, idempotency_key)
);

-- Read side, made from the events; can be rebuilt from them.
create table reservation (
    reservation_id  integer     primary key,
    charge_point_id text        not null,
    connector_id    integer     not null,
    id_tag          text        not null,
    parent_id_tag   text,
    expiry_date     timestamptz not null,
    state           text        not null,
    reason          text,
    command_id      uuid        not null,
    requested_by    text        not null,
    requested_at    timestamptz not null,
    accepted_at     timestamptz,
    ended_at        timestamptz,
    transaction_id  integer,
    used_by         text,
    matched_by      text
);

create index reservation_by_time on reservation (requested_at desc, reservation_id desc);
create index reservation_by_charge_point
    on reservation (lower(charge_point_id), requested_at desc, reservation_id desc);
create index reservation_by_id_tag
    on reservation (lower(id_tag), requested_at desc, reservation_id desc);
create index reservation_not_ended on reservation (requested_at desc, reservation_id desc)
    where state in ('Requested', 'Accepted');
