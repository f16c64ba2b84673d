-- One row per sampled value. Partitioned by the time of receipt, which is ours: a charge point whose
-- clock says 1970 or 2090 loses nothing. The service creates the months ahead; the default
-- partition takes what falls outside them.
create table meter_value (
    received_at             timestamptz not null,
    charge_point_id         text        not null,
    connector_id            integer     not null,
    transaction_id          integer,
    reported_transaction_id integer,
    reported_in             text        not null,
    sampled_at              timestamptz not null,
    measurand               text        not null,
    context                 text        not null,
    phase                   text,
    location                text        not null,
    format                  text        not null,
    value                   text        not null,
    unit                    text,
    quantity                numeric,
    quantity_unit           text
) partition by range (received_at);

create table meter_value_default partition of meter_value default;

create index meter_value_of_transaction
    on meter_value (transaction_id, sampled_at) where transaction_id is not null;
create index meter_value_unattached
    on meter_value (lower(charge_point_id), connector_id, sampled_at) where transaction_id is null;

comment on column meter_value.transaction_id is
    'as reported if it is one of the charge point''s own, else found by charge point, connector and time; null: none';
comment on column meter_value.value is 'verbatim, as unit';
comment on column meter_value.quantity is
    'value as a number in quantity_unit: Wh, varh, W, var, VA (scaled from k...), else the reported unit; null: no number';
