import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { requestHashOf } from '../hub/index.ts';
import { instantToText, machineClock } from '../kernel/clock.ts';
import { createIdSource } from '../kernel/ids.ts';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import type { FlowDefinition, FlowEdge, FlowNode, FlowPoint } from '../../contracts/flows.ts';
import type { FlowTrial } from '../../contracts/flow-trials.ts';
import { personWith } from './people.testing.ts';
import {
  fillCompany,
  indexAll,
  testOrder,
  testServer,
  type TestAnswer,
  type TestServer,
} from './testing.ts';

const SKU = 'TEA-1';
const UNIT_PRICE_MINOR = 1_000;
let database: TestDatabase;
let server: TestServer;

before(async () => {
  database = await testDatabase();
  server = await testServer(database.pool);
  await fillCompany(server);
  await done('PUT', '/v1/locations/CN-SHA', {
    name: 'Shanghai',
    kind: 'warehouse',
    address: { lines: ['1 Test Road'], countryCode: 'CN' },
    timeZone: 'Asia/Shanghai',
    workingWeekdays: [true, true, true, true, true, true, true],
  });
  await done('PUT', '/v1/fulfilment/sites/CN-SHA', { workAheadDays: 365, worksAfterCutoff: true });
});
after(async () => {
  await server.stop();
  await database.drop();
});

async function done(
  method: Parameters<TestServer['call']>[0],
  path: string,
  body: object = {},
): Promise<TestAnswer['body']> {
  const answer = await server.call(method, path, body);
  assert.ok(answer.status < 300, `${path}: ${answer.text}`);
  return answer.body;
}

const node = (id: string, component: string, settings: Record<string, unknown> = {}): FlowNode => ({
  id,
  component,
  settings,
});
const edge = (from: string, output: string, to: string): FlowEdge => ({ from, output, to });

/** A drawing at a point of the order's life, its first node the first. */
function drawnAt(
  point: FlowPoint,
  code: string,
  nodes: readonly FlowNode[],
  edges: readonly FlowEdge[] = [],
): FlowDefinition {
  return {
    format: 1,
    code,
    names: { en: code },
    trigger: { kind: 'point', point },
    start: nodes[0]?.id ?? '',
    nodes: [...nodes],
    edges: [...edges],
  };
}

/** Tries a drawing on all that was placed since. */
async function tried(definition: FlowDefinition, from: number): Promise<FlowTrial> {
  await indexAll(database.pool);
  const to = instantToText(machineClock.now() + 60_000);
  const body = { definition, from: instantToText(from), to };
  return (await done('POST', '/v1/flow-trials', body)) as unknown as FlowTrial;
}

/** What a trial says of one field, by order. */
function told(
  { differences }: FlowTrial,
  field: FlowTrial['differences'][number]['changes'][number]['field'],
): Record<string, readonly [string, string]> {
  return Object.fromEntries(
    differences.flatMap(({ orderId, changes }) =>
      changes
        .filter((change) => change.field === field)
        .map(({ before: was, after: is }) => [orderId, [was, is]]),
    ),
  );
}

async function placed(name: string, quantity: number, more: object = {}): Promise<string> {
  const lines = [{ sku: SKU, quantity, unitPriceMinor: UNIT_PRICE_MINOR }];
  const { id } = await done('POST', '/v1/orders', testOrder(name, { lines, ...more }));
  await done('POST', `/v1/orders/${String(id)}/release`);
  return String(id);
}

/** Its location reports that it has left. */
async function reported(order: string): Promise<void> {
  const body = { carrier: 'fast', trackingNumber: `T${order}` };
  await done('POST', `/v1/fulfilment/orders/${order}-1/report-shipped`, body);
}

/** An order that was picked and packed, and the shipment that it has a label of. */
async function packed(
  name: string,
  quantity: number,
  weightGrams: number,
): Promise<{ readonly order: string; readonly shipment: string }> {
  const order = await placed(name, quantity);
  return { order, shipment: await pack(order, 1, { quantity, weightGrams }) };
}

/** Picks and packs the line of an order that this location has. Answers the shipment. */
async function pack(
  order: string,
  number: number,
  { quantity, weightGrams }: { readonly quantity: number; readonly weightGrams: number },
): Promise<string> {
  const fulfilmentOrder = `${order}-${number}`;
  const fulfilmentOrders = [fulfilmentOrder];
  const planned = await done('POST', '/v1/fulfilment/sites/CN-SHA/waves', { fulfilmentOrders });
  const [wave] = planned['waves'] as unknown as readonly { readonly id: string }[];
  const released = await done('POST', `/v1/fulfilment/waves/${wave?.id}/release`);
  const [list] = released['pickLists'] as unknown as readonly { readonly id: string }[];
  await done('POST', `/v1/fulfilment/pick-lists/${list?.id}/picks`, {
    picks: [{ line: 1, sku: SKU, quantity }],
  });
  const answer = await done('POST', `/v1/fulfilment/orders/${fulfilmentOrder}/pack`, {
    acceptsWeight: true,
    cartons: [{ box: null, weightGrams, lines: [{ lineNumber: 1, quantity }] }],
  });
  return (answer['shipment'] as unknown as { readonly id: string }).id;
}

async function packedAndSent(...asked: Parameters<typeof packed>): Promise<string> {
  const { order, shipment } = await packed(...asked);
  await done('POST', `/v1/fulfilment/shipments/${shipment}/ship`);
  return order;
}

/** Opens an exception of an order, as the clock or somebody who reads events does. */
async function raised(order: string, kind: string): Promise<void> {
  const body = {
    kind,
    causeKey: `${kind}/${order}`,
    subject: `order/${order}`,
    orderId: Number(order),
    channel: 'web',
    location: null,
    severity: 2,
    suggestion: 'look_closely',
    facts: { state: 'released' },
  };
  const outcome = await server.hub.submit({
    id: createIdSource(machineClock).uuid(),
    kind: 'raise_exception',
    body,
    key: null,
    requestHash: requestHashOf('raise_exception', body),
    actor: 'system/test',
    trace: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    receivedAt: machineClock.now(),
  });
  assert.equal(outcome.status, 201, JSON.stringify(outcome));
}

async function publish(definition: FlowDefinition): Promise<void> {
  const [drawer, approver] = [
    await personWith(server, 'operations'),
    await personWith(server, 'operations'),
  ];
  const path = `/v1/flows/${definition.code}`;
  const drawn = await drawer('PUT', path, { definition, layout: { places: {}, comments: [] } });
  assert.equal(drawn.status, 200, drawn.text);
  const published = await approver('POST', `${path}/publish`, { version: 1 });
  assert.equal(published.status, 200, published.text);
}

test('[A122, A156] what was packed in the past is asked about at the ship gate, and what is held there shows', async () => {
  const from = machineClock.now();
  const hold = node('hold', 'hold', { kind: 'dear', reason: 'A dear order' });
  const dear = node('dear', 'condition', { when: "order.total > money(5000, 'CNY')" });
  const gate = drawnAt('ship_gate', 'dear-orders', [dear, hold], [edge('dear', 'yes', 'hold')]);
  const sent = await placed('reported', 9);
  await reported(sent);
  const none = await tried(gate, from);
  assert.deepEqual([none.orders, none.entered, none.unreached], [1, 0, 'point_not_reached']);

  const cheap = await packedAndSent('cheap', 2, 900);
  const [large, heavy] = [
    await packedAndSent('large', 6, 900),
    await packedAndSent('heavy', 7, 12_000),
  ];
  const trial = await tried(gate, from);
  assert.deepEqual(
    [trial.orders, trial.entered, trial.different, trial.failed, trial.unreached],
    [4, 3, 2, 0, null],
    `${sent} was not packed by us`,
  );
  assert.deepEqual(trial.held, { before: 0, after: 2 });
  assert.deepEqual(told(trial, 'holds'), { [large]: ['', 'dear'], [heavy]: ['', 'dear'] });
  assert.deepEqual(
    told(trial, 'state'),
    { [large]: ['shipped', 'packed'], [heavy]: ['shipped', 'packed'] },
    `${cheap} leaves`,
  );

  // It is asked about what was packed then, and refusing holds as it does in a warehouse.
  const tooMuch = node('no', 'end', { outcome: 'reject', reason: 'Too heavy.' });
  const weighed = await tried(
    drawnAt(
      'ship_gate',
      'heavy-parcels',
      [node('heavy', 'condition', { when: 'packed.weightGrams > 10000' }), tooMuch],
      [edge('heavy', 'yes', 'no')],
    ),
    from,
  );
  assert.deepEqual(told(weighed, 'holds'), { [heavy]: ['', 'ship_gate'] });

  // What waits there leaves once its flow has come to its end.
  const shipped = { kind: 'event', event: 'fulfilment.shipped' } as const;
  const mark = node('mark', 'set_attribute', { name: 'left', value: 'true' });
  await publish({ ...drawnAt('ship_gate', 'marks-what-left', [mark]), trigger: shipped });
  const pause = node('pause', 'wait_time', { minutes: 45 });
  const paused = await tried(drawnAt('ship_gate', 'pauses', [pause]), from);
  assert.deepEqual(paused.heldMinutes, { before: 0, after: 3 * 45 });
  assert.deepEqual([paused.reached.shipped, paused.waiting], [4, 0]);
  assert.equal((await done('POST', '/v1/flows/marks-what-left/stop'))['code'], 'marks-what-left');
  // Tried again it finds what it found.
  assert.deepEqual(told(await tried(gate, from), 'holds'), told(trial, 'holds'));
});

test('[A122, A156] what a trial has packed is given back, and what was packed and cancelled is cancelled', async () => {
  const from = machineClock.now();
  // There is enough for one of them: the other finds what has come since.
  for (const name of ['first of many', 'second of many']) {
    await packedAndSent(name, 600_000, 900);
    const lines = [{ sku: SKU, delta: 600_000 }];
    await done('POST', '/v1/stock/adjustments', { location: 'CN-SHA', reason: 'found', lines });
  }
  const hold = node('hold', 'hold', { kind: 'many', reason: 'So many' });
  const held = await tried(drawnAt('ship_gate', 'many', [hold]), from);
  assert.deepEqual([held.entered, held.failed, held.held.after], [2, 0, 2]);

  const later = machineClock.now();
  const { order, shipment } = await packed('called off', 1, 900);
  await done('POST', `/v1/fulfilment/shipments/${shipment}/void`, { reason: 'called off' });
  const asked = await done('POST', `/v1/orders/${order}/cancel`, { reason: 'changed mind' });
  const [request] = asked['changeRequests'] as unknown as readonly { readonly id: string }[];
  await done('POST', `/v1/fulfilment/change-requests/${request?.id}/answer`, {
    isAccepted: true,
  });
  const wait = node('wait', 'wait_event', { event: 'order.cancelled' });
  const mark = node('mark', 'set_attribute', { name: 'gone', value: 'order.state' });
  const waits = drawnAt('ship_gate', 'waits', [wait, mark], [edge('wait', 'next', 'mark')]);
  const trial = await tried(waits, later);
  assert.deepEqual([trial.entered, trial.waiting, trial.reached.cancelled], [1, 0, 1]);
  assert.match(told(trial, 'attributes')[order]?.[1] ?? '', /"gone":"cancelled"/);
});

test('[A156] of several parts the one is asked about that was packed, not what its location reported as sent', async () => {
  const place = { address: { lines: ['3 Test Road'], countryCode: 'CN' } };
  const other = { ...place, name: 'Chengdu', kind: 'warehouse', timeZone: 'Asia/Shanghai' };
  await done('PUT', '/v1/locations/CN-CTU', other);
  await done('POST', '/v1/skus/bulk', [
    { code: 'FAR-1', name: 'Far', weightGrams: 100, valueMinor: 1_000 },
  ]);
  const lines = [{ sku: 'FAR-1', quantity: 50 }];
  await done('POST', '/v1/stock/receipts', { location: 'CN-CTU', reference: 'FAR', lines });
  const from = machineClock.now();
  const order = await placed('two parts', 1, {
    lines: [SKU, 'FAR-1'].map((sku) => ({ sku, quantity: 1, unitPriceMinor: UNIT_PRICE_MINOR })),
  });
  const { fulfilmentOrders } = await done('GET', `/v1/orders/${order}/fulfilment`);
  const parts = fulfilmentOrders as unknown as readonly { id: string; location: string }[];
  assert.deepEqual(parts.map(({ location }) => location).toSorted(), ['CN-CTU', 'CN-SHA']);
  const here = parts.find(({ location }) => location === 'CN-SHA')?.id ?? '';
  const there = parts.find(({ location }) => location === 'CN-CTU')?.id ?? '';
  const shipment = await pack(order, Number(here.split('-')[1]), { quantity: 1, weightGrams: 777 });
  await done('POST', `/v1/fulfilment/shipments/${shipment}/ship`);
  const report = { carrier: 'fast', trackingNumber: 'FAR' };
  await done('POST', `/v1/fulfilment/orders/${there}/report-shipped`, report);
  const where = node('where', 'set_attribute', {
    name: 'packed',
    value: "packed.location + ' ' + string(packed.weightGrams)",
  });
  const trial = await tried(drawnAt('ship_gate', 'where', [where]), from);
  assert.deepEqual(told(trial, 'attributes'), { [order]: ['{}', '{"packed":"CN-SHA 777"}'] });
  assert.deepEqual(trial.differences[0]?.trail, ['where'], 'asked once');
});

test('[A157] exceptions of the past, and those that an order raises, are asked about, and whoever gets them shows', async () => {
  const from = machineClock.now();
  for (let count = 0; count < 2; count += 1) await personWith(server, 'operations');
  const rules = [
    node('stuck', 'condition', { when: "exception.kind == 'stuck'" }),
    node('to_admin', 'route_exception', { owner: 'role/admin', severity: 1, dueMinutes: 30 }),
    node('failed', 'condition', { when: "exception.kind == 'payment_failed'" }),
    node('close', 'end', { outcome: 'reject', reason: 'They try again.' }),
  ];
  const ways = [
    edge('stuck', 'yes', 'to_admin'),
    edge('stuck', 'no', 'failed'),
    edge('failed', 'yes', 'close'),
  ];
  const route = drawnAt('exception', 'routes', rules, ways);
  const quiet = await placed('quiet', 1);
  const none = await tried(route, from);
  assert.deepEqual([none.entered, none.different, none.unreached], [0, 0, 'point_not_reached']);

  const stuck = await placed('stuck', 1);
  await raised(stuck, 'stuck');
  // Who reads events has opened one in the past, too: it is there once.
  const unpaid = await placed('unpaid', 1);
  const failed = { kind: 'failed', amountMinor: 1_000, reference: 'F' };
  await done('POST', `/v1/orders/${unpaid}/payments`, failed);
  await raised(unpaid, 'payment_failed');
  const trial = await tried(route, from);
  assert.deepEqual(
    [trial.orders, trial.entered, trial.different, trial.failed, trial.unreached],
    [3, 2, 2, 0, null],
    `${quiet} has none`,
  );
  const [was, is] = told(trial, 'owner')[stuck] ?? [];
  assert.match(was ?? '', /^stuck: person\/operations-/);
  assert.equal(is, 'stuck: role/admin');
  assert.equal(Object.keys(told(trial, 'owner')).length, 1);
  assert.deepEqual(told(trial, 'severity'), { [stuck]: ['stuck: 2', 'stuck: 1'] });
  assert.deepEqual(Object.keys(told(trial, 'due')), [stuck]);
  assert.deepEqual(told(trial, 'exceptions'), { [unpaid]: ['payment_failed', ''] });

  // Nobody has more to do because of an order before it, on one stage or on both.
  const urgent = node('urgent', 'route_exception', { severity: 1 });
  const filter = "exception.kind == 'stuck'";
  const once = await tried({ ...drawnAt('exception', 'urgent', [urgent]), filter }, from);
  assert.deepEqual([once.entered, told(once, 'owner')], [1, {}]);
  assert.deepEqual(told(once, 'severity'), { [stuck]: ['stuck: 2', 'stuck: 1'] });

  // What a drawing finds opens one, which what is live at the point is asked about.
  const flagged = node('flagged', 'condition', { when: "exception.kind == 'flagged'" });
  await publish(
    drawnAt(
      'exception',
      'live-routes',
      [flagged, { ...rules[1], id: 'to_admin' } as FlowNode],
      [edge('flagged', 'yes', 'to_admin')],
    ),
  );
  const look = node('look', 'create_exception', { reason: 'Look at it.', severity: 3 });
  const finds = { ...drawnAt('exception', 'finds', [look]), filter: 'order.lines[0].quantity > 0' };
  const placing = { kind: 'event', event: 'order.placed' } as const;
  const found = await tried({ ...finds, trigger: placing }, from);
  assert.deepEqual(told(found, 'exceptions'), {
    [quiet]: ['', 'flagged'],
    [stuck]: ['stuck', 'flagged, stuck'],
    [unpaid]: ['payment_failed', 'flagged, payment_failed'],
  });
  assert.deepEqual(told(found, 'owner')[quiet], ['', 'flagged: role/admin']);
  assert.equal((await done('POST', '/v1/flows/live-routes/stop'))['code'], 'live-routes');
});

test('[A122, A153] goods of business accounts leave, and each order finds what its account owes without it', async () => {
  const from = machineClock.now();
  await done('PUT', '/v1/accounts/ACME', {
    name: 'Acme',
    currency: 'CNY',
    // There is room for these two, and for nothing that is counted twice.
    creditLimitMinor: 8 * UNIT_PRICE_MINOR,
    netDays: 30,
  });
  const orders = [];
  for (const name of ['first', 'second']) {
    const order = await placed(name, 4, { kind: 'business', account: 'ACME' });
    await reported(order);
    orders.push(order);
  }
  const owed = async () => {
    const { items } = await done('GET', '/v1/accounts');
    return (items as unknown as readonly { readonly exposureMinor: number }[]).map(
      ({ exposureMinor }) => exposureMinor,
    );
  };
  const before = await owed();
  assert.deepEqual(before, [8 * UNIT_PRICE_MINOR]);
  const mark = node('mark', 'set_attribute', { name: 'left', value: 'true' });
  const shipped = { kind: 'event', event: 'fulfilment.shipped' } as const;
  const trial = await tried({ ...drawnAt('ship_gate', 'left', [mark]), trigger: shipped }, from);
  assert.deepEqual([trial.orders, trial.entered, trial.reached.shipped], [2, 2, 2]);
  assert.deepEqual(Object.keys(told(trial, 'attributes')).toSorted(), orders.toSorted());
  assert.deepEqual(trial.held, { before: 0, after: 0 });
  assert.deepEqual(await owed(), before);
});
