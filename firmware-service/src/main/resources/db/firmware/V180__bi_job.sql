-- The contract with BI tools. The role can read the views of the schema bi and nothing else; the
-- platform's database set-up makes role and schema, and where it did not, this does.
do $$
begin
    if not exists (select from pg_roles where rolname = 'bi_reader') then
        create role bi_reader nologin;
    end if;
    if not exists (select from pg_namespace where nspname = 'bi') then
        create schema bi;
        grant usage on schema bi to bi_reader;
    end if;
end
$$;

create view bi.job as
select job_id,
       charge_point_id,
       type,
       version,
       campaign_id,
       ordered_at,
       ended_at,
       ended_at - ordered_at as duration,
       status,
       status_at,
       booted_version,
       result,
       reason,
       file_size,
       requested_by
from job;

comment on view bi.job is
    'One row per order to update firmware, or to bring diagnostics or a log; about a second behind.';
comment on column bi.job.job_id is 'Unique in the system.';
comment on column bi.job.charge_point_id is 'Identity of the charge point.';
comment on column bi.job.type is 'Update, SignedUpdate, Diagnostics or Log.';
comment on column bi.job.version is 'Firmware version that was ordered, if it is known.';
comment on column bi.job.campaign_id is 'Campaign that ordered it, if one did.';
comment on column bi.job.ordered_at is 'When it was ordered, UTC.';
comment on column bi.job.ended_at is 'When it ended, UTC; null: it is open.';
comment on column bi.job.duration is 'ended_at minus ordered_at; null: it is open.';
comment on column bi.job.status is
    'Newest status that the charge point reported, such as Installed or Uploaded.';
comment on column bi.job.status_at is 'When that was received, UTC.';
comment on column bi.job.booted_version is
    'Firmware version with which it booted after the order, if it did.';
comment on column bi.job.result is 'Succeeded, Failed, Refused, NotSent, NothingToUpload, Superseded or TimedOut; null: it is open.';
comment on column bi.job.reason is 'Why it did not succeed, in words.';
comment on column bi.job.file_size is 'Size of the file that it brought, in bytes.';
comment on column bi.job.requested_by is 'Operator, key or campaign that asked for it.';

grant select on bi.job to bi_reader;

create view bi.campaign_target as
select t.campaign_id,
       c.name as campaign,
       c.version,
       c.state as campaign_state,
       t.charge_point_id,
       t.state,
       t.attempts,
       t.reason,
       t.begun_at,
       t.ended_at
from campaign_target t join campaign c using (campaign_id);

comment on view bi.campaign_target is
    'One row per charge point of a firmware campaign; about a second behind.';
comment on column bi.campaign_target.campaign_id is 'Campaign, unique in the system.';
comment on column bi.campaign_target.campaign is 'Name of the campaign.';
comment on column bi.campaign_target.version is 'Firmware version that it brings.';
comment on column bi.campaign_target.campaign_state is
    'Running, Paused, Stopped, Cancelled or Finished.';
comment on column bi.campaign_target.charge_point_id is 'Identity of the charge point.';
comment on column bi.campaign_target.state is
    'How far this charge point is: Waiting, Running, Succeeded, Failed, Skipped or Cancelled.';
comment on column bi.campaign_target.attempts is 'How often it was ordered.';
comment on column bi.campaign_target.reason is 'Why it failed, in words.';
comment on column bi.campaign_target.begun_at is 'When its last attempt began, UTC.';
comment on column bi.campaign_target.ended_at is 'When it ended, UTC.';

grant select on bi.campaign_target to bi_reader;
