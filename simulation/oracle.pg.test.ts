import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Pool } from 'pg';
import { testDatabase } from '../src/platform/postgres/testing.ts';
import { CHECKS, findBrokenPromises } from './oracle.ts';
import { runSimulation } from './run.ts';

const database = await testDatabase();
after(() => database.drop());

const healthy = await runSimulation(
  {
    pool: database.pool,
    connection: database.connectionConfig,
    dataFolder: null,
    close: () => Promise.resolve(),
  },
  { seed: 12, orders: 120, faults: [] },
);

/** One order of a kind; the tests fail if the run has made none. */
const order = (where: string) =>
  `(select id from orders.order_header where ${where} order by id limit 1)`;

/** How each check's world is broken on purpose. Constraints that would forbid it are dropped first. */
const CORRUPTIONS: Readonly<Record<string, readonly string[]>> = {
  positions: [
    `alter table inventory.stock_position drop constraint stock_never_promised_twice`,
    `update inventory.stock_position set allocated = on_hand + 1 where on_hand > 0`,
  ],
  ledger: [`update inventory.stock_position set on_hand = on_hand + 1`],
  'ledger-at-any-time': [
    `update inventory.stock_entry set allocated_delta = 1000000 where kind = 'allocate'`,
  ],
  holdings: [
    `update inventory.stock_position set reserved = reserved + 1 where on_hand > reserved + allocated + damaged + quality_control`,
  ],
  pledges: [
    `alter table inventory.incoming drop constraint incoming_never_promised_twice`,
    `update inventory.incoming set promised = promised + 1 where closed_at is null`,
  ],
  receipts: [`update inventory.incoming set received = received + 1`],
  capacity: [`update inventory.location_day set promised_shipments = promised_shipments + 1`],
  'reservations-expire': [
    `insert into inventory.reservation (id, sku_id, location_id, quantity, reference, expires_at, state)
     select gen_random_uuid(), sku_id, location_id, 1, 'forgotten', '2020-01-01', 'held' from inventory.stock_position limit 1`,
  ],
  once: [
    `alter table orders.order_header drop constraint order_external_id`,
    `update orders.order_header set external_id = 'same', channel_id = (select min(id) from orders.channel)`,
  ],
  money: [
    `update orders.order_header set paid_minor = paid_minor + 1 where id = ${order(`payment_state = 'paid'`)}`,
  ],
  'payment-state': [
    `update orders.order_header set payment_state = 'unpaid' where payment_state = 'paid'`,
  ],
  quantities: [
    `update orders.order_line set quantity = quantity + 1 where order_id = ${order('true')}`,
  ],
  'cancelled-quantities': [
    `update orders.order_line set cancelled_quantity = 0 where cancelled_quantity > 0`,
  ],
  waiting: [
    `insert into orders.waiting_line (order_id, line_number, sku_id, location_id, quantity, waits_for, expected_at, priority, placed_at)
     select order_id, line_number, sku_id, 1, 1, 'lead_time', '2026-01-01', 5, '2026-01-01' from orders.order_line limit 1`,
  ],
  'stock-state': [
    `update orders.order_header set stock_state = 'reserved' where state = 'delivered'`,
  ],
  'known-reason': [
    `update orders.order_header set next_deadline_at = '2020-01-01' where id = ${order('true')}`,
  ],
  states: [
    `update hub.event set data = replace(data::text, '"state":"sourced"', '"state":"released"')::json where order_id is not null`,
  ],
  'payment-facts': [
    `update orders.payment set authorisation = 'nobody knows it' where kind = 'captured'`,
  ],
  'shipped-entries': [
    `update inventory.stock_entry set on_hand_delta = on_hand_delta - 1 where kind = 'ship'`,
  ],
  parts: [
    `update fulfilment.fulfilment_order set lines = jsonb_set(lines, '{0,shipped}', '99') where state = 'delivered'`,
  ],
  releases: [`update fulfilment.fulfilment_order set number = number + 1`],
  purchases: [
    `update fulfilment.purchase_order set lines = jsonb_set(lines, '{0,quantity}', '99')`,
  ],
  'purchase-shipments': [`update fulfilment.purchase_order set shipments = '[]'`],
  'purchase-states': [
    `update fulfilment.purchase_order set state = 'cancelled' where state = 'shipped'`,
  ],
  parcels: [
    `update fulfilment.shipment set parcels = jsonb_set(parcels, '{0,trackingNumber}', '"twice"')`,
  ],
  shipments: [`update fulfilment.shipment set state = 'in_transit' where state = 'delivered'`],
  manifests: [`update fulfilment.manifest set shipments = shipments + 1`],
  picking: [`update fulfilment.wave set pick_lists_open = pick_lists_open + 1`],
  milestones: [
    `update hub.event set recorded_at = recorded_at - interval '1 year' where type = 'fulfilment.shipped'`,
  ],
  'returned-units': [
    `update orders.order_line set returned_quantity = 0 where returned_quantity > 0`,
  ],
  'return-lines': [
    `update returns.return set lines = jsonb_set(lines, '{0,acceptedQuantity}', '99') where state = 'closed'`,
  ],
  returning: [
    `update orders.order_header set details = jsonb_set(details::jsonb, '{returningQuantity}', '77')::json where state = 'delivered'`,
  ],
  credits: [
    `update returns.return set lines = jsonb_set(lines, '{0,creditedMinor}', '99999999') where state = 'closed'`,
  ],
  'drift-found': [`update inventory.stock_drift set causes = '[{"cause": "unknown"}]'`],
  corrections: [`update inventory.stock_snapshot set decided_by = uploaded_by, state = 'approved'`],
  bundles: [
    `update orders.order_line as line set shipped_quantity = 0, delivered_quantity = 0, returned_quantity = 0 from orders.order_header as header
     where header.id = line.order_id and header.state = 'delivered' and line.line_number in (
       select (bundle.value ->> 'lineNumber')::int from json_array_elements(header.details -> 'bundles') as bundle
     )`,
  ],
  'gift-cards': [
    `update orders.gift_card set balance_minor = balance_minor - 1 where balance_minor > 0`,
  ],
  lots: [`update inventory.lot set on_hand = on_hand + 1`],
  serials: [`update inventory.serial set location_id = location_id + 1 where state = 'on_hand'`],
  allotments: [
    `insert into inventory.allotment (code, version, channel, sku_id, location_id, quantity, starts_at, state, created_at)
     select distinct on (entry.sku_id, entry.location_id) 'forged ' || entry.id, 1, 'nobody', entry.sku_id, entry.location_id, 1000000, timestamptz '2020-01-01', 'active', timestamptz '2020-01-01'
     from inventory.stock_entry as entry join hub.event as event on event.id = entry.event_id where event.type = 'order.placed'`,
  ],
  jobs: [
    `update orders.order_header set details = jsonb_set(details::jsonb, '{paymentOperations}', '[{"id": "gone-p9", "state": "requested"}]')::json where id = ${order('true')}`,
  ],
  exceptions: [`update tracking.exception set owner = 'nobody'`],
  stuck: [`delete from tracking.exception`],
  quarantine: [
    `insert into hub.quarantine (id, kind, command, error, quarantined_at, state)
     values (gen_random_uuid(), 'place_order', '{}', 'broken', '2026-01-01', 'waiting')`,
  ],
  versions: [`delete from hub.event where type = 'order.released'`],
  'event-order': [
    `update hub.event set xid = (select max(xid::text::bigint) + 1 from hub.event)::text::xid8
     where type = 'order.placed' and order_id = ${order(`version > 1`)}`,
  ],
  'entries-cite-events': [
    `update inventory.stock_entry set event_id = gen_random_uuid() where kind = 'allocate'`,
  ],
  'once-each': [
    `insert into hub.event (xid, id, type, subject, order_id, trace, actor, occurred_at, recorded_at, data)
     select (xid::text::bigint + 1)::text::xid8, gen_random_uuid(), type, subject, order_id, trace, actor, occurred_at, recorded_at, data
     from hub.event where type = 'stock.received' limit 1`,
  ],
  payments: [`delete from hub.event where type = 'order.payment_recorded'`],
  decisions: [
    `update hub.event set decision = regexp_replace(decision::text, '"costMinor":\\d+', '"costMinor":1')::json where decision is not null`,
  ],
};

test('[T7] a run without faults breaks nothing', () => {
  assert.deepEqual(healthy.violations, []);
  assert.deepEqual(healthy.reported, []);
});

test('[T7] every check is broken by a test', () => {
  assert.deepEqual(Object.keys(CORRUPTIONS).toSorted(), CHECKS.map(({ name }) => name).toSorted());
});

for (const check of CHECKS) {
  test(`[T7] the oracle notices when it is not true that ${check.claim}`, async () => {
    const client = await database.pool.connect();
    // A client does all that a check asks of a pool, and everything is undone afterwards.
    const pool = client as unknown as Pool;
    try {
      await client.query('begin');
      for (const statement of CORRUPTIONS[check.name] as readonly string[])
        await client.query(statement);
      assert.notDeepEqual(await check.find(pool, healthy.endedAt), []);
    } finally {
      await client.query('rollback');
      client.release();
    }
    assert.deepEqual(await check.find(database.pool, healthy.endedAt), []);
  });
}

test('[T6] the oracle notices a lost answer, a lost order and an answer that changes', async () => {
  const answerOf = (number: number) => healthy.client.messages[number - 1]?.answer ?? null;
  const same = await findBrokenPromises(database.pool, healthy.client, ({ number }) => {
    const answer = answerOf(number);
    return Promise.resolve(answer === null ? null : { ...answer, repeated: true });
  });
  assert.deepEqual(same, []);
  const changed = await findBrokenPromises(database.pool, healthy.client, () =>
    Promise.resolve({ status: 200, body: '{}', repeated: false }),
  );
  assert.notDeepEqual(changed, []);
  const client = await database.pool.connect();
  try {
    await client.query('begin');
    await client.query('delete from hub.reply');
    await client.query(`update orders.order_header set external_id = 'gone' || id`);
    const lost = await findBrokenPromises(client as unknown as Pool, healthy.client, ({ number }) =>
      Promise.resolve({
        ...(answerOf(number) as { status: number; body: string }),
        repeated: true,
      }),
    );
    assert.ok(lost.some(({ found }) => found.includes('is lost')));
    assert.ok(
      lost.some(({ found }) => found.includes('none is there')) ||
        lost.some(({ found }) => found.includes('more')),
    );
  } finally {
    await client.query('rollback');
    client.release();
  }
});
