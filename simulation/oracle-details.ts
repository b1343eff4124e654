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
];
