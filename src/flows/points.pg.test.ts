import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { MINUTE_MS } from '../kernel/clock.ts';
import { paid, type OrderAnswer } from '../modules/orders/testing.ts';
import { flowDeadlines } from './index.ts';
import { at, draw, node, openFlowShop } from './testing.ts';

const flows = await openFlowShop();
const { shop, clock } = flows;
after(() => flows.close());

async function rowsOf(orderId: string) {
  const { rows } = await shop.pool.query<{
    state: string;
    total: number;
    holds: readonly { kind: string; reason: string; released: boolean }[];
    attributes: Record<string, unknown>;
  }>(
    `select state, total_minor::int as total, (details -> 'attributes')::jsonb as attributes,
       (select coalesce(jsonb_agg(json_build_object('kind', hold ->> 'kind', 'reason', hold ->> 'reason',
          'released', hold ->> 'releasedAt' is not null)), '[]')
        from json_array_elements(holds) as hold) as holds
     from orders.order_header where id = $1`,
    [orderId],
  );
  const [row] = rows;
  assert.ok(row !== undefined, `order ${orderId} is there`);
  return row;
}

test('[FP1] an order is refused by a flow, with the node and the reason, and nothing of it is kept', async () => {
  await flows.publish(
    draw(
      'no-bulk',
      [
        node('many', 'condition', { when: 'order.lines.exists(l, l.quantity > 50)' }),
        node('no', 'end', { outcome: 'reject', reason: 'At most 50 of one thing.' }),
      ],
      ['many.yes > no'],
      at('validate'),
    ),
  );
  const refused = await shop.place({ lines: [{ sku: 'TEA', quantity: 51, unitPriceMinor: 10 }] });
  const problem = refused.body as OrderAnswer & Record<string, unknown>;
  assert.equal(refused.status, 422, refused.text);
  assert.deepEqual(
    [problem.code, problem['flow'], problem['node'], problem.detail],
    ['refused_by_flow', 'no-bulk', 'no', 'At most 50 of one thing.'],
  );
  const { rows } = await shop.pool.query('select 1 from flows.run');
  assert.deepEqual(rows, []);
  const { body } = await shop.place({});
  assert.deepEqual(
    (await flows.runsOf(body.id)).map(({ flow, trail }) => [flow, trail]),
    [['no-bulk', 'many']],
  );
  await flows.stop('no-bulk');
});

test('[FP2] what flows hold and mark while an order is placed is part of how it is placed', async () => {
  await flows.publish(
    draw(
      'look-first',
      [
        node('mark', 'set_attribute', { name: 'risk', value: "'high'" }),
        node('stop', 'hold', { kind: 'fraud', reason: 'Score it.' }),
        node('tell', 'create_exception', { reason: 'Odd order.', severity: 1 }),
      ],
      ['mark.next > stop', 'stop.next > tell'],
      at('validate'),
    ),
  );
  const { body } = await shop.place({});
  const { state, holds, attributes } = await rowsOf(body.id);
  assert.deepEqual([state, holds[0]?.kind, attributes], ['held', 'fraud', { risk: 'high' }]);
  assert.equal(body.state, 'held');
  assert.deepEqual(await flows.eventsOf(body.id), [
    'order.placed',
    'order.flagged by flow/look-first',
  ]);
  await flows.stop('look-first');
});

test('[FP3] flows price an order: its totals, payments and promises follow from what they leave', async () => {
  await flows.publish(
    draw(
      'ten-off',
      [
        node('line', 'adjust_price', {
          amount: "money(300, 'CNY')",
          line: 'order.lines[0].number',
          name: 'Line',
        }),
        node('all', 'adjust_price', { amount: 'percent(order.total, 10)', name: 'Ten off' }),
        node('too_much', 'adjust_price', { amount: "money(999999, 'CNY')", name: 'No' }),
        node('mark', 'set_attribute', { name: 'deal', value: 'true' }),
      ],
      ['line.next > all', 'all.next > too_much', 'too_much.refused > mark'],
      at('price'),
    ),
  );
  const { body } = await shop.place({
    lines: [{ sku: 'TEA', quantity: 2, unitPriceMinor: 1_000 }],
    totalMinor: 2_000,
    ...paid(1_530),
  });
  const { state, total, attributes } = await rowsOf(body.id);
  assert.deepEqual([state, total, attributes], ['sourced', 1_530, { deal: true }]);
  assert.equal(body.paymentState, 'paid');
  await flows.stop('ten-off');
});

test('[FJ1, FP3] custom code prices an order where the answer is wanted at once', async () => {
  const source = `function decide({ lines, total }) {
    const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
    const off = { minor: Math.floor((total.minor * Math.min(units, 30)) / 100), currency: total.currency };
    return { output: units > 1 ? 'off' : 'none', values: { off } };
  }`;
  const inputs = { total: 'order.total', 'lines[].quantity': 'order.lines.map(l, l.quantity)' };
  await flows.publish(
    draw(
      'per-unit',
      [
        node('count', 'custom_code', {
          source,
          inputs,
          outputs: ['off', 'none'],
          values: { off: 'money' },
        }),
        node('less', 'adjust_price', { amount: 'steps.count.off', name: 'One percent a unit' }),
      ],
      ['count.off > less'],
      at('price'),
    ),
  );
  const { body } = await shop.place({
    lines: [{ sku: 'TEA', quantity: 7, unitPriceMinor: 1_000 }],
    totalMinor: 7_000,
  });
  assert.equal((await rowsOf(body.id)).total, 6_510);
  const [run] = await flows.runsOf(body.id);
  assert.deepEqual([run?.flow, run?.trail, run?.failure], ['per-unit', 'count less', null]);
  await flows.stop('per-unit');
});

test('[FP3] tax stays, or shrinks with the goods that it is on', async () => {
  const off = (id: string, minor: number, settings: object = {}) =>
    node(id, 'adjust_price', { amount: `money(${minor}, 'CNY')`, name: id, ...settings });
  const shrinks = { tax: 'shrinks' };
  await flows.publish(
    draw(
      'taxed',
      [off('first', 200, { line: '1', ...shrinks }), off('all', 450, shrinks), off('plain', 10)],
      ['first.next > all', 'all.next > plain'],
      at('price'),
    ),
  );
  const line = { sku: 'TEA', quantity: 1, unitPriceMinor: 1_000 };
  const { body, text } = await shop.place({
    lines: [
      { ...line, taxMinor: 100 },
      { ...line, unitPriceMinor: 100, taxMinor: 5 },
    ],
  });
  const { rows } = await shop.pool.query<{ tax: number }>(
    `select tax_minor::int as tax from orders.order_line where order_id = $1 order by line_number`,
    [body.id],
  );
  // 100 of 1,000 is 80 of 800; then half of all 900 is taken off.
  assert.deepEqual(
    [rows.map(({ tax }) => tax), (await rowsOf(body.id)).total],
    [[40, 3], 483],
    text,
  );
  await flows.stop('taxed');
});

test('[FP4] the release gate holds what a flow does not let on, and asks no flow twice', async () => {
  await flows.publish(
    draw(
      'gate',
      [
        node('dear', 'condition', { when: "order.total > money(5000, 'CNY')" }),
        node('stop', 'hold', { kind: 'four_eyes', reason: 'Two look at it.' }),
        node('odd', 'condition', { when: 'order.priority == 9' }),
        node('no', 'end', { outcome: 'reject', reason: 'Not with this priority.' }),
      ],
      ['dear.yes > stop', 'dear.no > odd', 'odd.yes > no'],
      at('release_gate'),
    ),
  );
  const place = (more: object) => shop.place({ channel: 'LEDGER', ...more });
  const dear = await place({ lines: [{ sku: 'TEA', quantity: 6, unitPriceMinor: 1_000 }] });
  const held = await shop.on('release_order', dear.body.id);
  assert.equal(held.body.state, 'held', held.text);
  const { rows } = await shop.pool.query<{ id: string }>(
    `select holds -> 0 ->> 'id' as id from orders.order_header where id = $1`,
    [dear.body.id],
  );
  await shop.on('release_hold', dear.body.id, { holdId: rows[0]?.id });
  const released = await shop.on('release_order', dear.body.id);
  assert.equal(released.body.state, 'released', released.text);
  const odd = await place({ priority: 9 });
  await shop.on('release_order', odd.body.id);
  const { state, holds } = await rowsOf(odd.body.id);
  assert.deepEqual(
    [state, holds],
    ['held', [{ kind: 'release_gate', reason: 'Not with this priority.', released: false }]],
  );
  const plain = await place({});
  assert.equal((await shop.on('release_order', plain.body.id)).body.state, 'released');
  await flows.stop('gate');
});

test('[FP5] a flow may wait at the release gate: the order is held until it comes to its end', async () => {
  await flows.publish(
    draw(
      'cool-off',
      [
        node('rest', 'wait_time', { minutes: 60 }),
        node('odd', 'condition', { when: 'order.priority == 9' }),
        node('no', 'end', { outcome: 'reject', reason: 'No.' }),
      ],
      ['rest.next > odd', 'odd.yes > no'],
      at('release_gate'),
    ),
  );
  const orders = [
    await shop.place({ channel: 'LEDGER' }),
    await shop.place({ channel: 'LEDGER', priority: 9 }),
  ];
  for (const { body } of orders) {
    assert.equal((await shop.on('release_order', body.id)).body.state, 'held');
  }
  clock.advance(60 * MINUTE_MS);
  await shop.tick(flowDeadlines);
  const [fine, odd] = await Promise.all(orders.map(({ body }) => rowsOf(body.id)));
  assert.deepEqual([fine?.state, fine?.holds.map(({ released }) => released)], ['sourced', [true]]);
  assert.deepEqual(
    [odd?.state, odd?.holds.map(({ reason, released }) => [reason, released])],
    [
      'held',
      [
        ['Flow cool-off has not come to its end.', true],
        ['No.', false],
      ],
    ],
  );
  const released = await shop.on('release_order', orders[0]?.body.id ?? '');
  assert.equal(released.body.state, 'released', released.text);
  await flows.stop('cool-off');
});

test('[FP6] a flow of a point that fails holds at the gate, and lets an order in that is placed', async () => {
  const fails = [node('bad', 'condition', { when: "order.note == 'x'" })];
  await flows.publish(draw('fails-at-gate', fails, [], at('release_gate')));
  await flows.publish(draw('fails-at-door', fails, [], at('validate')));
  const { body, status } = await shop.place({ channel: 'LEDGER' });
  assert.equal(status, 201);
  await shop.on('release_order', body.id);
  const { state, holds } = await rowsOf(body.id);
  assert.deepEqual([state, holds[0]?.reason], ['held', 'Flow fails-at-gate failed at bad.']);
  assert.deepEqual(
    (await flows.runsOf(body.id)).map(({ flow, state: was }) => [flow, was]),
    [
      ['fails-at-door', 'failed'],
      ['fails-at-gate', 'failed'],
    ],
  );
  await flows.stop('fails-at-gate', 'fails-at-door');
});

test('[FP7] what has no place at a point is a problem of its node', async () => {
  const rest = node('rest', 'wait_time', { minutes: 1 });
  const refusal = node('e', 'end', { outcome: 'reject', reason: 'x' });
  const flag = node('flag', 'create_exception', { reason: 'x' });
  const price = node('price', 'adjust_price', { amount: "money(1, 'CNY')", name: 'x' });
  for (const [definition, code, problem] of [
    [draw('waits', [rest], [], at('validate')), 'waits', 'no_waiting_here'],
    [draw('prices', [price], [], at('validate')), 'prices', 'wrong_point'],
    [draw('prices-late', [price], []), 'prices-late', 'wrong_point'],
    [draw('flags', [flag], [], at('exception')), 'flags', 'wrong_point'],
    [draw('waits-paid', [rest], [], at('payment')), 'waits-paid', 'no_waiting_here'],
    [draw('promises', [refusal], [], at('promise')), 'promises', 'wrong_point'],
    [draw('ranks', [flag], [], at('source_rank')), 'ranks', 'wrong_point'],
  ] as const) {
    await flows.put(definition);
    const refused = await shop.hub.submit<{ problems: { code: string }[] }>('publish_flow', {
      code,
      version: 1,
    });
    assert.equal(refused.status, 422);
    assert.deepEqual(
      refused.body.problems.map((one) => one.code),
      [problem],
    );
  }
});
