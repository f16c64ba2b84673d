-- Snapshots of certificates were written whole and read back empty, and written again so.
delete from snapshot where aggregate_id like 'certificates:%';
