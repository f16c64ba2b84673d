-- An Idempotency-Key that is forgotten needs no id any more.
alter table reservation_id_of_key add column given_at timestamptz not null default now();
