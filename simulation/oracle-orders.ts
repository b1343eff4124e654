import type { OrderState } from '../contracts/orders.ts';
import { ORDER_TRANSITIONS } from '../src/modules/orders/index.ts';
import { LINES_OF_GOODS, queryCheck, type Check } from './oracle-checks.ts';

/** Shipments of orders, one row a part of a line. */
const PLANNED = `
  select header.id as order_id, (part.value ->> 0)::int as line_number, (part.value ->> 1)::int as quantity,
    shipment.value ->> 'waitsFor' as waits_for, (shipment.value ->> 'locationId')::int as location_id
  from orders.order_header as header cross join lateral json_array_elements(header.shipments) as shipment
  cross join lateral json_array_elements(shipment.value -> 'lines') as part`;

/** What must hold of orders and their money. */
export const ORDER_CHECKS: readonly Check[] = [
  queryCheck(
    'once',
    'a channel has one order under an external id',
    `select channel_id || ' ' || external_id || ' has ' || count(*) || ' orders' as found
     from orders.order_header group by channel_id, external_id having count(*) > 1`,
  ),
  queryCheck(
    'money',
    'totals are the sums of lines and charges, and what is paid the sum of its payments',
    `with line_sum as (
       select order_id, sum(quantity * unit_price_minor) as goods, sum(discount_minor) as discount, sum(tax_minor) as tax,
         bool_or(quantity = 0 and (discount_minor <> 0 or tax_minor <> 0) or discount_minor < 0 or tax_minor < 0) as is_odd
       from orders.order_line group by 1
     ), paid as (
       select order_id, sum(case kind when 'captured' then amount_minor when 'refunded' then -amount_minor when 'chargeback' then -amount_minor else 0 end) as paid
       from orders.payment group by 1
     ), charge as (
       select header.id as order_id, sum((charge.value ->> 'amountMinor')::bigint) as charges
       from orders.order_header as header cross join lateral json_array_elements(header.details -> 'charges') as charge group by 1
     )
     select 'order ' || header.id || ': goods ' || goods_minor || '/' || coalesce(goods, 0) || ', discount ' || discount_minor || '/' || coalesce(discount, 0)
       || ', tax ' || tax_minor || '/' || coalesce(tax, 0) || ', charges ' || charges_minor || '/' || coalesce(charges, 0)
       || ', total ' || total_minor || ', paid ' || paid_minor || '/' || coalesce(paid, 0) as found
     from orders.order_header as header left join line_sum on line_sum.order_id = header.id
     left join paid on paid.order_id = header.id left join charge on charge.order_id = header.id
     where goods is null or goods_minor <> goods or discount_minor <> discount or tax_minor <> tax
       or charges_minor <> coalesce(charges, 0) or paid_minor <> coalesce(paid, 0) or is_odd or total_minor < 0
       or total_minor <> goods_minor - discount_minor + tax_minor + charges_minor`,
  ),
  queryCheck(
    'payment-state',
    'the state of payment follows from the payments and from what is due after credits',
    `with credit as (
       select header.id, sum((credit.value ->> 'amountMinor')::bigint) as credited
       from orders.order_header as header cross join lateral json_array_elements(header.details -> 'credits') as credit group by 1
     ), sums as (
       select header.id, header.payment_state, header.total_minor - coalesce(min(credited), 0) as due_minor, header.paid_minor,
         channel.payment_deadline_minutes is not null as is_required,
         coalesce(sum(amount_minor) filter (where kind = 'authorised'), 0) as authorised,
         coalesce(sum(amount_minor) filter (where kind = 'captured'), 0) as captured,
         coalesce(sum(amount_minor) filter (where kind in ('refunded', 'chargeback')), 0) as taken_back
       from orders.order_header as header join orders.channel on channel.id = header.channel_id left join credit on credit.id = header.id
       left join orders.payment on payment.order_id = header.id group by header.id, channel.id
     )
     select 'order ' || id || ' is ' || payment_state || ': ' || row_to_json(sums)::text as found from sums
     where (payment_state = 'paid') <> (paid_minor >= due_minor and (due_minor > 0 or captured > 0) and not (taken_back > 0 and paid_minor <= 0))
       or (payment_state in ('authorised', 'partly_captured') and authorised + paid_minor < due_minor)
       or (payment_state in ('refunded', 'charged_back')) <> (taken_back > 0 and paid_minor <= 0)
       or (payment_state in ('unpaid', 'failed') and (not is_required and payment_state = 'unpaid' or paid_minor > 0))
       or (payment_state = 'not_required' and is_required and due_minor > 0)`,
  ),
  queryCheck(
    'payment-facts',
    'nothing is captured beyond its authorisation, nothing refunded beyond its capture, and what is asked of a provider is about a fact',
    `with fact as (select *, coalesce(authorisation, reference) as of_authorisation, coalesce(capture, reference) as of_capture from orders.payment),
     authorised as (select order_id, reference, sum(amount_minor) as amount from fact where kind = 'authorised' group by 1, 2),
     used as (select order_id, of_authorisation as reference, sum(amount_minor) as amount from fact where kind = 'captured' and authorisation is not null group by 1, 2),
     captured as (select order_id, reference, sum(amount_minor) as amount from fact where kind = 'captured' group by 1, 2),
     refunded as (select order_id, of_capture as reference, sum(amount_minor) as amount from fact where kind = 'refunded' and capture is not null group by 1, 2),
     asked as (
       select header.id as order_id, operation.value ->> 'id' as id, operation.value ->> 'of' as reference
       from orders.order_header as header cross join lateral json_array_elements(header.details -> 'paymentOperations') as operation
     )
     select 'order ' || order_id || ': ' || used.amount || ' captured of the authorisation ' || reference || ' over ' || coalesce(authorised.amount, 0) as found
     from used left join authorised using (order_id, reference) where used.amount > coalesce(authorised.amount, 0)
     union all
     select 'order ' || order_id || ': ' || refunded.amount || ' refunded of the capture ' || reference || ' of ' || coalesce(captured.amount, 0)
     from refunded left join captured using (order_id, reference) where refunded.amount > coalesce(captured.amount, 0)
     union all
     select 'order ' || order_id || ' asks for ' || id || ' about ' || reference || ', which is not there' from asked
     where not exists (select from fact where fact.order_id = asked.order_id and fact.reference = asked.reference)`,
  ),
  queryCheck(
    'quantities',
    'what is planned of a line and what has left is what is wanted of it; a cancelled order wants and plans nothing',
    `with planned as (select order_id, line_number, sum(quantity)::int as quantity from (${PLANNED}) as part group by 1, 2)
     select 'order ' || header.id || ' (' || header.state || ') line ' || coalesce(line.line_number, planned.line_number)
       || ': ' || coalesce(line.quantity, 0) || ' wanted, ' || coalesce(planned.quantity, 0) || ' planned, ' || coalesce(shipped_quantity, 0) || ' shipped' as found
     from ((${LINES_OF_GOODS}) as line full join planned using (order_id, line_number))
     join orders.order_header as header on header.id = order_id
     where coalesce(line.quantity, 0) <> coalesce(planned.quantity, 0) + coalesce(shipped_quantity, 0)
       or returned_quantity > delivered_quantity or delivered_quantity > shipped_quantity
       or (header.state = 'cancelled' and coalesce(line.quantity, 0) + coalesce(planned.quantity, 0) > 0)
     union all
     select 'order ' || id || ' has no line' from orders.order_header where not exists (select from orders.order_line where order_id = id)
     union all
     select 'line ' || line_number || ' belongs to order ' || order_id || ', which does not exist' from orders.order_line
     where not exists (select from orders.order_header where id = order_id)`,
  ),
  queryCheck(
    'cancelled-quantities',
    'nothing that was wanted is forgotten: wanted and cancelled make at least what was placed',
    `with placed as (
       select event.order_id, (line.value ->> 'lineNumber')::int as line_number, (line.value ->> 'quantity')::int as quantity
       from hub.event as event cross join lateral json_array_elements(event.data::json -> 'lines') as line where event.type = 'order.placed'
     )
     select 'order ' || order_id || ' line ' || line_number || ': ' || placed.quantity || ' placed, ' || coalesce(line.quantity, 0)
       || ' wanted and ' || coalesce(line.cancelled_quantity, 0) || ' cancelled' as found
     from placed left join orders.order_line as line using (order_id, line_number)
     where coalesce(line.quantity, 0) + coalesce(line.cancelled_quantity, 0) < placed.quantity`,
  ),
  queryCheck(
    'waiting',
    'what claims stock for an order stands in a shipment of it that waits',
    `with planned as (
       select order_id, line_number, location_id, waits_for, sum(quantity)::int as quantity
       from (${PLANNED}) as part where waits_for is not null group by 1, 2, 3, 4
     ), claimed as (
       select order_id, line_number, location_id, waits_for, sum(quantity)::int as quantity from orders.waiting_line group by 1, 2, 3, 4
     )
     select 'order ' || order_id || ' line ' || line_number || ' location ' || location_id || ' (' || waits_for || '): '
       || coalesce(planned.quantity, 0) || ' planned, ' || coalesce(claimed.quantity, 0) || ' claimed' as found
     from planned full join claimed using (order_id, line_number, location_id, waits_for)
     where coalesce(planned.quantity, 0) < coalesce(claimed.quantity, 0)`,
  ),
  queryCheck(
    'stock-state',
    'what an order holds is hard when it is paid and free of holds, soft before, and nothing when it is over',
    `with holding as (
       select order_id from (
         select order_id, quantity from (${PLANNED}) as part union all select order_id, -quantity from orders.waiting_line
       ) as part group by 1 having sum(quantity) > 0
     )
     select 'order ' || id || ' is ' || state || ', ' || payment_state || ' and has its stock ' || stock_state as found
     from orders.order_header left join holding on holding.order_id = id
     where (stock_state = 'none') <> (holding.order_id is null)
       or (stock_state = 'allocated' and state in ('placed', 'held', 'cancelled'))
       or (stock_state = 'reserved' and state in ('sourced', 'released', 'backordered', 'cancelled'))`,
  ),
  queryCheck(
    'known-reason',
    'every order is over or waits for something that is known and has not come',
    `with open_hold as (
       select header.id from orders.order_header as header cross join lateral json_array_elements(header.holds) as hold
       where hold.value ->> 'releasedAt' is null group by 1
     )
     select 'order ' || header.id || ' is ' || state || ', ' || payment_state || ', with its next deadline ' || coalesce(next_deadline_at::text, 'never') as found
     from orders.order_header as header
     left join open_hold on open_hold.id = header.id
     where next_deadline_at <= to_timestamp($1::bigint / 1000.0)
       or (state = 'held') <> (open_hold.id is not null and state not in ('cancelled', 'released', 'picking', 'packed', 'shipped', 'delivered', 'returning', 'returned', 'closed'))
       or (state = 'placed' and (payment_state in ('paid', 'authorised', 'partly_captured', 'not_required') or next_deadline_at is null))
       or (state = 'backordered' and header.id not in (select order_id from (${PLANNED}) as part where waits_for is not null))
       or (state in ('sourced', 'released', 'cancelled') and exists (select from orders.waiting_line where order_id = header.id))
       or (state in ('cancelled', 'released') and next_deadline_at is not null)`,
  ),
  {
    name: 'states',
    claim:
      'every order went from state to state as the table of transitions allows, and stands where its last event says',
    async find(pool) {
      const { rows } = await pool.query<{
        order_id: number;
        states: string[];
        state: string | null;
      }>(
        `select event.order_id, array_agg(event.data::json ->> 'state' order by (event.data::json ->> 'version')::int, event.id) as states, header.state
         from hub.event as event left join orders.order_header as header on header.id = event.order_id
         where event.subject = 'order/' || event.order_id group by event.order_id, header.state`,
      );
      return rows.flatMap(({ order_id, states, state }) => {
        const wrong = states.findIndex((next, index) => {
          const before = states[index - 1];
          return before !== undefined && before !== next && !mayGo(before, next);
        });
        if (wrong >= 0)
          return [`order ${order_id} went from ${states[wrong - 1]} to ${states[wrong]}`];
        return states.at(-1) === state
          ? []
          : [`order ${order_id} is ${state}, its last event says ${states.at(-1)}`];
      });
    },
  },
];

function mayGo(from: string, to: string): boolean {
  const targets: readonly string[] = ORDER_TRANSITIONS[from as OrderState] ?? [];
  return targets.includes(to);
}
