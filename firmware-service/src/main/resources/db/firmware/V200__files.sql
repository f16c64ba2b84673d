-- Firmware images that operators have stored. The bytes are in the store, under stored_as.
create table firmware_image (
    image_id            uuid        primary key,
    file_name           text        not null,
    size                bigint      not null,
    sha256              text        not null,
    version             text,
    vendor              text,
    model               text,
    signing_certificate text,
    signature           text,
    stored_as           text        not null,
    uploaded_at         timestamptz not null,
    uploaded_by         text        not null
);

create index firmware_image_by_time on firmware_image (uploaded_at desc, image_id desc);

-- One-time addresses. Whoever reads this table cannot use them: it holds hashes of their tokens.
create table transfer_address (
    token_hash      bytea       primary key,
    job_id          uuid        not null,
    charge_point_id text        not null,
    direction       text        not null check (direction in ('Download', 'Upload')),
    image_id        uuid,
    kind            text,
    created_at      timestamptz not null,
    expires_at      timestamptz not null
);

create index transfer_address_by_job on transfer_address (job_id);
create index transfer_address_expired on transfer_address (expires_at);

-- What charge points brought. removed_at: the bytes are gone, the fact stays.
create table uploaded_file (
    file_id         uuid        primary key,
    job_id          uuid        not null,
    charge_point_id text        not null,
    kind            text        not null,
    token_hash      bytea       not null,
    file_name       text        not null,
    size            bigint      not null,
    sha256          text        not null,
    received_at     timestamptz not null,
    received_over   text        not null,
    stored_as       text        not null,
    removed_at      timestamptz
);

create index uploaded_file_by_time on uploaded_file (received_at desc, file_id desc);
create index uploaded_file_by_job on uploaded_file (job_id);
create index uploaded_file_by_charge_point
    on uploaded_file (lower(charge_point_id), received_at desc, file_id desc);
create index uploaded_file_by_address on uploaded_file (token_hash);
create index uploaded_file_kept on uploaded_file (received_at) where removed_at is null;
