-- A trigger is looked after from its outcome on: only that tells when it was sent.
alter table trigger_request add column awaited_from timestamptz;
comment on column trigger_request.awaited_from is 'what came before is not what was triggered';

update trigger_request set open_until = null where answer is null;
update trigger_request set awaited_from = requested_at where open_until is not null;

-- false: MeterValues that do not say what made them; those that name the trigger take their place
alter table triggered_message add column is_certain boolean not null default true;

-- Both tables are forgotten after a while.
create index trigger_request_age on trigger_request (requested_at);
alter table triggered_message
    drop constraint triggered_message_command_id_fkey,
    add foreign key (command_id) references trigger_request on delete cascade;
