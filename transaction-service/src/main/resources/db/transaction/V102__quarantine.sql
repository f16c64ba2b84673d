-- What charge points reported and nobody could attribute: kept as it came until an operator
-- decides.
create table quarantine (
    quarantine_id           bigint      generated always as identity primary key,
    fingerprint             bytea       not null unique,
    reason                  text        not null,
    charge_point_id         text        not null,
    action                  text,
    reported_transaction_id integer,
    payload                 text        not null,
    error_code              text,
    error_description       text,
    received_at             timestamptz not null,
    last_received_at        timestamptz not null,
    times_received          integer     not null default 1,
    state                   text        not null default 'Open',
    transaction_id          integer,
    settled_at              timestamptz,
    settled_by              text,
    note                    text
);

create index quarantine_by_charge_point on quarantine (lower(charge_point_id), quarantine_id desc);
create index quarantine_open on quarantine (quarantine_id desc) where state = 'Open';
