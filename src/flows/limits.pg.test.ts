import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { DAY_MS } from '../kernel/clock.ts';
import type { Shop } from '../modules/orders/testing.ts';
import { draw, node, openFlowShop } from './testing.ts';

const flows = await openFlowShop();
const { shop, clock } = flows;
after(() => flows.close());

const limit = (code: string, settings: Record<string, unknown>) =>
  draw(
    code,
    [
      node('limit', 'check_limit', {
        limit: code,
        count: 'order.lines[0].quantity',
        most: '5',
        per: 'person',
        ...settings,
      }),
      node('no', 'end', { outcome: 'reject', reason: 'Five a year.' }),
      ...(settings['per'] === 'order'
        ? []
        : [node('who', 'end', { outcome: 'reject', reason: 'Say who you are.' })]),
    ],
    settings['per'] === 'order'
      ? ['limit.exceeded > no']
      : ['limit.exceeded > no', 'limit.unknown_person > who'],
    { trigger: { kind: 'point', point: 'validate' } },
  );

const order = (
  quantity: number,
  customer: object = { name: 'Li', email: 'li@example.com' },
  more: object = {},
  at: Shop = shop,
) =>
  at.place({
    lines: [{ sku: 'TEA', quantity, unitPriceMinor: 100 }],
    customer: customer as { name: string },
    ...more,
  });

async function usedOf(code: string): Promise<number[]> {
  const { rows } = await shop.pool.query<{ used: number }>(
    `select used::int from flows.limit_use where id like $1 || '/%' order by id`,
    [code],
  );
  return rows.map(({ used }) => used);
}

test('[FC5] what a person has had counts over orders, is refused beyond the limit, and comes back with a cancellation', async () => {
  await flows.publish(limit('five', { count: 'size(order.lines) * order.lines[0].quantity' }));
  const first = await order(3);
  assert.equal(first.status, 201, first.text);
  const same = { name: 'Li Lei', email: ' LI@example.com' };
  assert.equal((await order(3, same)).status, 422);
  assert.equal((await order(2, same)).status, 201);
  assert.equal((await order(1)).status, 422);
  assert.deepEqual(await usedOf('five'), [5]);
  const cancelled = await shop.on('cancel_order', first.body.id, { reason: 'changed mind' });
  assert.equal(cancelled.status, 200, cancelled.text);
  assert.deepEqual(await usedOf('five'), [2]);
  assert.equal((await order(3)).status, 201);
  // Another person, another channel, and somebody whom nothing names.
  assert.equal((await order(5, { name: 'Han', externalId: 'c-7' })).status, 201);
  assert.equal((await order(5, undefined, { channel: 'LEDGER' })).status, 201);
  const nobody = await order(1, { name: 'Nobody' });
  assert.match(nobody.text, /Say who you are/);
  clock.advance(366 * DAY_MS);
  assert.equal((await order(5)).status, 201);
  await flows.stop('five');
});

test('[FC6] of two processes that count the last unit at once one is refused', async () => {
  await flows.publish(limit('race', { within: 'company', count: 'order.lines[0].quantity' }));
  const other = flows.open();
  for (let round = 0; round < 10; round += 1) {
    const email = `round-${round}@example.com`;
    const answers = await Promise.all([
      order(3, { name: 'A', email }, { externalId: `r${round}-a` }),
      order(3, { name: 'B', email }, { externalId: `r${round}-b`, channel: 'LEDGER' }, other),
      order(2, { name: 'C', email }, { externalId: `r${round}-c` }, other),
    ]);
    const taken = answers
      .map(({ status }, index) => (status === 201 ? [3, 3, 2][index] : 0) ?? 0)
      .reduce((sum, units) => sum + units, 0);
    assert.equal(taken, 5, answers.map(({ text }) => text).join('\n'));
  }
  assert.ok((await usedOf('race')).every((used) => used <= 5));
  await flows.stop('race');
});

test('[FC5] a limit of an order counts nothing, and an order that is not placed neither', async () => {
  await flows.publish(
    limit('each', { per: 'order', count: 'order.total', most: "money(500, 'CNY')" }),
  );
  await flows.publish(limit('kept', { count: 'order.lines[0].quantity', most: '100' }));
  assert.equal((await order(6, { name: 'D', email: 'd@example.com' })).status, 422);
  assert.deepEqual(await usedOf('kept'), []);
  assert.equal((await order(5, { name: 'D', email: 'd@example.com' })).status, 201);
  assert.deepEqual(await usedOf('kept'), [5]);
  assert.deepEqual(await usedOf('each'), []);
  await flows.stop('each', 'kept');
});

test('[FC5] of an order that is made smaller only what it counts less of comes back', async () => {
  const teas = "order.lines.exists(l, l.sku == 'TEA') ? order.lines[0].quantity : 0";
  await flows.publish(limit('teas', { count: teas, most: '9' }));
  await flows.publish(limit('worth', { count: 'order.total', most: "money(9999, 'CNY')" }));
  const customer = { name: 'Shen', email: 'shen@example.com' };
  const { body } = await shop.place({
    lines: [
      { sku: 'TEA', quantity: 4, unitPriceMinor: 100 },
      { sku: 'TEA', quantity: 2, unitPriceMinor: 1_000 },
    ],
    customer,
  });
  assert.deepEqual([await usedOf('teas'), await usedOf('worth')], [[4], [2_400]]);
  const cancel = (lineNumber: number, quantity: number) =>
    shop.on('cancel_order', body.id, { reason: 'x', lines: [{ lineNumber, quantity }] });
  assert.equal((await cancel(2, 1)).status, 200);
  assert.deepEqual([await usedOf('teas'), await usedOf('worth')], [[4], [1_400]]);
  assert.equal((await cancel(1, 3)).status, 200);
  assert.deepEqual([await usedOf('teas'), await usedOf('worth')], [[1], [1_100]]);
  assert.equal((await shop.on('cancel_order', body.id, { reason: 'x' })).status, 200);
  assert.deepEqual([await usedOf('teas'), await usedOf('worth')], [[0], [0]]);
  await flows.stop('teas', 'worth');
});
