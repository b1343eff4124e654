-- Whoever works on returns asks for those of a channel, of a location, of a state, or by the number on a parcel.
alter table returns.return add column channel_id integer;
update returns.return as known set channel_id = header.channel_id
from orders.order_header as header where header.id = known.order_id;
alter table returns.return alter column channel_id set not null;
create index return_state on returns.return (state, requested_at desc, id desc);
create index return_channel on returns.return (channel_id, requested_at desc, id desc);
create index return_location on returns.return (location_id, requested_at desc, id desc);
create index return_tracking_number on returns.return (tracking_number) where tracking_number is not null;
-- Goods that are being mended are work, though their return is closed.
create index return_refurbishing on returns.return (requested_at desc, id desc)
  where jsonb_path_exists(lines, '$[*].refurbishingQuantity ? (@ > 0)');
-- What was credited has to be paid back.
create index return_credited on returns.return (state_since)
  where jsonb_path_exists(lines, '$[*].creditedMinor ? (@ > 0)');
create index claim_state on returns.claim (state, opened_at desc, id desc);
create index claim_carrier on returns.claim (carrier, opened_at desc, id desc);
