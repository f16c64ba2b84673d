-- What security profiles, certificates and lists across the fleet need.

-- Projections: each is a pure function of the stored events and can be rebuilt.

alter table charge_point
    add column serial_number         text, -- as registered, else as it said when it booted
    add column security_profile      int,
    add column next_security_profile int,  -- it may come with this one too
    add column next_profile_since    timestamptz;
create index charge_point_serial_number on charge_point (lower(serial_number));
create index charge_point_moving on charge_point (charge_point_key)
    where next_security_profile is not null;

-- One row per certificate that a charge point asked for.
create table charge_point_certificate (
    request_id        uuid primary key, -- of the record that brought SignCertificate
    charge_point_key  text        not null,
    charge_point_id   text        not null,
    state             text        not null,
    detail            text,             -- why, where it went wrong
    requested_at      timestamptz not null,
    changed_at        timestamptz not null,
    request           text,             -- PEM
    common_name       text,
    serial_number     text,             -- hexadecimal, lower case
    subject           text,
    not_before        timestamptz,
    not_after         timestamptz,
    chain             text              -- PEM, the certificate first
);
create index charge_point_certificate_newest
    on charge_point_certificate (charge_point_key, requested_at desc, request_id desc);
create unique index charge_point_certificate_serial
    on charge_point_certificate (charge_point_key, serial_number);
-- What is in hand: a handful.
create index charge_point_certificate_in_hand on charge_point_certificate (state, changed_at)
    where state in ('Requested', 'Signing', 'Signed', 'Accepted');
create index charge_point_certificate_end on charge_point_certificate (not_after)
    where state in ('Signed', 'Sent', 'Accepted', 'Rejected', 'Undelivered', 'InUse');

-- Which root certificates a charge point holds, as last told or installed.
create table root_certificate (
    charge_point_key text        not null,
    type             text        not null,
    hash_algorithm   text        not null,
    issuer_name_hash text        not null,
    issuer_key_hash  text        not null,
    serial_number    text        not null,
    certificate      text,             -- PEM, where it was installed by us
    source           text        not null,
    known_at         timestamptz not null,
    primary key (charge_point_key, type, hash_algorithm, issuer_name_hash, issuer_key_hash,
                 serial_number)
);
-- When it last told; it may have told that there are none.
create table root_certificate_report (
    charge_point_key text        not null,
    type             text        not null,
    reported_at      timestamptz not null,
    primary key (charge_point_key, type)
);

-- One row per move of a charge point to a higher security profile.
create table security_profile_upgrade (
    charge_point_key text        not null,
    number           int         not null,
    charge_point_id  text        not null,
    state            text        not null,
    deadline         timestamptz not null,
    upgrade          jsonb       not null,
    primary key (charge_point_key, number)
);
create index security_profile_upgrade_running on security_profile_upgrade (charge_point_key)
    where state = 'Running';

-- Across the fleet, newest first.
create index security_event_fleet on security_event (received_at desc, message_id desc);
