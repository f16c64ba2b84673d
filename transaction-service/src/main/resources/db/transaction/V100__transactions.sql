-- Ids of OCPP 1.6: positive, below 2^31, never used again.
create sequence transaction_id as integer minvalue 1;

-- One row per transaction, written by the deciding side in the commit of its events: the rule that
-- the same start is the same transaction, and what must be known of others to decide about one.
create table transaction_key (
    transaction_id   integer     primary key default nextval('transaction_id'),
    charge_point_key text        not null,
    connector_id     integer     not null,
    started_at       timestamptz not null,
    id_tag_key       text        not null,
    meter_start      integer     not null,
    parent_key       text,
    -- whether the charge point was told Accepted: only such transactions use up a limit
    accepted         boolean     not null,
    received_at      timestamptz not null,
    -- started_at where the charge point's clock is believable, received_at where it is not
    begins_at        timestamptz not null,
    ends_at          timestamptz,
    meter_stop       integer,
    -- whether the charge point has used the id, so it must have got it
    id_used          boolean     not null default false,
    constraint one_transaction_per_start
        unique (charge_point_key, connector_id, started_at, id_tag_key, meter_start)
) with (fillfactor = 85);

create index transaction_key_of_charge_point on transaction_key (charge_point_key, ends_at);
create index transaction_key_of_id_tag on transaction_key (id_tag_key, ends_at);
create index transaction_key_of_group on transaction_key (parent_key, ends_at)
    where parent_key is not null;

-- The idTags as auth-service publishes them.
create table id_tag (
    id_tag_key    text    primary key,
    status        text    not null,
    expiry_date   timestamptz,
    parent_id_tag text
);

-- Read side, made from the events; can be rebuilt from them.
create table transaction (
    transaction_id       integer     primary key,
    charge_point_id      text        not null,
    connector_id         integer     not null,
    id_tag               text        not null,
    parent_id_tag        text,
    authorization_status text        not null,
    state                text        not null,
    started_at           timestamptz not null,
    start_received_at    timestamptz not null,
    meter_start          integer     not null,
    reservation_id       integer,
    remote_start_id      uuid,
    stopped_at           timestamptz,
    stop_received_at     timestamptz,
    meter_stop           integer,
    energy_wh            bigint,
    stop_reason          text,
    stop_id_tag          text,
    remote_stop_id       uuid,
    ended_before         timestamptz,
    corrected_by         text,
    remarks              text[]      not null
);

create index transaction_by_charge_point
    on transaction (lower(charge_point_id), started_at desc, transaction_id desc);
create index transaction_by_id_tag
    on transaction (lower(id_tag), started_at desc, transaction_id desc);
create index transaction_by_time
    on transaction (started_at desc, transaction_id desc);
create index transaction_not_stopped
    on transaction (state, started_at desc, transaction_id desc) where state <> 'Stopped';
