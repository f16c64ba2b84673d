-- Changes of idTags concern every list that is built from all of them: one counter for those.
create table local_list_mark_of_all (
    the_one boolean primary key default true check (the_one),
    marks   bigint  not null
);
insert into local_list_mark_of_all (marks) values (0);

alter table local_list_mark
    add column of_all      boolean not null default false,
    add column seen_of_all bigint  not null default 0,
    -- Whose turn it is to be looked at: who was looked at longest ago.
    add column looked_at   timestamptz;
update local_list_mark set of_all = true
where charge_point_key in (select charge_point_key from local_list where source = 'ALL');
create index local_list_mark_behind on local_list_mark (seen_of_all) where of_all;

-- What a closer look found, and whether there is reason for another.
create view local_list_looked_at as
select m.charge_point_key, m.pending,
       m.seen < m.marks or (m.of_all and m.seen_of_all < a.marks) as due,
       m.seen + m.seen_of_all as seen, m.attempted
from local_list_mark m cross join local_list_mark_of_all a;

create index local_list_rollout_item_open_of on local_list_rollout_item (charge_point_key)
    where state in ('Waiting', 'Running');
