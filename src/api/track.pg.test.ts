import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTrackingLinks } from '../modules/access/index.ts';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import type { TrackedOrder } from '../../contracts/tracking.ts';
import { FIELD_CLASSES, CLASSES_SEEN, FREE_FORM_FIELDS } from '../../contracts/views.ts';
import { checkedCall, Contract, type CheckedCall } from './contract.testing.ts';
import { BROKEN_HANDLER, fillLife, OWN_CUSTOMER, PLANTED, type Life } from './fill-life.testing.ts';
import { columnsHolding, patternOf } from './kept-values.testing.ts';
import { personWith } from './people.testing.ts';
import { testOrder, testServer, type TestAnswer, type TestServer } from './testing.ts';

let database: TestDatabase;
let server: TestServer;
/** Another process on the same database, with the same secret. */
let other: TestServer;
let address: string;
let life: Life;
let checked: CheckedCall;

before(async () => {
  database = await testDatabase({ poolSize: 20 });
  server = await testServer(database.pool, { handlers: [BROKEN_HANDLER] });
  life = await fillLife(server, database.pool);
  checked = checkedCall(server, await Contract.of(server));
  other = await testServer(database.pool);
  address = await server.listen();
});
after(async () => {
  await other.stop();
  await server.stop();
  await database.drop();
});

async function tokenOf(order: string, by: TestServer = server): Promise<string> {
  const { status, body, text } = await by.call('GET', `/v1/orders/${order}/tracking-link`);
  assert.equal(status, 200, text);
  return String(body['link']).split('/t/')[1] as string;
}

let addresses = 0;
/** Each call from an address of its own, as customers do: those of one are slowed down together. */
async function track(token: string, more = ''): Promise<TestAnswer> {
  addresses += 1;
  const response = await server.app.inject({
    method: 'GET',
    url: `/v1/track/${token}${more}`,
    remoteAddress: `10.0.${addresses >> 8}.${addresses & 255}`,
  });
  const text = response.payload;
  return {
    status: response.statusCode,
    headers: response.headers,
    text,
    body: JSON.parse(text) as TestAnswer['body'],
  };
}

test('[A101] whoever reads an order gets its link, and it opens this order without a login', async () => {
  const answer = await checked('GET', `/v1/orders/${life.order}/tracking-link`);
  assert.match(String(answer.body['link']), /^http:\/\/[^/]+\/t\/[\w-]{43}$/);
  assert.equal(answer.headers['cache-control'], 'no-store');
  const token = await tokenOf(life.order);
  assert.equal(await tokenOf(life.order, other), token, 'every process gives the same one');
  const seen = await checked('GET', `/v1/track/${token}`, undefined, { key: null });
  assert.equal(seen.status, 200, seen.text);
  const order = seen.body as unknown as TrackedOrder;
  assert.ok(order.items.length > 0 && order.parcels.length > 0 && order.history.length > 2);
  assert.equal(seen.headers['cache-control'], 'no-store');
  assert.equal(seen.headers['referrer-policy'], 'no-referrer');
  const foreign = await track(await tokenOf(life.foreignOrder));
  assert.notEqual(foreign.body['externalId'], order.externalId);
});

test('[A101] agents and the customer of the order get the link, others do not', async () => {
  const url = `/v1/orders/${life.order}/tracking-link`;
  const agent = await personWith(server, 'agent');
  assert.equal(
    (await agent('GET', url)).body['link'],
    (await server.call('GET', url)).body['link'],
  );
  const own = await personWith(server, 'customer', { customerEmail: OWN_CUSTOMER.email });
  assert.equal((await own('GET', url)).status, 200);
  assert.equal((await own('GET', `/v1/orders/${life.foreignOrder}/tracking-link`)).status, 404);
  const worker = await personWith(server, 'worker', { locations: ['CN-SHA'] });
  assert.equal((await worker('GET', url)).status, 403);
  assert.equal((await server.call('GET', '/v1/orders/999999999/tracking-link')).status, 404);
});

test('[A97] customers who have logged in see their order as through its link, and no other', async () => {
  const own = await personWith(server, 'customer', { customerEmail: OWN_CUSTOMER.email });
  const seen = await own('GET', `/v1/orders/${life.order}/tracked`);
  const linked = await track(await tokenOf(life.order));
  assert.deepEqual(seen.body, linked.body);
  assert.deepEqual((await checked('GET', `/v1/orders/${life.order}/tracked`)).body, linked.body);
  assert.equal((await own('GET', `/v1/orders/${life.foreignOrder}/tracked`)).status, 404);
  assert.equal((await own('GET', '/v1/orders/999999999/tracked')).status, 404);
});

test('[A101] without a secret there are no links, and it is said what to do', async () => {
  const bare = await testServer(database.pool, { trackingLinks: null });
  try {
    const refused = await bare.call('GET', `/v1/orders/${life.order}/tracking-link`);
    assert.equal(refused.status, 409);
    assert.equal(refused.body['code'], 'no_tracking_links');
    assert.match(String(refused.body['mend']), /LINCHPIN_TRACKING_SECRET/);
    const token = await tokenOf(life.order);
    assert.equal(
      (await bare.call('GET', `/v1/track/${token}`, undefined, { key: null })).status,
      404,
    );
  } finally {
    await bare.stop();
  }
});

test('[A97] a wrong link is not found without a hint: made up, of another secret, of an order that is gone', async () => {
  const token = await tokenOf(life.order);
  const gone = createTrackingLinks('a secret that tests sign links with').tokenOf(999_999_999);
  const elsewhere = createTrackingLinks('the secret before this one').tokenOf(Number(life.order));
  const last = token.at(-1) === 'A' ? 'Q' : 'A';
  const answers = await Promise.all(
    [gone, elsewhere, life.order, 'x', token.slice(0, -1) + last, `${token}A`].map((each) =>
      track(each),
    ),
  );
  const told = answers.map(({ status, body }) => {
    const { trace: _trace, ...rest } = body as Record<string, unknown>;
    return JSON.stringify([status, rest]);
  });
  assert.equal(new Set(told).size, 1, told.join('\n'));
  assert.equal(answers[0]?.status, 404);
});

test('[A97] what leaves is what customers see: no cost, price, person, street, location, note or reason', async () => {
  const classes = new Set(CLASSES_SEEN.customer);
  for (const order of [life.order, life.shortOrder, life.foreignOrder]) {
    const { status, text, body } = await track(await tokenOf(order));
    assert.equal(status, 200, text);
    const names = new Set<string>();
    const look = (value: unknown): void => {
      if (Array.isArray(value)) value.forEach(look);
      else if (typeof value === 'object' && value !== null) {
        for (const [name, content] of Object.entries(value)) {
          names.add(name);
          if (!FREE_FORM_FIELDS.has(name)) look(content);
        }
      }
    };
    look(body);
    for (const name of names) {
      const fieldClass = FIELD_CLASSES.get(name);
      assert.ok(fieldClass !== undefined && classes.has(fieldClass), name);
      assert.doesNotMatch(name, /Minor$|^(cost|email|phone|note|location|reason|actor|name_)$/);
    }
    for (const value of Object.values(PLANTED).flat()) assert.ok(!text.includes(value), value);
    assert.doesNotMatch(text, /CN-SHA|Test Road|"customer/);
  }
});

test('[A97] nothing that opens a page is kept in any table', async () => {
  const token = await tokenOf(life.order);
  await track(token);
  const holding = await columnsHolding(database.pool, patternOf(token));
  assert.deepEqual(holding, []);
});

test('[A97] who tries links out is made to wait, and whoever has one is not kept from it', async () => {
  const token = await tokenOf(life.order);
  const call = (path: string) =>
    server.app.inject({ method: 'GET', url: `/v1/track/${path}`, remoteAddress: '192.0.2.7' });
  const statuses: number[] = [];
  for (let count = 0; count < 14; count += 1)
    statuses.push((await call(`wrong-${count}`)).statusCode);
  assert.deepEqual([statuses[0], statuses.at(-1)], [404, 429]);
  const waiting = await call('wrong');
  assert.ok(Number(waiting.headers['retry-after']) >= 1);
  assert.equal((await call(token)).statusCode, 200);
  let last = 200;
  for (let count = 0; count < 100 && last === 200; count += 1)
    last = (await call(token)).statusCode;
  assert.equal(last, 429);
});

/** What a stream has brought: the order each time it came. */
async function watch(token: string): Promise<{
  readonly orders: TrackedOrder[];
  readonly text: () => string;
  readonly close: () => void;
}> {
  const stop = new AbortController();
  const response = await fetch(`${address}/v1/track/${token}/stream`, { signal: stop.signal });
  assert.equal(response.status, 200);
  assert.match(String(response.headers.get('content-type')), /^text\/event-stream/);
  const orders: TrackedOrder[] = [];
  let text = '';
  void (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += decoder.decode(chunk, { stream: true });
      orders.splice(
        0,
        orders.length,
        ...[...text.matchAll(/^event: order\ndata: (.*)\n\n/gm)].map(
          ([, data]) => JSON.parse(data as string) as TrackedOrder,
        ),
      );
    }
  })().catch(() => undefined);
  return { orders, text: () => text, close: () => stop.abort() };
}

async function until(isTrue: () => boolean, what: string): Promise<void> {
  for (const deadline = performance.now() + 30_000; !isTrue();) {
    assert.ok(performance.now() < deadline, what);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('[A98] the page is live for its own order, also when another process changes it', async () => {
  const [one, two] = await Promise.all(
    ['LIVE-1', 'LIVE-2'].map(async (externalId) => {
      const placed = await server.call('POST', '/v1/orders', testOrder(externalId));
      assert.equal(placed.status, 201, placed.text);
      return String(placed.body['id']);
    }),
  );
  const stream = await watch(await tokenOf(one as string));
  await until(() => stream.orders.length > 0, 'the order as it stands comes first');
  assert.equal(stream.orders[0]?.externalId, 'LIVE-1');
  const cancel = (id = '') =>
    other.call('POST', `/v1/orders/${id}/cancel`, { reason: 'SECRET-WHY' });
  assert.equal((await cancel(two)).status, 200);
  assert.equal((await cancel(one)).status, 200);
  await until(
    () => stream.orders.at(-1)?.situation === 'cancelled',
    `the cancellation comes: ${stream.text()}`,
  );
  assert.ok(stream.orders.every(({ externalId }) => externalId === 'LIVE-1'));
  assert.doesNotMatch(stream.text(), /LIVE-2|SECRET-WHY|order\.cancelled|^id:/m);
  stream.close();
});

test('[A98] a stream of a wrong link is refused before it begins', async () => {
  const { status } = await track('wrong', '/stream');
  assert.equal(status, 404);
  // One failure was planted.
  assert.equal(server.reported.length, 1, server.reported.join('\n'));
});
