/** A history of $1 events in one transaction each thousand: every ten-thousandth of a rare type, orders 0 to 999. */
export const fillHistory = `
  insert into hub.event (xid, id, type, subject, order_id, trace, actor, occurred_at, recorded_at, data)
  select (3 + number / 1000)::text::xid8, ('01a203c1-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid,
    case when number % 10000 = 5 then 'rare.seen' else 'order.placed' end, 'order/' || number % 1000, number % 1000,
    '00-' || lpad(to_hex(number % 5000 + 1), 32, '0') || '-00f067aa0ba902b7-01', 'key/a',
    to_timestamp(1790000000), to_timestamp(1790000000), '{"note": "text of about the length that an event has"}'
  from generate_series(0, $1::int - 1) as number`;
