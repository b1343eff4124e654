import { queryCheck, type Check } from './oracle-checks.ts';

/** What must hold of bundles, gift cards, and of stock that is told apart or kept for somebody. */
export const DETAIL_CHECKS: readonly Check[] = [
  queryCheck(
    'bundles',
    'of a bundle is wanted, has left, has arrived and has come back what its least advanced component makes up',
    `with part as (
       select header.id as order_id, (bundle.value ->> 'lineNumber')::int as line_number, child.shipped_quantity / (part.value ->> 'quantityEach')::int as shipped,
         child.delivered_quantity / (part.value ->> 'quantityEach')::int as delivered, child.returned_quantity / (part.value ->> 'quantityEach')::int as returned,
         child.quantity / (part.value ->> 'quantityEach')::int as quantity
       from orders.order_header as header cross join lateral json_array_elements(header.details -> 'bundles') as bundle
       cross join lateral json_array_elements(bundle.value -> 'children') as part
       left join orders.order_line as child on child.order_id = header.id and child.line_number = (part.value ->> 'lineNumber')::int
     ), made as (
       select order_id, line_number, min(quantity) as quantity, min(shipped) as shipped, min(delivered) as delivered, min(returned) as returned,
         bool_or(quantity is null) as is_missing
       from part group by 1, 2
     )
     select 'order ' || order_id || ' line ' || line_number || ': ' || row_to_json(made)::text || ', the bundle says '
       || line.quantity || ', ' || line.shipped_quantity || ', ' || line.delivered_quantity || ', ' || line.returned_quantity as found
     from made left join orders.order_line as line using (order_id, line_number)
     where line.order_id is null or is_missing or line.quantity <> made.quantity or line.shipped_quantity <> least(made.shipped, line.quantity)
       or line.delivered_quantity <> least(made.delivered, line.quantity) or line.returned_quantity <> least(made.returned, line.quantity)`,
  ),
  queryCheck(
    'gift-cards',
    'a gift card has what was issued less what orders took of it and gave back',
    `with moved as (
       select split_part(coalesce(capture, reference), '/', 2) as id, sum(case kind when 'captured' then -amount_minor when 'refunded' then amount_minor else 0 end) as moved
       from orders.payment where tender = 'gift_card' and coalesce(capture, reference) like 'gift_card/%' group by 1
     )
     select 'gift card ' || coalesce(card.id::text, moved.id) || ' has ' || coalesce(balance_minor, 0) || ' of ' || coalesce(issued_minor, 0) || ', orders moved ' || coalesce(moved, 0) as found
     from orders.gift_card as card full join moved on moved.id = card.id::text
     where card.id is null or balance_minor <> issued_minor + coalesce(moved, 0) or balance_minor not between 0 and issued_minor`,
  ),
  queryCheck(
    'lots',
    'the lots of a position add up to what is on hand there, and to what has moved of them',
    `with told as (select sku_id, location_id, sum(on_hand)::int as units from inventory.lot group by 1, 2),
     position as (
       select position.sku_id, position.location_id, position.on_hand from inventory.stock_position as position
       join inventory.sku on sku.id = position.sku_id and sku.tracking <> 'none'
     ), moved as (select sku_id, location_id, code, sum(on_hand_delta)::int as units from inventory.lot_entry group by 1, 2, 3)
     select 'SKU ' || sku_id || ' at ' || location_id || ': ' || coalesce(position.on_hand, 0) || ' on hand, ' || coalesce(told.units, 0) || ' in lots' as found
     from position full join told using (sku_id, location_id) where coalesce(position.on_hand, 0) <> coalesce(told.units, 0)
     union all
     select 'lot ' || code || ' of SKU ' || sku_id || ' at ' || location_id || ' has ' || coalesce(lot.on_hand, 0) || ', its movements ' || coalesce(moved.units, 0)
     from inventory.lot full join moved using (sku_id, location_id, code) where coalesce(lot.on_hand, 0) <> coalesce(moved.units, 0)`,
  ),
  queryCheck(
    'serials',
    'a unit with a number of its own is at one place or has left, as its last step says',
    `with step as (
       select serial.sku_id, serial.serial, serial.state, serial.location_id, history -> -1 ->> 'what' as what, (history -> -1 ->> 'locationId')::int as last_location_id
       from inventory.serial
     )
     select 'number ' || serial || ' of SKU ' || sku_id || ' is ' || state || ' at ' || coalesce(location_id::text, 'no place') || ', its last step ' || coalesce(what, 'none') as found
     from step where (state = 'on_hand') <> (location_id is not null) or what is null
       or (state = 'on_hand' and (what = 'shipped' or last_location_id <> location_id)) or (state = 'shipped' and what <> 'shipped')`,
  ),
  queryCheck(
    'allotments',
    'nobody takes at once what is kept for the customers of another channel',
    // Looked at while its own channel has taken nothing yet: then all of it is kept, as far as it is there.
    `with kept as (
       select * from inventory.allotment where channel is not null and location_id is not null
     ), moved as (
       select kept.code, kept.quantity, event.xid, max(entry.id) as id,
         sum(on_hand_delta - reserved_delta - allocated_delta - damaged_delta - quality_control_delta)::int as delta,
         bool_and(event.type in ('order.placed', 'stock.reserved')) as is_taking,
         bool_or(channel.code = kept.channel) as is_own,
         bool_and(entry.recorded_at >= kept.starts_at and (kept.ends_at is null or entry.recorded_at < kept.ends_at)) as is_on
       from kept join inventory.stock_entry as entry on entry.sku_id = kept.sku_id and entry.location_id = kept.location_id
       join hub.event as event on event.id = entry.event_id
       left join orders.order_header as header on header.id = entry.order_id left join orders.channel on channel.id = header.channel_id
       group by 1, 2, 3
     ), story as (
       select *, sum(delta) over w as free, coalesce(bool_or(is_own and is_on) over w, false) as is_begun from moved window w as (partition by code order by id)
     )
     select 'allotment ' || code || ' keeps ' || quantity || ', transaction ' || xid || ' left ' || free || ' of ' || free - delta as found
     from story where is_taking and is_on and not is_begun and delta < 0 and free < least(quantity, free - delta)
     union all
     select 'allotment ' || code || ' is over and still ' || state from inventory.allotment
     where state = 'active' and ends_at <= to_timestamp($1::bigint / 1000.0)`,
  ),
];
