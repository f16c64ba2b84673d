-- Views of the local authorization lists: written by the projection local-list alone.
create table local_list (
    charge_point_key text collate "C" primary key,
    charge_point_id  text        not null,
    -- What the events amount to, as the code reads it; the columns below are for finding rows.
    state            jsonb       not null,
    -- all, groups or idTags; null: not kept by us.
    source           text,
    automatic        boolean     not null,
    -- How it stands as far as its own events tell.
    standing         text        not null,
    -- A synchronization runs, and its next step can be taken.
    ready            boolean     not null,
    -- The earliest time at which an outcome that has not come will not come any more.
    deadline         timestamptz,
    synchronization  uuid,
    last_synchronization uuid,
    last_result      text,
    last_reason      text,
    changed_at       timestamptz not null
);
create index local_list_ready on local_list (charge_point_key) where ready;
create index local_list_deadline on local_list (deadline) where deadline is not null;

-- The groups or idTags that a list is built from, in lower case and as given.
create table local_list_selected (
    charge_point_key text collate "C" not null,
    member_key       text collate "C" not null,
    member           text not null,
    primary key (charge_point_key, member_key)
);
create index local_list_selected_by_member on local_list_selected (member_key);

-- What was sent, one row per SendLocalList.
create table local_list_update (
    command_id       uuid primary key,
    charge_point_key text collate "C" not null,
    sequence         bigint      not null,
    list_version     int         not null,
    update_type      text        not null,
    lines            jsonb       not null,
    added            int         not null,
    removed          int         not null,
    requested_by     text        not null,
    synchronization  uuid,
    requested_at     timestamptz not null,
    outcome          text        not null,
    detail           text,
    ended_at         timestamptz
);
create unique index local_list_update_newest on local_list_update (charge_point_key, sequence desc);

-- The entries that each charge point last accepted.
create table local_list_entry (
    charge_point_key text collate "C" not null,
    id_tag_key       text collate "C" not null,
    id_tag           text not null,
    status           text not null,
    expiry_date      timestamptz,
    parent_id_tag    text,
    primary key (charge_point_key, id_tag_key)
);
create index local_list_entry_by_id_tag on local_list_entry (id_tag_key);

-- Which lists a change of an idTag may have made stale, and what a closer look found. No view: a
-- mark too many costs a look.
create table local_list_mark (
    charge_point_key text collate "C" primary key,
    marks            bigint not null,
    seen             bigint not null default 0,
    pending          int    not null default 0,
    -- The marks at which a roll-out was last begun unasked.
    attempted        bigint not null default 0
);
create index local_list_mark_unseen on local_list_mark (charge_point_key) where seen < marks;

-- What charge points say of themselves, from chargepoint-service's events. Null: not known.
create table local_list_limits (
    charge_point_key text collate "C" primary key,
    longest_message  int,
    longest_list     int,
    enabled          boolean,
    has_profile      boolean
);

-- Who is connected, from the gateways' notices.
create table local_list_presence (
    charge_point_key text collate "C" primary key,
    charge_point_id  text    not null,
    connected        boolean not null,
    epoch            bigint  not null
);

create table local_list_rollout (
    id           uuid primary key,
    requested_by text        not null,
    requested_at timestamptz not null,
    -- Absent charge points are waited for until then.
    until        timestamptz not null,
    ended_at     timestamptz
);
create index local_list_rollout_open on local_list_rollout (requested_at) where ended_at is null;

create table local_list_rollout_item (
    rollout_id       uuid not null references local_list_rollout,
    charge_point_key text collate "C" not null,
    charge_point_id  text not null,
    -- Waiting, Running, Done, Failed, NotSupported
    state            text not null,
    synchronization  uuid,
    reason           text,
    changed_at       timestamptz not null,
    primary key (rollout_id, charge_point_key)
);
create index local_list_rollout_item_open on local_list_rollout_item (rollout_id, state)
    where state in ('Waiting', 'Running');
