import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { testDatabase } from '../../platform/postgres/testing.ts';
import { bundleAtp, readAtp } from '../inventory/index.ts';
import { readAllOrders, checkOrders } from './check-orders.testing.ts';
import { aLine, openCompany, openShop, paid, putSkus, shipReleased, type Shop } from './testing.ts';

const database = await testDatabase();
const { pool } = database;
const one = openShop(pool);
const two = openShop(pool, one.clock);
await openCompany(one);
await putSkus(one, ['POT', 'CUP', 'TRAY'], { backorder: 'never' });
const SET_PARTS = [
  { sku: 'POT', quantity: 1 },
  { sku: 'CUP', quantity: 4 },
];
await putSkus(one, ['SET'], { components: SET_PARTS, backorder: 'never' });
after(async () => {
  assert.deepEqual([one.hub.reported, two.hub.reported], [[], []]);
  await one.stop();
  await two.stop();
  await database.drop();
});
afterEach(async () => {
  for (const order of await readAllOrders(pool)) {
    if (order.state !== 'released' && order.state !== 'picking' && order.state !== 'shipped')
      continue;
    assert.ok(order.lines.every(({ quantity, shippedQuantity }) => shippedQuantity <= quantity));
  }
});

const buy = (shop: Shop, externalId: string, sku: string, quantity: number, more = {}) =>
  shop.place({ channel: 'LEDGER', externalId, lines: [aLine(sku, quantity)], ...more });

async function atp(sku: string): Promise<number> {
  const answer = await readAtp(pool, { sku, location: null, at: one.clock.now(), until: null });
  return answer.kind === 'found' ? answer.value.availableNow : -1;
}

test('[O55] a bundle is sold as one and reserved as its components, all of them or none', async () => {
  await one.receive('POT', 3);
  await one.receive('CUP', 10);
  const { body, text } = await buy(one, 'two sets', 'SET', 2);
  assert.deepEqual(
    body.lines,
    [
      { lineNumber: 1, sku: 'SET', quantity: 2 },
      { lineNumber: 2, sku: 'POT', quantity: 2, bundleLine: 1 },
      { lineNumber: 3, sku: 'CUP', quantity: 8, bundleLine: 1 },
    ],
    text,
  );
  assert.equal(body.totals.totalMinor, 2_000);
  assert.deepEqual([await atp('POT'), await atp('CUP')], [1, 2]);
  const { body: none } = await buy(one, 'a third', 'SET', 1);
  assert.equal(none.code, 'insufficient_stock');
  assert.deepEqual([await atp('POT'), await atp('CUP')], [1, 2], 'nothing is held of it');
  await one.on('cancel_order', body.id, { reason: 'tidy' });
  assert.deepEqual([await atp('POT'), await atp('CUP')], [3, 10]);
  await checkOrders(pool);
});

test('[O56] components follow their bundle: amended, cancelled, shipped, and never alone', async () => {
  const { body } = await buy(one, 'changes', 'SET', 2);
  const alone = { lines: [{ lineNumber: 3, quantity: 1 }] };
  assert.equal((await one.on('amend_order', body.id, alone)).body.code, 'invalid_request');
  assert.equal(
    (await one.on('cancel_order', body.id, { ...alone, reason: 'x' })).body.code,
    'invalid_request',
  );
  const { body: less } = await one.on('cancel_order', body.id, {
    reason: 'one is enough',
    lines: [{ lineNumber: 1, quantity: 1 }],
  });
  assert.deepEqual(
    less.lines.map(({ quantity }) => quantity),
    [1, 1, 4],
  );
  const { body: more } = await one.on('amend_order', body.id, {
    lines: [{ lineNumber: 1, quantity: 2 }],
    addLines: [aLine('SET', 0 + 1)],
  });
  assert.equal(more.code, 'insufficient_stock', 'ten cups make two sets');
  const { body: grown } = await one.on('amend_order', body.id, {
    lines: [{ lineNumber: 1, quantity: 2 }],
  });
  assert.deepEqual(
    grown.lines.map(({ quantity }) => quantity),
    [2, 2, 8],
  );
  await checkOrders(pool);
  await one.on('release_order', body.id);
  await shipReleased(one, body.id, 2);
  const shipped = async () =>
    (await readAllOrders(pool))
      .find(({ id }) => String(id) === body.id)
      ?.lines.map(({ shippedQuantity }) => shippedQuantity);
  assert.deepEqual(await shipped(), [0, 2, 0], 'pots alone are no set');
  await shipReleased(one, body.id, 7);
  assert.deepEqual(await shipped(), [1, 2, 7]);
  await shipReleased(one, body.id, 1);
  assert.deepEqual(await shipped(), [2, 2, 8]);
  assert.equal((await one.on('meet_deadline', body.id)).body.state, 'shipped');
});

test('[O36, O55] the last component is sold once, in a bundle or alone, by two hubs', async () => {
  await putSkus(one, ['HOT', 'FILL'], { backorder: 'never' });
  await putSkus(one, ['HOTSET'], {
    components: [
      { sku: 'HOT', quantity: 2 },
      { sku: 'FILL', quantity: 1 },
    ],
  });
  await one.receive('HOT', 21);
  await one.receive('FILL', 100);
  const replies = await Promise.all(
    Array.from({ length: 60 }, (_, index) => {
      const sku = index % 3 === 0 ? 'HOT' : 'HOTSET';
      return buy(index % 2 === 0 ? one : two, `hot ${index}`, sku, 1, paid(1_000)).then(
        (reply) => ({ sku, reply }),
      );
    }),
  );
  let units = 0;
  let sets = 0;
  for (const { sku, reply } of replies) {
    if (reply.status !== 201) {
      assert.equal(reply.body.code, 'insufficient_stock', reply.text);
      continue;
    }
    units += sku === 'HOT' ? 1 : 2;
    if (sku === 'HOTSET') sets += 1;
  }
  assert.ok(units >= 20 && units <= 21, `${units} of 21 units were sold`);
  assert.deepEqual([await atp('HOT'), await atp('FILL')], [21 - units, 100 - sets]);
});

test('[O56] a kit that ships together is not split', async () => {
  await putSkus(one, ['LEFT', 'RIGHT'], { backorder: 'never' });
  const components = [
    { sku: 'LEFT', quantity: 1 },
    { sku: 'RIGHT', quantity: 1 },
  ];
  await putSkus(one, ['LOOSE'], { components });
  await putSkus(one, ['KIT'], { components, shipsTogether: true });
  await one.receive('LEFT', 2, 'SHA');
  await one.receive('RIGHT', 2, 'CTU');
  assert.equal((await buy(one, 'kit', 'KIT', 1)).body.code, 'cannot_serve_unsplit');
  assert.equal((await buy(one, 'loose', 'LOOSE', 1)).body.shipments.length, 2);
});

test('[O55] a bundle names parts that are there, once, and that are no bundles', async () => {
  const put = (code: string, components: object[]) =>
    one.submit('put_skus', {
      skus: [{ code, name: code, weightGrams: 1, valueMinor: 1, components }],
    });
  const parts: [object[], string][] = [
    [[{ sku: 'NOBODY', quantity: 1 }], 'unknown_reference'],
    [[{ sku: 'SET', quantity: 1 }], 'invalid_settings'],
    [
      [
        { sku: 'POT', quantity: 1 },
        { sku: 'POT', quantity: 2 },
      ],
      'invalid_settings',
    ],
  ];
  for (const [components, code] of parts) {
    assert.equal((await put('BAD', components)).body.code, code);
  }
});

test('[O57] what can be promised of a bundle is what its scarcest component makes up', () => {
  const answer = (availableNow: number, locations: [string, number][], later: number) => ({
    sku: 'X',
    at: '2026-11-02T00:00:00.000Z',
    availableNow,
    locations: locations.map(([location, available]) => ({ location, available })),
    steps: [
      {
        at: '2026-11-09T00:00:00.000Z',
        location: 'SHA',
        reference: 'PO',
        quantity: later,
        available: availableNow + later,
      },
    ],
  });
  const { availableNow, locations, steps } = bundleAtp('SET', SET_PARTS, [
    answer(
      5,
      [
        ['SHA', 3],
        ['CTU', 2],
      ],
      10,
    ),
    answer(
      9,
      [
        ['SHA', 5],
        ['CTU', 4],
      ],
      8,
    ),
  ]);
  assert.equal(availableNow, 2);
  assert.deepEqual(locations, [
    { location: 'SHA', available: 1 },
    { location: 'CTU', available: 1 },
  ]);
  assert.deepEqual(
    steps.map(({ quantity, available }) => [quantity, available]),
    [[2, 4]],
  );
});

test('[O55] a bundle lies nowhere itself: it is not received as what came of a transfer', async () => {
  await one.receive('TRAY', 1);
  const move = { from: 'SHA', to: 'CTU', reference: 'MOVE', expectedAt: '2026-12-01T00:00:00Z' };
  const sent = await one.submit('transfer_stock', {
    ...move,
    lines: [{ sku: 'TRAY', quantity: 1 }],
  });
  assert.equal(sent.status, 201, sent.text);
  const came = await one.submit('receive_transfer', {
    reference: 'MOVE',
    lines: [{ sku: 'SET', quantity: 1 }],
  });
  assert.equal(came.body.code, 'invalid_settings', came.text);
});
