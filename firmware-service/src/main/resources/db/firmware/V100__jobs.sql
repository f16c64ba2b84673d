-- Ids of signed updates and logs: unique for the whole central system, positive, 32 bits (OCPP's integer).
create sequence request_id as integer minvalue 1 cycle;

-- What chargepoint-service has published of each charge point. Written by its events alone.
create table fleet_member (
    -- The id in lower case.
    charge_point_key   text primary key,
    charge_point_id    text not null,
    vendor             text,
    model              text,
    firmware_version   text,
    -- Null: it has never booted, but its configuration is known.
    booted_at          timestamptz,
    -- SupportedFileTransferProtocols as the charge point spells it; null: not known.
    transfer_protocols text
);
create index fleet_member_model on fleet_member (lower(model), lower(vendor));

-- View of all jobs: written by the projection job alone, rebuilt from the event store at will.
create table job (
    job_id           uuid primary key,
    charge_point_key text        not null,
    charge_point_id  text        not null,
    -- Firmware, Diagnostics or Log: the notifications that tell of it.
    line             text        not null,
    -- Update, SignedUpdate, Diagnostics or Log.
    type             text        not null,
    command_id       uuid        not null,
    request_id       integer,
    -- The OCPP payload that was sent.
    request          jsonb       not null,
    image            text,
    version          text,
    campaign_id      uuid,
    warnings         jsonb       not null,
    requested_by     text        not null,
    ordered_at       timestamptz not null,
    deadline         timestamptz not null,
    -- How the command ended, and what the charge point answered.
    command_status   text,
    answer           text,
    -- The newest status that the charge point reported.
    status           text,
    status_at        timestamptz,
    booted_version   text,
    file_id          text,
    file_name        text,
    file_size        bigint,
    -- Null: it is open.
    result           text,
    reason           text,
    ended_at         timestamptz
);
create index job_newest on job (line, ordered_at desc, job_id desc);
create index job_of_charge_point on job (charge_point_key, line, ordered_at desc, job_id desc);
create index job_by_command on job (command_id);
create index job_of_campaign on job (campaign_id) where campaign_id is not null;
create index job_open on job (deadline) where result is null;

-- All that happened to a job, in the order in which we learnt it. Same projection.
create table job_history (
    job_id   uuid        not null,
    sequence bigint      not null,
    at       timestamptz not null,
    -- Ordered, Answered, Reported, Booted, FileArrived, Ended.
    what     text        not null,
    status   text,
    detail   text,
    primary key (job_id, sequence)
);

-- Statuses that charge points reported without any job of ours. Same projection.
create table status_observation (
    charge_point_key text        not null,
    line             text        not null,
    sequence         bigint      not null,
    charge_point_id  text        not null,
    status           text        not null,
    request_id       integer,
    at               timestamptz not null,
    primary key (charge_point_key, line, sequence)
);
create index status_observation_newest on status_observation (at desc, charge_point_key, line, sequence desc);
