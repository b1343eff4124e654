import { queryCheck, type Check } from './oracle-checks.ts';

/** Lines of purchase orders, one row each. */
const ASKED = `
  select purchase.id, purchase.order_id, purchase.location, purchase.state, (line.value ->> 'lineNumber')::int as line_number,
    (line.value ->> 'quantity')::int as quantity, (line.value ->> 'shippedQuantity')::int as shipped
  from fulfilment.purchase_order as purchase cross join lateral jsonb_array_elements(purchase.lines) as line`;

/** What suppliers say that they have sent, one row a line. */
const SENT = `
  select purchase.id, purchase.order_id, purchase.location, sent.value ->> 'id' as shipment, sent.value ->> 'fulfilmentOrder' as part,
    (line.value ->> 'lineNumber')::int as line_number, (line.value ->> 'quantity')::int as quantity
  from fulfilment.purchase_order as purchase cross join lateral jsonb_array_elements(purchase.shipments) as sent
  cross join lateral jsonb_array_elements(sent.value -> 'lines') as line`;

/** What suppliers have to send, one row a line of a fulfilment order. */
const AT_SUPPLIERS = `
  select work.id, work.order_id, work.state, work.state in ('shipped', 'delivered') as has_left, (line.value ->> 'lineNumber')::int as line_number,
    (line.value ->> 'quantity')::int as quantity
  from fulfilment.fulfilment_order as work join inventory.location on location.id = work.location_id and location.kind = 'supplier'
  cross join lateral jsonb_array_elements(work.lines) as line where (line.value ->> 'quantity')::int > 0`;

/** What must hold of what suppliers are asked for and send. */
export const PURCHASE_CHECKS: readonly Check[] = [
  queryCheck(
    'purchases',
    'each line that a supplier has to send stands in one live purchase order, as many units as are wanted still',
    `with wanted as (select id, line_number, quantity from (${AT_SUPPLIERS}) as line where not has_left and state <> 'cancelled'),
     asked as (
       select id, line_number, sum(quantity - shipped)::int as quantity from (${ASKED}) as line
       where state in ('drafted', 'sent', 'accepted') group by 1, 2 having sum(quantity - shipped) > 0
     )
     select 'purchase order ' || coalesce(asked.id, wanted.id) || ' line ' || coalesce(asked.line_number, wanted.line_number) || ' asks for '
       || coalesce(asked.quantity, 0) || ', ' || coalesce(wanted.quantity, 0) || ' are to be sent' as found
     from asked full join wanted using (id, line_number) where coalesce(asked.quantity, 0) <> coalesce(wanted.quantity, 0)
     union all
     select 'line ' || line_number || ' of the drop shipment ' || order_id || ' is asked for ' || sum(quantity) || ' times, ' || wanted || ' are wanted'
     from (
       select asked.*, line.quantity as wanted from (${ASKED}) as asked join orders.order_line as line using (order_id, line_number)
       where asked.state in ('drafted', 'sent', 'accepted', 'shipped')
     ) as line group by order_id, line_number, wanted having sum(quantity) > wanted`,
  ),
  queryCheck(
    'purchase-shipments',
    'nothing was sent by a supplier that it was not asked for, and all that left it stands in its purchase order once',
    `with sent as (select id, line_number, sum(quantity)::int as quantity from (${SENT}) as line group by 1, 2)
     select 'purchase order ' || coalesce(asked.id, sent.id) || ' line ' || coalesce(asked.line_number, sent.line_number) || ': '
       || coalesce(sent.quantity, 0) || ' sent, it says ' || coalesce(asked.shipped, 0) || ' of ' || coalesce(asked.quantity, 0) as found
     from (${ASKED}) as asked full join sent using (id, line_number)
     where coalesce(asked.shipped, 0) <> coalesce(sent.quantity, 0) or coalesce(asked.shipped, 0) > coalesce(asked.quantity, 0)
     union all
     select 'fulfilment order ' || coalesce(gone.id, told.part) || ' line ' || coalesce(gone.line_number, told.line_number) || ': '
       || coalesce(gone.quantity, 0) || ' have left, purchase orders tell of ' || coalesce(told.quantity, 0)
     from (select * from (${AT_SUPPLIERS}) as line where has_left) as gone
     full join (select part, line_number, sum(quantity)::int as quantity from (${SENT}) as line group by 1, 2) as told
       on told.part = gone.id and told.line_number = gone.line_number
     where coalesce(gone.quantity, 0) <> coalesce(told.quantity, 0)
     union all
     select 'purchase order ' || line.id || ' tells of shipment ' || line.shipment || ', which is ' || coalesce('of ' || shipment.location, 'not there')
     from (${SENT}) as line left join fulfilment.shipment as shipment on shipment.id = line.shipment
     where shipment.id is null or shipment.order_id <> line.order_id or shipment.location <> line.location or shipment.fulfilment_order_id <> line.part`,
  ),
  queryCheck(
    'purchase-states',
    'a purchase order stands where its fulfilment order does, and what its supplier should have heard was mailed, or somebody knows why not',
    `select 'purchase order ' || purchase.id || ' is ' || purchase.state || ', its fulfilment order ' || coalesce(work.state, 'gone')
       || ' (' || jsonb_array_length(purchase.shipments) || ' shipments, sent ' || coalesce(purchase.sent_at::text, 'never') || ')' as found
     from fulfilment.purchase_order as purchase left join fulfilment.fulfilment_order as work on work.id = purchase.id
     where work.id is null or work.order_id <> purchase.order_id or work.location <> purchase.location
       or (purchase.state in ('drafted', 'sent', 'accepted')) <> (work.state not in ('shipped', 'delivered', 'cancelled'))
       or (purchase.state in ('declined', 'cancelled') and (work.state <> 'cancelled' or jsonb_array_length(purchase.shipments) > 0))
       or (purchase.state = 'shipped' and jsonb_array_length(purchase.shipments) = 0)
       or (purchase.state = 'sent' and purchase.sent_at is null) or (purchase.state = 'drafted' and purchase.sent_at is not null)
     union all
     select 'order ' || header.id || ' is ' || header.state || ' with purchase order ' || purchase.id || ' still ' || purchase.state
     from fulfilment.purchase_order as purchase join orders.order_header as header on header.id = purchase.order_id
     where purchase.state in ('drafted', 'sent', 'accepted') and header.state not in ('released', 'picking', 'packed', 'held', 'sourced', 'backordered')
     union all
     select 'purchase order ' || purchase.id || ' waits for its mail ' || (mail.value ->> 'kind') || ', and no job does'
     from fulfilment.purchase_order as purchase cross join lateral jsonb_array_elements(purchase.mails) as mail
     where mail.value ->> 'outcome' = 'waiting' and not exists (
       select from graphile_worker._private_jobs as job where job.payload -> 'data' ->> 'purchaseOrder' = purchase.id
         and job.payload -> 'data' ->> 'kind' = mail.value ->> 'kind'
     )
     union all
     select 'purchase order ' || purchase.id || ' could not be mailed (' || (mail.value ->> 'outcome') || '), and nobody looks at it'
     from fulfilment.purchase_order as purchase cross join lateral jsonb_array_elements(purchase.mails) as mail
     where purchase.state = 'drafted' and mail.value ->> 'outcome' in ('no_address', 'no_mail_server', 'refused') and not exists (
       select from tracking.exception where kind = 'purchase_order_not_sent' and subjects::text like '%"purchase_order/' || purchase.id || '"%'
         and (state = 'open' or resolved_by like 'key/%')
     )`,
  ),
];
