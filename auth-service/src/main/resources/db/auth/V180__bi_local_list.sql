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

create view bi.local_list as
select charge_point_id,
       source,
       automatic,
       (state ->> 'heldVersion')::int as list_version,
       (select count(*) from local_list_entry e where e.charge_point_key = l.charge_point_key) as entries,
       standing,
       last_result,
       last_reason,
       changed_at
from local_list l;

comment on view bi.local_list is
    'One row per charge point whose local authorization list is kept or was asked for; about a second behind.';
comment on column bi.local_list.charge_point_id is 'Identity of the charge point.';
comment on column bi.local_list.source is
    'What the list is built from: all, groups or idTags; null: it is sent by hand only.';
comment on column bi.local_list.automatic is
    'Whether a change of an idTag is rolled out to it unasked.';
comment on column bi.local_list.list_version is
    'Version whose contents the charge point is known to hold; null: not known.';
comment on column bi.local_list.entries is 'How many idTags it holds, as far as it is known.';
comment on column bi.local_list.standing is
    'InSync, Stale, Synchronizing, Unknown, NotSupported or Failed, as its own events tell.';
comment on column bi.local_list.last_result is 'How its last synchronization ended; null: none has.';
comment on column bi.local_list.last_reason is
    'Why the last synchronization failed, in words; null: it did not.';
comment on column bi.local_list.changed_at is 'When any of this last changed, UTC.';

grant select on bi.local_list to bi_reader;
