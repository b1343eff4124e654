import { LINES_OF_GOODS, queryCheck, type Check } from './oracle-checks.ts';

/** Lines of returns, one row each. */
const LINES = `
  select asked.id, asked.order_id, asked.state, asked.location_id, (line.value ->> 'lineNumber')::int as line_number, (line.value ->> 'skuId')::int as sku_id,
    (line.value ->> 'quantity')::int as quantity, (line.value ->> 'receivedQuantity')::int as received, (line.value ->> 'acceptedQuantity')::int as accepted,
    (line.value ->> 'rejectedQuantity')::int as rejected, (line.value ->> 'restockedQuantity')::int as restocked,
    (line.value ->> 'refurbishingQuantity')::int as refurbishing, (line.value ->> 'scrappedQuantity')::int as scrapped,
    (line.value ->> 'creditedMinor')::bigint as credited
  from returns.return as asked cross join lateral jsonb_array_elements(asked.lines) as line`;

/** What must hold of goods that come back and of the money that is owed for them. */
export const RETURN_CHECKS: readonly Check[] = [
  queryCheck(
    'returned-units',
    'units that orders say came back are those that returns took in and the ledger booked as returned',
    `with taken as (
       select order_id, line_number, sum(received - rejected)::int as units from (${LINES}) as line group by 1, 2
     )
     select 'order ' || order_id || ' line ' || line_number || ': ' || coalesce(returned_quantity, 0) || ' returned, ' || coalesce(units, 0) || ' taken in' as found
     from (${LINES_OF_GOODS}) as line full join taken using (order_id, line_number) where coalesce(returned_quantity, 0) <> coalesce(units, 0)
     union all
     select 'order ' || coalesce(ordered.order_id, booked.order_id) || ': ' || coalesce(ordered.units, 0) || ' returned, ' || coalesce(booked.units, 0) || ' booked as returned'
     from (select order_id, sku_id, sum(returned_quantity)::int as units from (${LINES_OF_GOODS}) as line group by 1, 2) as ordered
     full join (select order_id, sku_id, sum(on_hand_delta)::int as units from inventory.stock_entry where kind = 'return' group by 1, 2) as booked
       using (order_id, sku_id)
     where coalesce(ordered.units, 0) <> coalesce(booked.units, 0)`,
  ),
  queryCheck(
    'return-lines',
    'of a return no more came than was asked, no more was looked at than came, and what was accepted is somewhere',
    `select 'return ' || id || ' line ' || line_number || ': ' || row_to_json(line)::text as found from (${LINES}) as line
     where received > quantity or accepted + rejected > received or restocked + refurbishing + scrapped <> accepted
       or (state = 'closed' and (received <> quantity or accepted + rejected <> received))
       or (state in ('requested', 'approved', 'on_the_way', 'rejected', 'cancelled', 'expired') and received > 0)`,
  ),
  queryCheck(
    'returning',
    'an order waits for exactly the units that its open returns still expect',
    `with expected as (
       select order_id, sum(quantity - received)::int as units from (${LINES}) as line
       where state in ('approved', 'on_the_way', 'receiving') group by 1
     )
     select 'order ' || header.id || ' waits for ' || coalesce((details ->> 'returningQuantity')::int, 0) || ' units, its returns for ' || coalesce(units, 0) as found
     from orders.order_header as header left join expected on expected.order_id = header.id
     where coalesce((details ->> 'returningQuantity')::int, 0) <> coalesce(units, 0)`,
  ),
  queryCheck(
    'credits',
    'what is credited to an order is what its returns credited and what it was appeased with, and never more than it is worth',
    // Called off after somebody was appeased, an order is worth nothing: what it owes stops at nothing too.
    `with credit as (
       select header.id as order_id, header.total_minor, header.state, credit.value ->> 'kind' as kind, credit.value ->> 'reference' as reference, (credit.value ->> 'amountMinor')::bigint as amount
       from orders.order_header as header cross join lateral json_array_elements(header.details -> 'credits') as credit
     ), summed as (
       select order_id, min(total_minor) as total, bool_or(state = 'cancelled') as is_over, sum(amount) as all_credits, coalesce(sum(amount) filter (where kind = 'return'), 0) as of_returns
       from credit group by 1
     ), owed as (select order_id, sum(credited) as credited from (${LINES}) as line group by 1)
     select 'order ' || order_id || ': returns credited ' || coalesce(credited, 0) || ', it has ' || coalesce(of_returns, 0) || ' of returns and ' || coalesce(all_credits, 0) || ' in all of ' || coalesce(total, 0) as found
     from summed full join owed using (order_id)
     where coalesce(of_returns, 0) < coalesce(credited, 0) or (all_credits > total and not is_over)
     union all
     select 'order ' || order_id || ' has the credit ' || reference || ' ' || count(*) || ' times' from credit group by order_id, reference having count(*) > 1`,
  ),
];
