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

create view bi.charging_profile as
select charge_point_id,
       charging_profile_id,
       connector_id,
       purpose,
       stack_level,
       transaction_id,
       valid_to,
       profile,
       installed_at,
       installed_by
from installed_profile;

comment on view bi.charging_profile is
    'One row per charging profile that a charge point is believed to have; about a second behind.';
comment on column bi.charging_profile.charge_point_id is 'Identity of the charge point.';
comment on column bi.charging_profile.charging_profile_id is
    'chargingProfileId, unique per charge point.';
comment on column bi.charging_profile.connector_id is
    'Connector it is for; 0: the whole charge point, or a default for all connectors.';
comment on column bi.charging_profile.purpose is
    'ChargePointMaxProfile, TxDefaultProfile or TxProfile.';
comment on column bi.charging_profile.stack_level is 'Of one purpose the higher level wins.';
comment on column bi.charging_profile.transaction_id is 'Transaction of a TxProfile.';
comment on column bi.charging_profile.valid_to is 'Until when it may apply, UTC; null: no end.';
comment on column bi.charging_profile.profile is 'The profile in the protocol''s own names, JSON.';
comment on column bi.charging_profile.installed_at is 'When the charge point accepted it, UTC.';
comment on column bi.charging_profile.installed_by is 'Operator, key or automatism that asked for it.';

grant select on bi.charging_profile to bi_reader;

create view bi.site as
select site_id,
       name,
       grid_limit ->> 'unit' as limit_unit,
       (grid_limit ->> 'limit')::numeric as grid_limit,
       (select count(*) from site_member m where m.site_id = s.site_id) as charge_points,
       created_at,
       changed_at
from site s;

comment on view bi.site is
    'One row per site whose charge points share a grid limit.';
comment on column bi.site.site_id is 'Unique in the system.';
comment on column bi.site.name is 'As the operator named it.';
comment on column bi.site.limit_unit is 'A per phase, or W in all.';
comment on column bi.site.grid_limit is
    'What it may draw where no period says otherwise, in limit_unit.';
comment on column bi.site.charge_points is 'How many charge points it has.';
comment on column bi.site.created_at is 'When it was made, UTC.';
comment on column bi.site.changed_at is 'When any of this last changed, UTC.';

grant select on bi.site to bi_reader;
