-- The kind of an order is a filter of its own. Orders that were indexed before had none but this one.
alter table orders.order_search add column kind text not null default 'standard';

-- When the event was recorded by which the order reached its state. Null in rows of before that have not
-- changed since: who asks looks it up in the history.
alter table orders.order_search add column state_since timestamptz;
