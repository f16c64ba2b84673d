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

create view bi.charge_point as
select c.charge_point_id,
       registered_at,
       retired_at,
       booted_at,
       admission,
       registration,
       vendor,
       model,
       firmware_version,
       (state -> 'settings' ->> 'securityProfile')::int as security_profile,
       coalesce(p.connected, false) as connected,
       p.last_seen_at
from charge_point c left join presence p using (charge_point_key);

comment on view bi.charge_point is
    'One row per charge point that was ever registered; about a second behind.';
comment on column bi.charge_point.charge_point_id is 'Identity of the charge point.';
comment on column bi.charge_point.registered_at is 'When it was last registered, UTC.';
comment on column bi.charge_point.retired_at is 'When it was retired, UTC; null: it is registered.';
comment on column bi.charge_point.booted_at is
    'When its last BootNotification came, UTC; null: none has.';
comment on column bi.charge_point.admission is
    'What its next boot is answered: Accepted, Pending or Rejected.';
comment on column bi.charge_point.registration is
    'What it may do now: Accepted, Pending or Rejected; null: it has not booted.';
comment on column bi.charge_point.vendor is 'chargePointVendor of its last boot.';
comment on column bi.charge_point.model is 'chargePointModel of its last boot.';
comment on column bi.charge_point.firmware_version is 'firmwareVersion of its last boot.';
comment on column bi.charge_point.security_profile is '0 to 3: the one with which it may connect.';
comment on column bi.charge_point.connected is 'Whether it is connected.';
comment on column bi.charge_point.last_seen_at is
    'When it was last heard of, UTC, to ten seconds; null: never.';

grant select on bi.charge_point to bi_reader;

create view bi.connector_status as
select c.charge_point_id,
       s.connector_id,
       s.status,
       s.error_code,
       s.started_at,
       s.ended_at,
       s.info,
       s.vendor_error_code
from connector_status s join connector c using (charge_point_key, connector_id);

comment on view bi.connector_status is
    'One row per status of a connector, from when until when; about a second behind.';
comment on column bi.connector_status.charge_point_id is 'Identity of the charge point.';
comment on column bi.connector_status.connector_id is
    'Connector of the charge point; 0: the charge point itself.';
comment on column bi.connector_status.status is
    'ChargePointStatus of OCPP 1.6: Available, Preparing, Charging, ..., Faulted.';
comment on column bi.connector_status.error_code is 'ChargePointErrorCode of OCPP 1.6; NoError: none.';
comment on column bi.connector_status.started_at is 'From when, UTC.';
comment on column bi.connector_status.ended_at is 'Until when, UTC; null: it is so now.';
comment on column bi.connector_status.info is 'What the charge point says besides.';
comment on column bi.connector_status.vendor_error_code is 'The vendor''s own error code.';

grant select on bi.connector_status to bi_reader;

create view bi.security_event as
select charge_point_id,
       type,
       occurred_at,
       received_at,
       tech_info
from security_event;

comment on view bi.security_event is
    'One row per SecurityEventNotification (security whitepaper).';
comment on column bi.security_event.charge_point_id is 'Identity of the charge point.';
comment on column bi.security_event.type is
    'Type as reported, such as FirmwareUpdated or InvalidChargePointCertificate.';
comment on column bi.security_event.occurred_at is 'When it happened by the charge point''s clock, UTC.';
comment on column bi.security_event.received_at is 'When it was received, UTC.';
comment on column bi.security_event.tech_info is 'What the charge point says besides.';

grant select on bi.security_event to bi_reader;
