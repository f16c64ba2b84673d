-- View of the sites: written by the projection sites alone, rebuilt from the event store at will.
create table site (
    site_id    uuid        primary key,
    name       text        not null,
    grid_limit jsonb       not null,
    settings   jsonb       not null,
    members    jsonb       not null,
    created_at timestamptz not null,
    changed_at timestamptz not null
);

create index site_newest on site (created_at desc, site_id desc);

-- The same members, one row each: a charge point is in one site at most.
create table site_member (
    -- The charge point's id in lower case.
    charge_point_key text primary key,
    site_id          uuid not null
);

create index site_member_site on site_member (site_id);

-- What each charge point of a site may be obeying: written before an order is sent and when its end is heard.
-- Nothing can rebuild it. A charge point without a row may draw what its hardware gives.
create table site_ledger (
    charge_point_key text  primary key,
    site_id          uuid  not null,
    ledger           jsonb not null
);

create index site_ledger_site on site_ledger (site_id);

-- Who is connected, from ocpp.connections.
create table site_presence (
    charge_point_key text    primary key,
    connected        boolean not null,
    epoch            bigint  not null
);

-- The newest measured current of each connector of a site.
create table site_measurement (
    charge_point_key text        not null,
    connector_id     integer     not null,
    -- A, on the phase that carries most.
    current          numeric     not null,
    -- By our clock.
    measured_at      timestamptz not null,
    primary key (charge_point_key, connector_id)
);
