import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DAY_MS } from '../../kernel/clock.ts';
import { Random } from '../../kernel/random.ts';
import { testDatabase, type TestDatabase } from '../../platform/postgres/testing.ts';
import type { OrderFilters, OrderKind, OrderSummary } from '../../../contracts/order-reads.ts';
import { listOrders, type NarrowedOrders } from './index.ts';
import { UNDELIVERED_STATES } from './order-states.ts';
import { indexAll, openCompany, openShop, paid, putSkus, aLine, type Shop } from './testing.ts';

let database: TestDatabase;
let shop: Shop;

before(async () => {
  database = await testDatabase();
  shop = openShop(database.pool);
  await openCompany(shop);
  await putSkus(shop, ['TEA', 'CUP', '茶-01']);
  await shop.receive('TEA', 10_000);
  await shop.receive('CUP', 10_000, 'CTU');
  await shop.receive('茶-01', 1_000);
});
after(async () => {
  await shop.stop();
  await database.drop();
});

/** The time by which orders are late. */
const NOW = Date.UTC(2026, 5, 10);

async function list(filters: NarrowedOrders, cursor: string | null = null, limit = 100) {
  const answer = await listOrders(database.pool, filters, cursor, limit, NOW);
  if (answer.kind === 'refused') return assert.fail(answer.detail);
  return answer.value;
}

async function foundIds(filters: NarrowedOrders): Promise<string[]> {
  return (await list(filters)).items.map(({ id }) => id);
}

test('[Q5] an order is found by number and external id before it is indexed', async () => {
  const { body } = await shop.place({ externalId: 'NEW/7 æ' });
  assert.deepEqual(await foundIds({ search: body.id }), [body.id]);
  assert.deepEqual(await foundIds({ search: ' NEW/7 æ ' }), [body.id]);
  assert.deepEqual(await foundIds({ externalId: 'NEW/7 æ' }), [body.id]);
  assert.deepEqual(await foundIds({ externalId: 'NEW/7 æ', channel: 'LEDGER' }), []);
  assert.deepEqual(
    await foundIds({ search: body.id, state: 'placed', location: 'SHA', countryCode: 'CN' }),
    [body.id],
  );
  assert.deepEqual(await foundIds({ search: body.id, state: 'held' }), []);
  const before = await list({ search: body.id });
  await indexAll(database.pool);
  assert.deepEqual(await list({ search: body.id }), before, 'the index says the same of it');
});

test('[Q4] a search finds each part that an order is known by', async () => {
  const { body } = await shop.place({
    externalId: 'WEB-2026-000777',
    customer: { name: '王伟', email: 'wei.wang@example.com', phone: '+86 138 1234 5678' },
    shipTo: {
      name: 'José García',
      lines: ['人民路100号'],
      district: 'Pudong',
      city: '上海市',
      postalCode: '200120',
      countryCode: 'CN',
      regionCode: 'SH',
    },
    lines: [aLine('茶-01', 1)],
    note: 'Ring twice 请按门铃',
  });
  await indexAll(database.pool);
  for (const search of [
    'WEB-2026-000777',
    '000777',
    '王伟',
    '王',
    'wei.wang@exam',
    '13812345678',
    '138-1234-5678',
    'garcia',
    'GARC',
    '人民路',
    '100号',
    'pudong',
    '上海',
    '海市',
    '200120',
    '茶',
    'ring',
    '门铃',
    'shop ring 上海',
    body.id,
  ]) {
    assert.ok((await foundIds({ search })).includes(body.id), `found by ${search}`);
  }
  for (const search of ['garciax', '北京', 'ring 北京', 'in', '!!!', "'; --", ') | (']) {
    assert.ok(!(await foundIds({ search })).includes(body.id), `not found by ${search}`);
  }
});

test('[Q6] a list shows an order as it stands after its last change', async () => {
  const { body } = await shop.place({
    lines: [aLine('TEA', 2)],
    ...paid(2_000, 'p-change'),
    priority: 8,
  });
  await indexAll(database.pool);
  assert.deepEqual(await foundIds({ priority: 8 }), [body.id]);
  assert.deepEqual(await foundIds({ priority: 8, state: 'sourced', paymentState: 'paid' }), [
    body.id,
  ]);
  await shop.on('hold_order', body.id, { kind: 'fraud', reason: 'look again' });
  await shop.on('amend_order', body.id, {
    priority: 7,
    shipTo: { lines: ['Elsewhere 5'], countryCode: 'CN', regionCode: 'SC' },
  });
  await indexAll(database.pool);
  assert.deepEqual(await foundIds({ priority: 8 }), []);
  assert.deepEqual(await foundIds({ priority: 7, state: 'held' }), [body.id]);
  assert.deepEqual(await foundIds({ priority: 7, search: 'elsewhere' }), [body.id]);
});

test('[Q2] any combination of filters gives every order once, newest first, while others are added', async () => {
  const random = new Random(7);
  for (let index = 0; index < 150; index += 1) {
    const { body } = await shop.place({
      channel: random.pick(['SHOP', 'LEDGER']),
      externalId: `${random.pick(['A', 'B'])}-${index}`,
      // Many share a moment, so that the number has to tell them apart.
      placedAt: new Date(Date.UTC(2026, 5, random.integer(1, 5))).toISOString(),
      priority: random.integer(3, 5),
      customer: { name: random.pick(['Ada Miller', 'Boris Novak', '李秀英']) },
      lines: [aLine(random.pick(['TEA', 'CUP']), 1)],
      ...(random.chance(0.5) ? paid(1_000, `p-${index}`) : {}),
    });
    if (random.chance(0.2)) await shop.on('cancel_order', body.id, { reason: 'no' });
    if (random.chance(0.3)) await becomes(body.id, random.pick(['preorder', 'exchange']));
    await promise(body.id, random.chance(0.1) ? null : NOW + random.integer(-3, 3) * DAY_MS);
  }
  await indexAll(database.pool);
  const all = (await list({}, null, 200)).items;
  assert.ok(all.length >= 150);
  const some = <Value>(value: Value): Value | undefined =>
    random.chance(0.35) ? value : undefined;
  for (let round = 0; round < 120; round += 1) {
    const filters = Object.fromEntries(
      Object.entries({
        state: some(random.pick(['placed', 'sourced', 'cancelled'])),
        paymentState: some(random.pick(['paid', 'unpaid', 'not_required'])),
        channel: some(random.pick(['SHOP', 'LEDGER'])),
        location: some(random.pick(['SHA', 'CTU'])),
        priority: some(random.integer(3, 5)),
        kind: some(random.pick(['standard', 'preorder', 'exchange', 'pick_up'])),
        isLate: some(random.chance(0.5)),
        externalId: some(random.pick(['A', 'A-1', 'B-', 'none'])),
        placedFrom: some('2026-06-02T00:00:00Z'),
        placedTo: some('2026-06-04T00:00:00Z'),
        search: some(random.pick(['miller', 'nov', '秀英'])),
      }).filter(([, value]) => value !== undefined),
    ) as OrderFilters;
    const wanted = all.filter((item) => meets(item, filters)).map(({ id }) => id);
    const limit = random.pick([1, 7, 50]);
    const given: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await list(filters, cursor, limit);
      given.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    assert.deepEqual(given, wanted, JSON.stringify(filters));
  }
});

/** Gives an order that is not indexed yet another promise. */
async function promise(orderId: string, at: number | null): Promise<void> {
  await database.pool.query(
    'update orders.order_header set promised_at = to_timestamp($2::bigint / 1000.0) where id = $1',
    [orderId, at],
  );
}

/** Gives an order that is not indexed yet another kind. */
async function becomes(orderId: string, kind: OrderKind): Promise<void> {
  await database.pool.query(
    `update orders.order_header set details = (details::jsonb || jsonb_build_object('kind', $2::text))::json
     where id = $1`,
    [orderId, kind],
  );
}

test('[Q2] an order says its kind before and after it is indexed', async () => {
  const { body } = await shop.place({ externalId: 'KIND-1' });
  await becomes(body.id, 'drop_ship');
  for (const indexed of [false, true]) {
    if (indexed) await indexAll(database.pool);
    const [item] = (await list({ search: body.id, kind: 'drop_ship' })).items;
    assert.equal(item?.kind, 'drop_ship');
    assert.deepEqual(await foundIds({ externalId: 'KIND-1', kind: 'standard' }), []);
  }
});

/** What a filter means, said another way; words stand for the customer and the SKU that they were drawn from. */
function meets(item: OrderSummary, filters: OrderFilters): boolean {
  const words: Readonly<Record<string, (item: OrderSummary) => boolean>> = {
    miller: ({ customerName }) => customerName === 'Ada Miller',
    nov: ({ customerName }) => customerName === 'Boris Novak',
    秀英: ({ customerName }) => customerName === '李秀英',
  };
  const { search, externalId, placedFrom, placedTo, location, isLate, ...equal } = filters;

  return (
    Object.entries(equal).every(([name, value]) => item[name as keyof OrderSummary] === value) &&
    (isLate === undefined || isLate === isLateAtNow(item)) &&
    (location === undefined || item.locations.includes(location)) &&
    (externalId === undefined || item.externalId.startsWith(externalId)) &&
    (placedFrom === undefined || Date.parse(item.placedAt) >= Date.parse(placedFrom)) &&
    (placedTo === undefined || Date.parse(item.placedAt) < Date.parse(placedTo)) &&
    (search === undefined || words[search]?.(item) === true)
  );
}

function isLateAtNow({ state, promisedAt }: OrderSummary): boolean {
  return UNDELIVERED_STATES.includes(state) && promisedAt !== null && Date.parse(promisedAt) < NOW;
}

test('[Q15] an order is late once its promise has passed, before and after it is indexed, until it is cancelled', async () => {
  const { body } = await shop.place({ externalId: 'LATE-1' });
  const other = await shop.place({ externalId: 'LATE-2' });
  for (const [at, wanted] of [
    [NOW - 1, [body.id]],
    [NOW, []],
    [null, []],
    [NOW - DAY_MS, [body.id]],
  ] as [number | null, string[]][]) {
    await promise(body.id, at);
    await promise(other.body.id, NOW + 1);
    assert.deepEqual(await foundIds({ externalId: 'LATE-1', isLate: true }), wanted);
    assert.deepEqual(await foundIds({ externalId: 'LATE-2', isLate: true }), []);
  }
  await indexAll(database.pool);
  const late = await foundIds({ isLate: true });
  assert.ok(late.includes(body.id) && !late.includes(other.body.id));
  await shop.on('cancel_order', body.id, { reason: 'too late' });
  await indexAll(database.pool);
  assert.ok(!(await foundIds({ isLate: true })).includes(body.id));
});

test('[Q16] a list of named orders holds no others, in pages and under any other filter', async () => {
  const all = (await list({}, null, 200)).items;
  const named = all.filter((_, index) => index % 3 === 0);
  const orderIds = named.map(({ id }) => Number(id));
  const given: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await list({ orderIds }, cursor, 7);
    given.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  assert.deepEqual(
    given,
    named.map(({ id }) => id),
  );
  assert.deepEqual(
    await foundIds({ orderIds, state: 'cancelled' }),
    named.filter(({ state }) => state === 'cancelled').map(({ id }) => id),
  );
  const [first, second] = all as [OrderSummary, OrderSummary];
  assert.deepEqual(await foundIds({ orderIds: [Number(second.id)], search: first.id }), []);
  assert.deepEqual(await foundIds({ orderIds: [] }), []);
});

test('[Q2] what is named wrongly is refused', async () => {
  const refused = async (filters: OrderFilters, cursor: string | null = null) => {
    const answer = await listOrders(database.pool, filters, cursor, 10, NOW);
    return answer.kind === 'refused' ? answer.code : 'found';
  };
  assert.equal(await refused({ channel: 'NOWHERE' }), 'not_found');
  assert.equal(await refused({ location: 'NOWHERE' }), 'not_found');
  for (const cursor of [
    '',
    'x',
    Buffer.from('[1]').toString('base64url'),
    Buffer.from('[1e30,2]').toString('base64url'),
  ]) {
    assert.equal(await refused({}, cursor), 'invalid_request');
  }
});
