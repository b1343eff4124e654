-- What was sent with a call that named nothing personal: drawings are tried with it. Null: it is not kept.
alter table flows.api_call add column input jsonb;
create index api_call_flow on flows.api_call (flow_code, called_at desc, id desc) where input is not null;
