-- Transfers are listed with the newest first: those that are under way, and those of a location, whether
-- they leave it or reach it.
create index transfer_state on inventory.transfer (state, id);
create index transfer_from_location on inventory.transfer (from_location_id, id);
create index transfer_to_location on inventory.transfer (to_location_id, id);
