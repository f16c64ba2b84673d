-- Snapshots of certificates were written whole and read back empty, and written again so.
delete from snapshot where aggregate_id like 'certificates:%';

-- What certificates name that open the door of a charge point, without case.
drop index charge_point_serial_number;
alter table charge_point add column names text[];
update charge_point
set names = array[charge_point_key]
        || case when state -> 'settings' ->> 'serialNumber' is null then '{}'::text[]
                else array[lower(state -> 'settings' ->> 'serialNumber')] end;
alter table charge_point drop column serial_number;
create index charge_point_names on charge_point using gin (names);

-- When the charge point was last asked to have another one signed, because this one ends.
alter table charge_point_certificate add column renewal_asked_at timestamptz;
drop index charge_point_certificate_in_hand;
create index charge_point_certificate_in_hand on charge_point_certificate (state, changed_at)
    where state in ('Requested', 'Signing', 'Signed', 'Sent');
drop index charge_point_certificate_end;
create index charge_point_certificate_end on charge_point_certificate (not_after)
    where state in ('Signed', 'Sent', 'Accepted', 'Rejected', 'Undelivered', 'InUse', 'Replaced');
create index charge_point_certificate_held
    on charge_point_certificate (not_after, charge_point_key, serial_number)
    where state in ('Accepted', 'InUse');

-- The embedded certificate authority, PEM, so that no replica comes with another.
create table certificate_authority (
    one         boolean primary key default true check (one),
    certificate text not null
);

-- Whose a root is that a charge point tells of.
create index root_certificate_known on root_certificate (ltrim(lower(serial_number), '0'))
    where certificate is not null;
