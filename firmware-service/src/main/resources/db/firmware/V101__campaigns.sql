-- View of campaigns: written by the projection campaign alone, rebuilt from the event store at will.
create table campaign (
    campaign_id  uuid primary key,
    name         text        not null,
    version      text        not null,
    image        text,
    location     text,
    -- Sizes, pauses and limits, as planned.
    plan         jsonb       not null,
    state        text        not null,
    wave         integer     not null,
    -- Null while a wave runs.
    next_wave_at timestamptz,
    created_by   text        not null,
    created_at   timestamptz not null,
    changed_at   timestamptz not null
);
create index campaign_newest on campaign (created_at desc, campaign_id desc);
create index campaign_running on campaign (campaign_id) where state = 'Running';

create table campaign_target (
    campaign_id     uuid        not null,
    -- Order of turns.
    position        integer     not null,
    charge_point_id text        not null,
    state           text        not null,
    attempts        integer     not null,
    signed          boolean     not null,
    job_id          uuid,
    reason          text,
    begun_at        timestamptz,
    ended_at        timestamptz,
    primary key (campaign_id, charge_point_id)
);
create index campaign_target_under_way on campaign_target (campaign_id, job_id) where state = 'Running';
