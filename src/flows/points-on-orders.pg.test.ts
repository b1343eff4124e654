import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { DecisionKinds } from '../hub/index.ts';
import { MINUTE_MS } from '../kernel/clock.ts';
import { createAccess } from '../modules/access/index.ts';
import { createFulfilment } from '../modules/fulfilment/index.ts';
import { warehouseOf } from '../modules/fulfilment/testing.ts';
import { explainOrder } from '../modules/orders/index.ts';
import type { OrderAnswer } from '../modules/orders/testing.ts';
import { createReturns, RETURNS_DECISIONS } from '../modules/returns/index.ts';
import type { ReturnAnswer } from '../modules/returns/testing.ts';
import { createTracking } from '../modules/tracking/index.ts';
import type { Exception } from '../../contracts/exceptions.ts';
import { flowDeadlines } from './index.ts';
import { at, draw, node, openFlowShop } from './testing.ts';

const flows = await openFlowShop((orders) => {
  const [access, tracking] = [createAccess(), createTracking(orders)];
  const [returns, fulfilment] = [createReturns(orders), createFulfilment(orders)];
  const rooms = [returns, fulfilment];
  return {
    leadingSources: [
      ...access.sources,
      ...tracking.sources,
      ...rooms.flatMap(({ leadingSources }) => leadingSources),
    ],
    handlers: [
      ...access.handlers,
      ...tracking.handlers,
      ...rooms.flatMap(({ handlers }) => handlers),
    ] as never[],
  };
});
const { shop, clock } = flows;
after(() => flows.close());

/** What an order is held by, and what was noted beside it. */
async function rowsOf(orderId: string) {
  const { rows } = await shop.pool.query<{
    holds: readonly { kind: string; reason: string; releasedAt: string | null }[];
    attributes: Record<string, unknown>;
  }>(
    `select (details -> 'attributes')::jsonb as attributes, holds::jsonb as holds
     from orders.order_header where id = $1`,
    [orderId],
  );
  const [row] = rows;
  assert.ok(row !== undefined, `order ${orderId} is there`);
  const holds = row.holds.map(({ kind, reason, releasedAt }) => ({
    kind,
    reason,
    released: releasedAt !== null,
  }));
  return { ...row, holds };
}

/** An order of which everything has left. */
async function shipped(): Promise<string> {
  const lines = [{ sku: 'TEA', quantity: 2, unitPriceMinor: 1_000 }];
  const { body } = await shop.place({ channel: 'LEDGER', lines });
  await shop.on('release_order', body.id);
  assert.equal((await shop.on('ship_units', body.id, { quantity: 2 })).status, 200);
  return body.id;
}

test('[FP8] a flow approves a return, has a person judge it, or rejects it; the decision keeps what it says', async () => {
  await flows.publish(
    draw(
      'returns',
      [
        node('which', 'switch', {
          cases: [
            { output: 'broken', when: "'damaged' in returned.reasons" },
            { output: 'dear', when: "returned.value > money(1500, 'CNY')" },
          ],
        }),
        node('yes', 'judge_return', { verdict: 'approve', reason: 'Our fault.' }),
        node('look', 'judge_return', { verdict: 'ask', reason: 'Dear.' }),
        node('no', 'end', { outcome: 'reject', reason: 'Tea does not come back.' }),
      ],
      ['which.broken > yes', 'which.dear > look', 'which.otherwise > no'],
      at('return_approval'),
    ),
  );
  const ask = async (reason: string, quantity: number) => {
    const orderId = await shipped();
    const lines = [{ lineNumber: 1, quantity, reason }];
    return shop.hub.submit<ReturnAnswer>('request_return', { orderId: Number(orderId), lines });
  };
  const answers = [
    await ask('damaged', 2),
    await ask('changed_mind', 2),
    await ask('changed_mind', 1),
  ];
  assert.deepEqual(
    answers.map(({ status, body: { state, verdict, asks } }) => [status, state, verdict, asks]),
    [
      [201, 'approved', null, []],
      [201, 'requested', null, ['flow']],
      [201, 'rejected', 'Tea does not come back.', []],
    ],
  );
  const { rows } = await shop.pool.query<{ decision: string }>(
    `select decision from hub.event where decision like '{"kind":"returns.approval%'`,
  );
  const kinds = new DecisionKinds(RETURNS_DECISIONS);
  assert.equal(rows.length, 3);
  for (const { decision } of rows) {
    const stored = kinds.read(decision);
    assert.ok(stored !== null && kinds.takeAgain(stored)?.agrees === true, decision);
    assert.match(decision, /flow\/returns/);
  }
  await flows.stop('returns');
});

test('[FP9] a flow refuses an authorisation and nothing of it is kept; of money that is there it holds the order', async () => {
  await flows.publish(
    draw(
      'no-wallets',
      [
        node('mark', 'set_attribute', { name: 'tender', value: 'payment.tender' }),
        node('wallet', 'condition', { when: "payment.tender == 'wallet'" }),
        node('no', 'end', { outcome: 'reject', reason: 'No wallets.' }),
      ],
      ['mark.next > wallet', 'wallet.yes > no'],
      at('payment'),
    ),
  );
  const { body } = await shop.place({});
  const pay = (kind: string, tender: string) =>
    shop.on('record_payment', body.id, {
      kind,
      tender,
      amountMinor: 500,
      reference: `${kind} ${tender}`,
    });
  const refused = await pay('authorised', 'wallet');
  assert.equal(refused.status, 422, refused.text);
  assert.equal((refused.body as OrderAnswer & { flow: string }).flow, 'no-wallets');
  assert.deepEqual(await flows.runsOf(body.id), []);
  assert.deepEqual((await rowsOf(body.id)).attributes, {});
  assert.equal((await pay('authorised', 'card')).status, 200);
  assert.deepEqual((await rowsOf(body.id)).attributes, { tender: 'card' });
  const held = await pay('captured', 'wallet');
  assert.equal(held.body.state, 'held', held.text);
  const { holds } = await rowsOf(body.id);
  assert.deepEqual(holds, [{ kind: 'payment', reason: 'No wallets.', released: false }]);
  assert.deepEqual(
    (await flows.runsOf(body.id)).map(({ trail }) => trail),
    ['mark wallet', 'mark wallet no'],
  );
  assert.deepEqual((await flows.eventsOf(body.id)).slice(-3), [
    'order.payment_recorded',
    'order.marked by flow/no-wallets',
    'order.held by flow/no-wallets',
  ]);
  await flows.stop('no-wallets');
});

test('[FP10] a flow says who looks at an exception and by when, or closes it at once where no fact has to', async () => {
  await flows.publish(
    draw(
      'route',
      [
        node('known', 'condition', {
          when: "exception.kind in ['delivery_failed', 'effect_unsure']",
        }),
        node('to_admin', 'route_exception', { owner: 'role/admin', severity: 1, dueMinutes: 30 }),
        node('close', 'end', { outcome: 'reject', reason: 'Known trouble.' }),
      ],
      ['known.no > to_admin', 'known.yes > close'],
      at('exception'),
    ),
  );
  const { body } = await shop.place({});
  const raise = (kind: string, orderId: number | null) =>
    shop.hub.submit<Exception>('raise_exception', {
      kind,
      causeKey: `${kind}/${orderId}`,
      subject: 'some/thing',
      orderId,
      channel: null,
      location: null,
      severity: 3,
      suggestion: 'look_closely',
      facts: {},
    });
  const told = (exception: Exception) => [
    exception.state,
    exception.owner,
    exception.severity,
    exception.resolution,
    exception.resolvedBy,
  ];
  const orderId = Number(body.id);
  assert.deepEqual(told((await raise('flagged', orderId)).body), [
    'open',
    'role/admin',
    1,
    null,
    null,
  ]);
  assert.deepEqual(told((await raise('delivery_failed', orderId)).body), [
    'resolved',
    'role/operations',
    3,
    'Known trouble.',
    'flow/route',
  ]);
  // What only a fact settles is not closed by anybody's word.
  assert.deepEqual(told((await raise('effect_unsure', orderId)).body), [
    'open',
    'role/operations',
    3,
    null,
    null,
  ]);
  // What is about no order has nothing that a flow could read.
  assert.deepEqual(told((await raise('delivery_failed', null)).body), [
    'open',
    'role/operations',
    3,
    null,
    null,
  ]);
  assert.deepEqual(
    (await flows.runsOf(body.id)).map(({ trail }) => trail),
    ['known to_admin', 'known close', 'known close'],
  );
  await flows.stop('route');
});

test('[FP12, FP13] flows weigh locations and add handling days; what they say is kept with the decision', async () => {
  await shop.receive('TEA', 100, 'CTU');
  const plain = await shop.place({ channel: 'LEDGER' });
  const rank = (code: string, settings: object) =>
    flows.publish(
      draw(
        code,
        [
          node('few', 'condition', { when: 'order.lines.all(l, l.quantity < 9)' }),
          node('say', 'weigh_location', {
            locations: ['SHA'],
            reason: `It is ${code}.`,
            ...settings,
          }),
          node('again', 'condition', { when: 'true' }),
        ],
        ['few.yes > say', 'say.refused > again'],
        at('source_rank'),
      ),
    );
  await rank('closed-today', { how: 'exclude' });
  await flows.publish(
    draw(
      'stocktaking',
      [node('more', 'add_handling_days', { days: 3, reason: 'Stocktaking.' })],
      [],
      at('promise'),
    ),
  );
  const other = await shop.place({ channel: 'LEDGER' });
  const decisionOf = async (id: string) => {
    const explained = await explainOrder(shop.pool, Number(id));
    const decision = explained.kind === 'found' ? explained.value.decisions.at(-1) : undefined;
    assert.ok(decision?.agrees === true, 'taken again it is the same');
    return decision;
  };
  const before = await decisionOf(plain.body.id);
  const after = await decisionOf(other.body.id);
  assert.deepEqual([before.plan.shipments[0]?.location, before.said], ['SHA', []]);
  assert.equal(after.plan.shipments[0]?.location, 'CTU');
  assert.ok(after.plan.promisedAt > before.plan.promisedAt, 'it is promised later');
  const { rejected, because } = after.locations.find(({ location }) => location === 'SHA') ?? {};
  assert.deepEqual([rejected, because], ['excluded', 'It is closed-today.']);
  assert.deepEqual(
    after.said.map(({ by, location, isExcluded, handlingDaysAdded }) => [
      by,
      location,
      isExcluded,
      handlingDaysAdded,
    ]),
    [
      ['flow/closed-today', 'SHA', true, 0],
      ['flow/stocktaking', null, false, 3],
    ],
  );
  assert.deepEqual(
    (await flows.runsOf(other.body.id)).map(({ flow, trail }) => [flow, trail]),
    [
      ['closed-today', 'few say'],
      ['stocktaking', 'more'],
    ],
  );
  await flows.stop('closed-today');
  // All flows together add 30 days, however often and however much they say.
  const longer = (code: string) =>
    flows.publish(
      draw(
        code,
        [
          node('rounds', 'loop', { while: 'true', roundsMax: 3 }),
          node('more', 'add_handling_days', { days: 12, reason: 'Even longer.' }),
        ],
        ['rounds.again > more', 'more.next > rounds'],
        at('promise'),
      ),
    );
  await longer('inventory');
  await longer('zeal');
  const latest = await shop.place({ channel: 'LEDGER' });
  const { said } = await decisionOf(latest.body.id);
  assert.deepEqual(
    said.map(({ by, handlingDaysAdded }) => [by, handlingDaysAdded]),
    [
      ['flow/inventory', 12],
      ['flow/inventory', 12],
      ['flow/inventory', 6],
    ],
  );
  await flows.stop('stocktaking', 'inventory', 'zeal');
  // What is merely dearer still serves when nothing else can; an amount in another currency is refused.
  await rank('dear', { how: 'avoid', amount: "money(100000, 'CNY')" });
  await rank('foreign', { how: 'prefer', amount: "money(100000, 'EUR')" });
  const elsewhere = await shop.place({ channel: 'LEDGER' });
  assert.equal((await decisionOf(elsewhere.body.id)).plan.shipments[0]?.location, 'CTU');
  const trails = (await flows.runsOf(elsewhere.body.id)).map(({ trail }) => trail);
  assert.deepEqual(trails, ['few say', 'few say again']);
  const many = { sku: 'TEA', quantity: 500, unitPriceMinor: 1 };
  const all = await shop.place({ channel: 'LEDGER', lines: [many] });
  assert.equal((await decisionOf(all.body.id)).plan.shipments[0]?.location, 'SHA');
  await flows.stop('dear', 'foreign');
});

test('[FP11] what is packed gets no label while a flow holds it, waits, or says no', async () => {
  const warehouse = warehouseOf(shop);
  await flows.publish(
    draw(
      'heavy',
      [
        node('heavy', 'condition', { when: 'packed.units > 1' }),
        node('rest', 'wait_time', { minutes: 10 }),
        node('still', 'condition', { when: "packed.location == 'SHA' && packed.units == 3" }),
        node('no', 'end', { outcome: 'reject', reason: 'Three at once.' }),
      ],
      ['heavy.yes > rest', 'rest.next > still', 'still.yes > no'],
      at('ship_gate'),
    ),
  );
  const pack = async (quantity: number) => {
    const lines = [{ sku: 'TEA', quantity, unitPriceMinor: 1_000 }];
    const id = await warehouse.released({ lines });
    const answer = await warehouse.packed('SHA', `${id}-1`);
    return { id, shipment: (answer as { shipment?: { carrier: string } | null }).shipment };
  };
  assert.ok((await pack(1)).shipment !== null, 'a label at once');
  const two = await pack(2);
  const three = await pack(3);
  assert.deepEqual([two.shipment, three.shipment], [null, null]);
  const book = { fulfilmentOrder: `${two.id}-1` };
  await warehouse.refused('book_shipment', book, 'fulfilment_blocked');
  clock.advance(10 * MINUTE_MS);
  await shop.tick(flowDeadlines);
  // Lifted by its end, it is not asked again.
  await warehouse.done('book_shipment', book);
  assert.deepEqual(
    (await rowsOf(two.id)).holds.map(({ kind, released }) => [kind, released]),
    [['ship_gate', true]],
  );
  assert.deepEqual(
    (await rowsOf(three.id)).holds.map(({ reason, released }) => [reason, released]),
    [
      ['Flow heavy has not come to its end.', true],
      ['Three at once.', false],
    ],
  );
  await flows.stop('heavy');
});

test('[FP6] a flow that fails has a person judge a return, lets a payment count, and leaves an exception to the rules', async () => {
  const fails = [node('bad', 'condition', { when: "order.note == 'x'" })];
  await flows.publish(draw('fails-return', fails, [], at('return_approval')));
  await flows.publish(draw('fails-payment', fails, [], at('payment')));
  const orderId = await shipped();
  const asked = await shop.hub.submit<ReturnAnswer>('request_return', {
    orderId: Number(orderId),
    lines: [{ lineNumber: 1, quantity: 1, reason: 'damaged' }],
  });
  assert.deepEqual([asked.body.state, asked.body.asks], ['requested', ['flow']]);
  const payment = { kind: 'authorised', amountMinor: 5, reference: 'P' };
  assert.equal((await shop.on('record_payment', orderId, payment)).status, 200);
  assert.deepEqual(
    (await flows.runsOf(orderId)).map(({ flow, state }) => [flow, state]),
    [
      ['fails-payment', 'failed'],
      ['fails-return', 'failed'],
    ],
  );
  await flows.stop('fails-return', 'fails-payment');
});
