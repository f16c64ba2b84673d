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

create view bi.transaction as
select transaction_id,
       charge_point_id,
       connector_id,
       id_tag,
       parent_id_tag,
       authorization_status,
       state,
       started_at,
       stopped_at,
       stopped_at - started_at as duration,
       meter_start             as meter_start_wh,
       meter_stop              as meter_stop_wh,
       energy_wh,
       stop_reason,
       stop_id_tag,
       reservation_id,
       remote_start_id is not null as remotely_started,
       remote_stop_id is not null  as remotely_stopped,
       remarks
from transaction;

comment on view bi.transaction is
    'One row per transaction that a charge point reported, running ones included; about a second behind.';
comment on column bi.transaction.transaction_id is 'Unique in the system, as told to the charge point.';
comment on column bi.transaction.charge_point_id is 'Identity of the charge point.';
comment on column bi.transaction.connector_id is 'Connector of the charge point, from 1.';
comment on column bi.transaction.id_tag is 'Identifier that started it; compare without regard to case.';
comment on column bi.transaction.parent_id_tag is 'Group of the identifier at the start, if any.';
comment on column bi.transaction.authorization_status is
    'Verdict on the identifier at the start: Accepted, Blocked, Expired, Invalid or ConcurrentTx.';
comment on column bi.transaction.state is
    'Open; Stopped; EndUnknown: the next transaction began on the connector and no stop has come.';
comment on column bi.transaction.started_at is 'Start by the charge point''s clock, UTC.';
comment on column bi.transaction.stopped_at is 'End by the charge point''s clock, UTC; null unless Stopped.';
comment on column bi.transaction.duration is 'stopped_at minus started_at; null unless Stopped.';
comment on column bi.transaction.meter_start_wh is 'Register of the connector at the start, in Wh.';
comment on column bi.transaction.meter_stop_wh is 'Register of the connector at the end, in Wh; null unless Stopped.';
comment on column bi.transaction.energy_wh is
    'Energy delivered in Wh, never negative: 0 where the register went backwards; null unless Stopped.';
comment on column bi.transaction.stop_reason is
    'Why it ended: Local, Remote, EVDisconnected, DeAuthorized, ... as in OCPP 1.6.';
comment on column bi.transaction.stop_id_tag is 'Identifier that ended it; null if the charge point did by itself.';
comment on column bi.transaction.reservation_id is 'Reservation that it used, if any.';
comment on column bi.transaction.remotely_started is 'Whether an operator''s remote start led to it.';
comment on column bi.transaction.remotely_stopped is 'Whether an operator''s remote stop ended it.';
comment on column bi.transaction.remarks is 'What is odd about it, such as MeterBelowStart; empty if nothing.';

grant select on bi.transaction to bi_reader;
