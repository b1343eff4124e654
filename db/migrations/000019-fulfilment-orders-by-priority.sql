-- The list of fulfilment orders by priority: whoever works down the urgent ones asks for those of a state, and a page
-- must not pass over all the others. Without a state the pages of the states are merged.
create index fulfilment_order_listed_priority
  on fulfilment.fulfilment_order (priority, state, ship_by, id);
create index fulfilment_order_listed_location_priority
  on fulfilment.fulfilment_order (location, priority, state, ship_by, id);
