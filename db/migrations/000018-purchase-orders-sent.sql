-- Purchase orders are mailed to their suppliers, who accept or decline them and send them in one go or in parts.

alter table fulfilment.purchase_order
  -- Where the supplier sends it.
  add column ship_to jsonb,
  -- When the supplier was first mailed it.
  add column sent_at timestamptz,
  -- What came of the latest mail of each kind: [{"kind": "purchase_order", "outcome": "sent", "at": 1762300000000}]
  add column mails jsonb not null default '[]',
  -- [{"id": "100001-2-S1", "fulfilmentOrder": "100001-2", "carrier": "SF", "trackingNumber": "T1",
  --   "shippedAt": 1762300000000, "lines": [{"lineNumber": 1, "quantity": 2}]}]
  add column shipments jsonb not null default '[]';

alter table fulfilment.purchase_order drop constraint purchase_order_state_check;

update fulfilment.purchase_order as purchase
set ship_to = header.ship_to::jsonb,
  state = case purchase.state
    when 'created' then 'drafted' when 'confirmed' then 'accepted' when 'refused' then 'declined'
    else purchase.state end,
  -- Until now what was shipped was shipped as a whole.
  lines = (
    select coalesce(jsonb_agg(line || jsonb_build_object(
      'shippedQuantity', case when purchase.state = 'shipped' then line -> 'quantity' else to_jsonb(0) end
    ) order by place), '[]')
    from jsonb_array_elements(purchase.lines) with ordinality as each (line, place)
  ),
  shipments = coalesce((
    select jsonb_agg(jsonb_build_object(
      'id', shipment.id, 'fulfilmentOrder', purchase.id, 'carrier', shipment.carrier,
      'trackingNumber', shipment.tracking_number,
      'shippedAt', floor(extract(epoch from coalesce(shipment.shipped_at, shipment.booked_at)) * 1000)::bigint,
      'lines', purchase.lines
    ) order by shipment.id)
    from fulfilment.shipment as shipment
    where shipment.fulfilment_order_id = purchase.id and shipment.state not in ('booked', 'voided')
  ), '[]')
from orders.order_header as header
where header.id = purchase.order_id;

-- The lines of a shipment name quantities only.
update fulfilment.purchase_order as purchase
set shipments = (
  select jsonb_agg(jsonb_set(sent, '{lines}', (
    select jsonb_agg(line - 'sku' - 'shippedQuantity') from jsonb_array_elements(sent -> 'lines') as line
  )))
  from jsonb_array_elements(purchase.shipments) as sent
)
where jsonb_array_length(purchase.shipments) > 0;

alter table fulfilment.purchase_order
  alter column ship_to set not null,
  alter column mails drop default,
  alter column shipments drop default,
  add constraint purchase_order_state_check check (state in (
    'drafted', 'sent', 'accepted', 'declined', 'shipped', 'cancelled'
  ));

create index purchase_order_order on fulfilment.purchase_order (order_id);
drop index fulfilment.purchase_order_open;
create index purchase_order_open on fulfilment.purchase_order (state, created_at, id)
  where state in ('drafted', 'sent', 'accepted');
