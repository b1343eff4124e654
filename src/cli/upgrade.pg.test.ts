import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { readMigrations } from '../../db/migrate.ts';
import type { Order } from '../../contracts/orders.ts';
import { historyIsComplete } from '../api/testing.ts';
import { FIRST_PLACE, readEventsAfter } from '../hub/index.ts';
import { hashSecret } from '../modules/access/index.ts';
import { checkOrders } from '../modules/orders/check-orders.testing.ts';
import { createSearchIndexer, readOrder } from '../modules/orders/index.ts';
import { aLine, openShop, type Shop } from '../modules/orders/testing.ts';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import {
  emptyDatabase,
  RELEASED_BACKUP,
  restoreInto,
  type EmptyDatabase,
} from './backup.testing.ts';

/** What each released migration is, for ever: SHA-256 of its text. */
const RELEASED = [
  'fa8e81e92187a732777870b35e479cd7c3a1be38563279d498c1b680ad872f43',
  '8fd777e634f0481696b7ea4d452cb099a5588ce96f4ceaf24f66fe3df844c675',
  '1ad81fbebc7d3d259885f3e8c14ebff5dc0040dc9f858d9d2155e5226f734d7a',
  '18405e691d61cc76b34d957ed30b7da05de63d500da09918de039ebc6f13da77',
  'fae16422c02bb83901e228b4770eeeedd2767cc0d2cf6c20c306df2c8f04de62',
  '7bd287d001b95f798bca5de8335d46669da9d1f36caf8d723f6207d2a7cdab52',
] as const;

interface Fixture {
  readonly key: string;
  readonly unpaid: { readonly id: string; readonly text: string };
  readonly paid: { readonly id: string };
  readonly toRelease: { readonly id: string };
  readonly held: { readonly id: string };
  readonly waiting: { readonly id: string };
  readonly released: { readonly id: string };
  readonly cancelled: { readonly id: string };
}

const known = JSON.parse(
  readFileSync(RELEASED_BACKUP.replace(/backup$/, 'json'), 'utf8'),
) as Fixture;

let beside: TestDatabase;
let upgraded: EmptyDatabase;
let shop: Shop;

before(async () => {
  beside = await testDatabase();
  upgraded = await emptyDatabase(beside);
  const { migrated } = await restoreInto(upgraded, RELEASED_BACKUP);
  assert.equal(migrated, readMigrations().length - RELEASED.length);
  shop = openShop(upgraded.pool);
});
after(async () => {
  await shop.stop();
  await upgraded.drop();
  await beside.drop();
});

async function orderOf(id: string): Promise<Order> {
  const answer = await readOrder(upgraded.pool, Number(id));
  assert.equal(answer.kind, 'found', JSON.stringify(answer));
  return (answer as { value: Order }).value;
}

test('[P24] a released migration never changes', () => {
  assert.deepEqual(
    readMigrations()
      .slice(0, RELEASED.length)
      .map(({ number, checksum }) => [number, checksum]),
    RELEASED.map((checksum, index) => [index + 1, checksum]),
  );
});

test('[P24] every order of the released version is read as it stood', async () => {
  const states = await Promise.all(
    [
      known.unpaid,
      known.paid,
      known.toRelease,
      known.held,
      known.waiting,
      known.released,
      known.cancelled,
    ].map(async ({ id }) => {
      return (await orderOf(id)).state;
    }),
  );
  assert.deepEqual(states, [
    'placed',
    'sourced',
    'sourced',
    'held',
    'backordered',
    'released',
    'cancelled',
  ]);
  await historyIsComplete(upgraded.pool);
  const { events } = await readEventsAfter(
    upgraded.pool,
    FIRST_PLACE,
    { types: ['order.'], orderId: null },
    1_000,
  );
  assert.equal(events.filter(({ type }) => type === 'order.placed').length, 7);
  const { rowCount } = await upgraded.pool.query(
    'select from access.api_key where secret_hash = $1 and revoked_at is null',
    [hashSecret(known.key)],
  );
  assert.equal(rowCount, 1, 'a key that was given out opens the door');
});

test('[P24] what was answered before the upgrade is answered again, byte for byte', async () => {
  const order = {
    channel: 'SHOP',
    externalId: 'UNPAID',
    currency: 'CNY',
    customer: { name: 'Han Meimei', email: 'han.meimei@example.com', phone: '+86 138 0000 0001' },
    shipTo: { lines: ['Nanjing Road 1'], countryCode: 'CN', regionCode: 'SH' },
    lines: [aLine('TEA', 2)],
  };
  const again = await shop.submit('place_order', order, { key: 'person/test\nfixture-key' });
  assert.equal(again.text, known.unpaid.text);
});

test('[P24] orders of the released version are amended, paid, released, unheld, sourced and cancelled', async () => {
  const done = async (kind: string, id: string, body: object = {}) => {
    const answer = await shop.on(kind, id, body);
    assert.ok(answer.status < 300, `${kind}: ${answer.text}`);
    return answer.body;
  };
  const amended = await done('amend_order', known.unpaid.id, {
    lines: [{ lineNumber: 1, quantity: 1 }],
  });
  assert.equal(amended.totals.totalMinor, 1_000);
  const paid = await done('record_payment', known.unpaid.id, {
    kind: 'captured',
    amountMinor: 1_000,
    reference: 'after the upgrade',
  });
  assert.equal(paid.paymentState, 'paid');
  assert.equal((await done('release_order', known.toRelease.id)).state, 'released');
  const { holds } = await orderOf(known.held.id);
  const unheld = await done('release_hold', known.held.id, { holdId: holds[0]?.id });
  assert.notEqual(unheld.state, 'held');
  const cancelled = await done('cancel_order', known.paid.id, { reason: 'changed mind' });
  assert.equal(cancelled.state, 'cancelled');
  await shop.receive('POT', 8, 'SHA', 'PO-1');
  assert.ok((await shop.tick()) > 0, 'an order that waited is asked');
  assert.equal((await orderOf(known.waiting.id)).state, 'sourced');
  const next = await shop.place({ externalId: 'NEW' });
  assert.equal(next.status, 201, next.text);
  const log = { warn: (_: object, message: string) => assert.fail(message) };
  const indexer = createSearchIndexer({ pool: upgraded.pool, clock: shop.clock, log });
  await indexer.catchUp();
  await indexer.stop();
  const found = await upgraded.pool.query(
    `select from orders.order_search where order_id = $1 and state = 'released'`,
    [known.toRelease.id],
  );
  assert.equal(found.rowCount, 1);
  const { rows } = await upgraded.pool.query<{ id: string }>(
    `select id from inventory.reservation where reference = 'CART-1' and state = 'held'`,
  );
  const given = await shop.submit('release_reservation', { id: rows[0]?.id });
  assert.ok(given.status < 300, given.text);
  await checkOrders(upgraded.pool);
  assert.deepEqual(shop.hub.reported, []);
});
