-- A charge point obeys one site. The truth behind the projection site_member: written in the commit of the event.
create table site_claim (
    -- The charge point's id in lower case.
    charge_point_key text primary key,
    site_id          uuid not null
);

create index site_claim_site on site_claim (site_id);

insert into site_claim (charge_point_key, site_id) select charge_point_key, site_id from site_member;

-- What happened to a charge point of a site since its site was last looked at.
create table site_notice (
    notice_id        bigint generated always as identity primary key,
    charge_point_key text  not null,
    notice           jsonb not null
);

create index site_notice_charge_point on site_notice (charge_point_key);

-- Who is in no site any more keeps its ledger until our profiles are gone from it.
alter table site_ledger add column leaving boolean not null default false;

create index site_ledger_leaving on site_ledger (charge_point_key) where leaving;

-- The looks at each site: whoever holds the row looks.
create table site_round (
    site_id         uuid        primary key,
    due_at          timestamptz not null,
    -- The site's changed_at as of the last look.
    seen_changed_at timestamptz,
    -- The allocation that was told last.
    shares          jsonb,
    -- As of the last look: A per phase in the worst case, and what the grid allows.
    worst_case      numeric     not null default 0,
    grid_limit      numeric     not null default 0,
    -- Charge points that may draw more than the safe current without being told, and that refuse orders.
    unsecured       integer     not null default 0,
    refusing        integer     not null default 0
);

create index site_round_due on site_round (due_at);

-- When meter values of a transaction were heard last, whatever they measure.
alter table site_measurement alter column current drop not null;
alter table site_measurement alter column measured_at drop not null;
alter table site_measurement add column heard_at timestamptz;
