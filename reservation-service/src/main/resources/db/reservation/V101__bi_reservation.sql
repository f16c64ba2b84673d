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

create view bi.reservation as
select reservation_id,
       charge_point_id,
       connector_id,
       id_tag,
       parent_id_tag,
       state,
       reason,
       requested_at,
       accepted_at,
       expiry_date,
       ended_at,
       ended_at - accepted_at as held_for,
       transaction_id,
       used_by,
       matched_by
from reservation;

comment on view bi.reservation is
    'One row per reservation id that was asked for, on the terms last in force; about a second behind.';
comment on column bi.reservation.reservation_id is 'Unique in the system, as told to the charge point.';
comment on column bi.reservation.charge_point_id is 'Identity of the charge point.';
comment on column bi.reservation.connector_id is 'Reserved connector; 0: any of the charge point.';
comment on column bi.reservation.id_tag is 'Identifier it is held for; compare without regard to case.';
comment on column bi.reservation.parent_id_tag is 'Group whose members may use it too, if any.';
comment on column bi.reservation.state is
    'Requested, Accepted, Refused, Undelivered, Used, Expired, Cancelled or Ended.';
comment on column bi.reservation.reason is
    'Why it was Refused, Undelivered or Ended, such as Occupied, Offline or Faulted.';
comment on column bi.reservation.requested_at is 'When the operator asked for it, UTC.';
comment on column bi.reservation.accepted_at is 'When the charge point accepted it, UTC; null if it did not.';
comment on column bi.reservation.expiry_date is 'Until when it is or was to be held, UTC.';
comment on column bi.reservation.ended_at is 'When it ended, however it did, UTC; null while it lasts.';
comment on column bi.reservation.held_for is 'ended_at minus accepted_at; null unless it was accepted and ended.';
comment on column bi.reservation.transaction_id is 'Transaction that used it; null unless Used.';
comment on column bi.reservation.used_by is 'Identifier of that transaction.';
comment on column bi.reservation.matched_by is
    'How that was recognised: ReservationId, IdTag or ParentIdTag.';

grant select on bi.reservation to bi_reader;
