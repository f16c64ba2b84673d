-- View of the registered idTags: written by the projection id-tag alone, rebuilt from the event store at will.
create table id_tag (
    -- The idTag in lower case. Collation C: byte order, so that a prefix search can use the primary key.
    key           text collate "C" primary key,
    -- Spelling as registered.
    id_tag        text        not null,
    -- Accepted or Blocked: what the operator says. Expired follows from expiry_date and the clock.
    status        text        not null,
    expiry_date   timestamptz,
    parent_id_tag text,
    -- parent_id_tag in lower case: two idTags are of one group if these are equal.
    parent_key    text collate "C",
    registered_at timestamptz not null,
    changed_at    timestamptz not null
);

-- The list, newest first, and its cursor.
create index id_tag_newest on id_tag (registered_at desc, key desc);
-- The few that are barred, among the many that are not.
create index id_tag_blocked on id_tag (registered_at desc, key desc) where status = 'Blocked';
create index id_tag_group on id_tag (parent_key, registered_at desc, key desc) where parent_key is not null;
create index id_tag_expiry on id_tag (expiry_date) where expiry_date is not null;
