import { LINES_OF_GOODS, queryCheck, type Check } from './oracle-checks.ts';

/** Lines of fulfilment orders, one row each. */
const PARTS = `
  select work.id, work.order_id, work.number, work.location_id, work.state, work.location, (line.value ->> 'lineNumber')::int as line_number,
    (line.value ->> 'skuId')::int as sku_id, (line.value ->> 'quantity')::int as quantity,
    (line.value ->> 'picked')::int as picked, (line.value ->> 'packed')::int as packed, (line.value ->> 'shipped')::int as shipped
  from fulfilment.fulfilment_order as work cross join lateral jsonb_array_elements(work.lines) as line`;

/** What must hold of what locations do. */
export const FULFILMENT_CHECKS: readonly Check[] = [
  queryCheck(
    'shipped-entries',
    'what orders have shipped is what has left the ledger as shipped',
    `with left_stock as (
       select order_id, sku_id, -sum(on_hand_delta)::int as units from inventory.stock_entry where kind = 'ship' group by 1, 2
     ), shipped as (
       select order_id, sku_id, sum(shipped_quantity)::int as units from (${LINES_OF_GOODS}) as line group by 1, 2
     )
     select 'order ' || coalesce(shipped.order_id, left_stock.order_id) || ': ' || coalesce(shipped.units, 0) || ' shipped, '
       || coalesce(left_stock.units, 0) || ' left the ledger' as found
     from shipped full join left_stock using (order_id, sku_id)
     where coalesce(shipped.units, 0) <> coalesce(left_stock.units, 0)`,
  ),
  queryCheck(
    'parts',
    'what a location has to send of an order is what the order plans there under that number, and what it has sent is what has left',
    `with planned as (
       select header.id as order_id, (shipment.value -> 'release' ->> 'number')::int as number, (part.value ->> 0)::int as line_number,
         sum((part.value ->> 1)::int)::int as quantity, min((shipment.value ->> 'locationId')::int) as location_id
       from orders.order_header as header cross join lateral json_array_elements(header.shipments) as shipment
       cross join lateral json_array_elements(shipment.value -> 'lines') as part
       where shipment.value -> 'release' ->> 'number' is not null group by 1, 2, 3
     ), part as (select * from (${PARTS}) as line where state not in ('shipped', 'delivered', 'cancelled') and quantity > 0)
     select 'order ' || coalesce(part.order_id, planned.order_id) || ' part ' || coalesce(part.number, planned.number) || ' line '
       || coalesce(part.line_number, planned.line_number) || ': ' || coalesce(part.quantity, 0) || ' at the location, ' || coalesce(planned.quantity, 0) || ' planned' as found
     from part full join planned using (order_id, number, line_number)
     where coalesce(part.quantity, 0) <> coalesce(planned.quantity, 0) or part.location_id <> planned.location_id
     union all
     select 'order ' || order_id || ' line ' || line_number || ': locations have sent ' || coalesce(sent, 0) || ', the order says ' || coalesce(shipped_quantity, 0)
     from (select order_id, line_number, sum(shipped)::int as sent from (${PARTS}) as line group by 1, 2) as gone
     full join (${LINES_OF_GOODS}) as line using (order_id, line_number) where coalesce(sent, 0) <> coalesce(shipped_quantity, 0)
     union all
     select 'fulfilment order ' || id || ' line ' || line_number || ' is ' || state || ': ' || quantity || ' wanted, ' || picked || ' picked, ' || packed || ' packed, ' || shipped || ' shipped'
     from (${PARTS}) as line
     where picked > quantity or packed > picked or shipped > packed
       or (state in ('shipped', 'delivered') and shipped <> quantity) or (state = 'packed' and packed <> quantity)
       or (state not in ('shipped', 'delivered') and shipped > 0) or (state = 'cancelled' and quantity > 0)`,
  ),
  queryCheck(
    'releases',
    'no location has anything of an order that was not released',
    `select 'fulfilment order ' || work.id || ' has no release' as found from fulfilment.fulfilment_order as work
     left join orders.order_header as header on header.id = work.order_id
     where header.id is null or coalesce((header.details ->> 'shipmentsReleased')::int, 0) < work.number`,
  ),
  queryCheck(
    'parcels',
    'no two cartons have the same number of their own, and no two shipments the same tracking number',
    `with parcel as (
       select shipment.id, parcel.value ->> 'sscc' as sscc, parcel.value ->> 'trackingNumber' as tracking
       from fulfilment.shipment as shipment cross join lateral jsonb_array_elements(shipment.parcels) as parcel
     ), packed as (
       select work.id, parcel.value ->> 'sscc' as sscc
       from fulfilment.fulfilment_order as work cross join lateral jsonb_array_elements(coalesce(work.parcels, '[]')) as parcel
     )
     select 'carton ' || sscc || ' stands in ' || count(distinct id) || ' fulfilment orders' as found from packed group by sscc having count(*) > 1
     union all
     select 'tracking number ' || tracking || ' stands in ' || count(distinct id) || ' shipments' from parcel group by tracking having count(distinct id) > 1`,
  ),
  queryCheck(
    'shipments',
    'a shipment carries what its fulfilment order packed, one at a time, and stands where its fulfilment order does',
    `with carried as (
       select shipment.id, shipment.fulfilment_order_id, shipment.state, coalesce(sum((line.value ->> 'quantity')::int), 0)::int as units
       from fulfilment.shipment as shipment
       left join lateral jsonb_array_elements(shipment.parcels) as parcel on true
       left join lateral jsonb_array_elements(parcel.value -> 'lines') as line on true
       where shipment.state <> 'voided' group by 1, 2, 3
     ), part as (select id, state, sum(packed)::int as packed from (${PARTS}) as line group by 1, 2)
     select 'shipment ' || carried.id || ' is ' || carried.state || ' with ' || units || ' units, its fulfilment order ' || coalesce(part.state, 'gone')
       || ' with ' || coalesce(part.packed, 0) as found
     from carried left join part on part.id = carried.fulfilment_order_id
     where part.id is null or units <> part.packed
       or (carried.state = 'booked') <> (part.state = 'packed') or (carried.state = 'delivered') <> (part.state = 'delivered')
     union all
     select 'fulfilment order ' || fulfilment_order_id || ' has ' || count(*) || ' shipments' from carried group by fulfilment_order_id having count(*) > 1
     union all
     select 'fulfilment order ' || id || ' is ' || state || ' without a shipment' from part
     where state in ('shipped', 'delivered') and not exists (select from carried where fulfilment_order_id = part.id)`,
  ),
  queryCheck(
    'manifests',
    'a manifest counts the shipments that stand on it, and none waits on a closed one',
    `select 'manifest ' || manifest.id || ' (' || manifest.state || ') counts ' || manifest.shipments || ', ' || count(shipment.id) || ' stand on it' as found
     from fulfilment.manifest as manifest left join fulfilment.shipment as shipment on shipment.manifest_id = manifest.id
     group by manifest.id having manifest.shipments <> count(shipment.id)
       or (manifest.state = 'closed' and count(*) filter (where shipment.state = 'booked') > 0)`,
  ),
  queryCheck(
    'picking',
    'no pick list is open of a wave that is over, and none wants what it has given',
    `select 'pick list ' || list.id || ' is ' || list.state || ', its wave ' || wave.state as found
     from fulfilment.pick_list as list join fulfilment.wave as wave on wave.id = list.wave_id
     where list.state in ('open', 'picking') and wave.state <> 'released'
     union all
     select 'wave ' || wave.id || ' (' || wave.state || ') counts ' || wave.pick_lists_open || ' open lists, ' || count(list.id) || ' are'
     from fulfilment.wave as wave left join fulfilment.pick_list as list on list.wave_id = wave.id and list.state in ('open', 'picking')
     group by wave.id having wave.pick_lists_open <> count(list.id)
     union all
     select 'pick list ' || list.id || ' wants ' || unit.value::text
     from fulfilment.pick_list as list cross join lateral jsonb_array_elements(list.lines) as line cross join lateral jsonb_array_elements(line.value -> 'wanted') as unit
     where (unit.value ->> 'picked')::int + (unit.value ->> 'dropped')::int > (unit.value ->> 'quantity')::int`,
  ),
  queryCheck(
    'milestones',
    'what has left of an order was released before, and what was delivered has left before',
    `with reached as (
       select event.order_id, milestone.value as name, min(event.recorded_at) as at
       from hub.event as event cross join lateral json_array_elements_text(event.data::json -> 'milestones') as milestone
       where event.order_id is not null and event.data::json -> 'milestones' is not null group by 1, 2
     ), steps as (
       select order_id, max(at) filter (where name = 'placed') as placed, max(at) filter (where name = 'released') as released,
         max(at) filter (where name = 'shipped') as shipped, max(at) filter (where name = 'delivered') as delivered
       from reached group by 1
     )
     select 'order ' || order_id || ': ' || row_to_json(steps)::text as found from steps
     where placed is null or released < placed or shipped < released or (shipped is not null and released is null) or delivered < shipped
       or (delivered is not null and released is null)`,
  ),
];
