import { compareLedgerWithPositions } from '../src/modules/inventory/index.ts';
import { queryCheck, type Check } from './oracle-checks.ts';

/** SKU and location of a row by their codes. */
const PLACE = `(select code from inventory.sku where id = sku_id) || ' at ' || (select code from inventory.location where id = location_id)`;

/** Units that orders hold of stock at hand, by SKU and location: what is planned there less what waits for goods. */
const HELD_BY_ORDERS = `
  select sku_id, location_id, stock_state, sum(quantity)::int as quantity
  from (
    select line.sku_id, (shipment.value ->> 'locationId')::int as location_id, header.stock_state,
      (part.value ->> 1)::int as quantity
    from orders.order_header as header
    cross join lateral json_array_elements(header.shipments) as shipment
    cross join lateral json_array_elements(shipment.value -> 'lines') as part
    join orders.order_line as line on line.order_id = header.id and line.line_number = (part.value ->> 0)::int
    where header.stock_state <> 'none'
    union all
    select waiting.sku_id, waiting.location_id, header.stock_state, -waiting.quantity
    from orders.waiting_line as waiting join orders.order_header as header on header.id = waiting.order_id
    where header.stock_state <> 'none'
  ) as part
  group by 1, 2, 3 having sum(quantity) <> 0`;

/** What must hold of stock. */
export const STOCK_CHECKS: readonly Check[] = [
  queryCheck(
    'positions',
    'stock is never promised twice: what is reserved, allocated, damaged or in control is on hand',
    `select ${PLACE} || ': ' || row_to_json(position)::text as found from inventory.stock_position as position
     where reserved + allocated + damaged + quality_control > on_hand
       or least(on_hand, reserved, allocated, damaged, quality_control, safety_stock) < 0`,
  ),
  {
    name: 'ledger',
    claim: 'every position is the sum of its ledger entries',
    async find(pool) {
      return (await compareLedgerWithPositions(pool)).map((difference) =>
        JSON.stringify(difference),
      );
    },
  },
  queryCheck(
    'ledger-at-any-time',
    'no position promised more than it had after any transaction of its story',
    `with moved as (
       select entry.sku_id, entry.location_id, event.xid, max(entry.id) as id,
         sum(on_hand_delta) as on_hand, sum(reserved_delta) as reserved, sum(allocated_delta) as allocated,
         sum(damaged_delta + quality_control_delta) as kept
       from inventory.stock_entry as entry join hub.event as event on event.id = entry.event_id
       group by 1, 2, 3
     ), story as (
       select sku_id, location_id, xid, sum(on_hand) over w as on_hand, sum(reserved) over w as reserved,
         sum(allocated) over w as allocated, sum(kept) over w as kept
       from moved window w as (partition by sku_id, location_id order by id)
     )
     select ${PLACE} || ' after transaction ' || xid || ': ' || row_to_json(story)::text as found from story
     where reserved + allocated + kept > on_hand or least(on_hand, reserved, allocated, kept) < 0`,
  ),
  queryCheck(
    'holdings',
    'positions have reserved and allocated exactly what open orders and reservations hold',
    `with held as (${HELD_BY_ORDERS}), wanted as (
       select sku_id, location_id, quantity as reserved, 0 as allocated from held where stock_state = 'reserved'
       union all
       select sku_id, location_id, 0, quantity from held where stock_state = 'allocated'
       union all
       select sku_id, location_id, quantity, 0 from inventory.reservation where state = 'held'
     ), summed as (
       select sku_id, location_id, sum(reserved)::int as reserved, sum(allocated)::int as allocated
       from wanted group by 1, 2
     )
     select ${PLACE} || ': the position has ' || coalesce(position.reserved, 0) || ' reserved and '
       || coalesce(position.allocated, 0) || ' allocated, its holders ' || coalesce(summed.reserved, 0)
       || ' and ' || coalesce(summed.allocated, 0) as found
     from inventory.stock_position as position full join summed using (sku_id, location_id)
     where coalesce(position.reserved, 0) <> coalesce(summed.reserved, 0)
       or coalesce(position.allocated, 0) <> coalesce(summed.allocated, 0)`,
  ),
  queryCheck(
    'pledges',
    'supply is pledged to orders that wait for it, and no more of it than is still to come',
    `with pledged as (
       select incoming_id as id, sum(quantity)::int as quantity from orders.waiting_line
       where incoming_id is not null group by 1
     )
     select incoming.reference || ' of ' || ${PLACE} || ': ' || incoming.promised || ' pledged, '
       || coalesce(pledged.quantity, 0) || ' waited for, ' || incoming.received || ' of ' || incoming.quantity || ' received' as found
     from inventory.incoming as incoming left join pledged using (id)
     where incoming.promised > coalesce(pledged.quantity, 0)
       or incoming.promised > greatest(incoming.quantity - incoming.received, 0) or incoming.promised < 0
       or (incoming.closed_at is not null and incoming.promised > 0)
       or (incoming.received = 0 and incoming.closed_at is null and incoming.promised <> coalesce(pledged.quantity, 0))
     union all
     select 'an order waits for supply ' || pledged.id || ' that nobody announced'
     from pledged where not exists (select from inventory.incoming where incoming.id = pledged.id)`,
  ),
  queryCheck(
    'receipts',
    'announced supply has received what its receipts brought',
    `with brought as (
       select event.data::json ->> 'incomingReference' as reference, event.data::json ->> 'location' as location,
         line.value ->> 'sku' as sku, (line.value ->> 'quantity')::int as quantity
       from hub.event as event cross join lateral json_array_elements(event.data::json -> 'lines') as line
       where event.type = 'stock.received' and event.data::json ->> 'incomingReference' is not null
       union all
       select event.data::json ->> 'reference', event.data::json ->> 'to', line.value ->> 'sku', (line.value ->> 'quantity')::int
       from hub.event as event cross join lateral json_array_elements(event.data::json -> 'lines') as line
       where event.type = 'transfer.received'
       union all
       -- What another system had already, and we heard of by comparing.
       select reference.value, location.code, sku.code, (part.value ->> 'quantity')::int
       from inventory.stock_drift as drift join inventory.location on location.id = drift.location_id join inventory.sku on sku.id = drift.sku_id
       cross join lateral jsonb_array_elements(drift.causes -> drift.cause_chosen -> 'parts') as part
       cross join lateral jsonb_array_elements_text(part.value -> 'evidence' -> 'references') as reference
       where drift.posted > 0 and part.value ->> 'cause' = 'late_receipt'
     ), summed as (
       select reference, location, sku, sum(quantity)::int as quantity from brought group by 1, 2, 3
     )
     select incoming.reference || ' of ' || ${PLACE} || ': ' || incoming.received || ' booked, '
       || coalesce(summed.quantity, 0) || ' brought' as found
     from inventory.incoming as incoming
     join inventory.sku on sku.id = incoming.sku_id join inventory.location on location.id = incoming.location_id
     left join summed on summed.reference = incoming.reference and summed.location = location.code and summed.sku = sku.code
     where incoming.received <> coalesce(summed.quantity, 0)`,
  ),
  queryCheck(
    'capacity',
    'shipments counted for a day are those that orders plan for it',
    `with planned as (
       select (shipment.value ->> 'locationId')::int as location_id, (shipment.value ->> 'shipDay')::int as day, count(*)::int as shipments
       from orders.order_header as header cross join lateral json_array_elements(header.shipments) as shipment
       join inventory.location on location.id = (shipment.value ->> 'locationId')::int
       where location.daily_capacity_shipments is not null group by 1, 2
     )
     select (select code from inventory.location where id = location_id) || ' on day ' || day || ': '
       || coalesce(counted.promised_shipments, 0) || ' counted, ' || coalesce(planned.shipments, 0) || ' planned' as found
     from inventory.location_day as counted full join planned using (location_id, day)
     where coalesce(counted.promised_shipments, 0) <> coalesce(planned.shipments, 0)`,
  ),
  queryCheck(
    'reservations-expire',
    'no reservation outlives its time',
    `select reference || ' expired ' || expires_at || ' and is held' as found from inventory.reservation
     where state = 'held' and expires_at <= to_timestamp($1::bigint / 1000.0)`,
  ),
];
