import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import type { CommandHandler } from '../hub/index.ts';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import {
  fillCompany,
  historyIsComplete,
  testOrder,
  testServer,
  type TestServer,
} from './testing.ts';

let database: TestDatabase;
let server: TestServer;
/** The command throws as long as this is true. */
let isPoisoned = true;

const poison: CommandHandler<object> = {
  kind: 'poison',
  need() {},
  decide() {
    if (isPoisoned) throw new Error('poisoned');
    return { kind: 'accepted', status: 200, body: '{"cured":true}' };
  },
};

before(async () => {
  database = await testDatabase();
  server = await testServer(database.pool, { handlers: [poison] });
  await fillCompany(server);
});
after(async () => {
  await server.stop();
  await database.drop();
});

/** Sends bytes as they are and answers everything that comes back. */
async function speak(address: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  socket.end(bytes);
  let answer = '';
  for await (const chunk of socket.setEncoding('utf8')) answer += String(chunk);
  return answer;
}

test('[A3] a key that is used too fast waits, others do not', async () => {
  const key = await server.makeKey('slow', { rateLimitPerSecond: 3 });
  const answers = [];
  for (let count = 0; count < 5; count += 1)
    answers.push(await server.call('GET', '/v1/me', undefined, { key }));
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200, 429, 429],
  );
  const refused = answers[4];
  assert.equal(refused?.body['code'], 'rate_limited');
  assert.equal(refused?.headers['retry-after'], '1');
  assert.equal((await server.call('GET', '/v1/me')).status, 200);
  await new Promise((resolve) => setTimeout(resolve, 400));
  assert.equal((await server.call('GET', '/v1/me', undefined, { key })).status, 200);
});

test('[A5] bodies that are too large, of another type or no JSON are refused', async () => {
  const large = await server.call(
    'POST',
    '/v1/orders',
    testOrder('large', { note: 'x'.repeat(1_100_000) }),
  );
  assert.equal(large.status, 413);
  const typed = await server.call('POST', '/v1/orders', 'a=b', {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  assert.equal(typed.status, 415);
  for (const text of ['{"a":', '', 'null']) {
    const broken = await server.call('POST', '/v1/orders', text, {
      headers: { 'content-type': 'application/json' },
    });
    assert.equal(broken.status, 400, text);
    assert.match(String(broken.headers['content-type']), /^application\/problem\+json/);
  }
  const polluted = await server.call('POST', '/v1/orders', '{"__proto__":{"a":1}}');
  assert.equal(polluted.status, 400);
});

test('[A5] bytes that are no HTTP, and addresses that are none, are answered with 400', async () => {
  const address = await server.listen();
  assert.match(
    await speak(address, 'HELLO\r\n\r\n'),
    /^HTTP\/1\.1 400 .*application\/problem\+json/s,
  );
  const odd = await server.call('GET', '/v1/orders/%ff');
  assert.equal(odd.status, 400);
  assert.equal(odd.body['code'], 'invalid_request');
});

test('[A6] other methods are told which ones there are, other paths that there is nothing', async () => {
  const wrong = await server.call('DELETE', '/v1/orders/100000001');
  assert.equal(wrong.status, 405);
  assert.equal(wrong.headers['allow'], 'GET, HEAD, PATCH');
  assert.equal(wrong.body['code'], 'method_not_allowed');
  // What no route takes is not judged by a body that nobody reads.
  const headers = { 'content-type': 'text/odd' };
  const odd = await server.call('PUT', '/v1/orders/100000001', 'odd', { headers });
  assert.equal(odd.status, 405);
  const bodyless = await server.app.inject({ method: 'QUERY' as 'GET', url: '/v1/orders' });
  assert.equal(bodyless.statusCode, 405);
  for (const url of ['/v1/nothing', '/', '/v1/orders/100000001/nothing']) {
    const missing = await server.call('GET', url);
    assert.equal(missing.status, 404, url);
    assert.equal(missing.body['code'], 'not_found');
  }
});

test('[A7] a valid trace is taken over and kept with the events, an invalid one is replaced', async () => {
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  const placed = await server.call('POST', '/v1/orders', testOrder('traced'), {
    headers: { traceparent },
  });
  assert.equal(placed.headers['traceparent'], traceparent);
  await historyIsComplete(database.pool);
  const events = await server.call('GET', `/v1/events?order=${placed.body['id']}`);
  assert.equal(
    (events.body['items'] as unknown as { traceparent: string }[])[0]?.traceparent,
    traceparent,
  );
  for (const bad of ['00-00000000000000000000000000000000-00f067aa0ba902b7-01', 'nonsense']) {
    const answer = await server.call('GET', '/healthz', undefined, {
      headers: { traceparent: bad },
    });
    assert.match(String(answer.headers['traceparent']), /^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    assert.notEqual(answer.headers['traceparent'], bad);
  }
});

test('[A13] a hub that is full says when to come back', async () => {
  const narrow = await testServer(database.pool, { queueLengthMax: 1 });
  try {
    const calls = Array.from({ length: 50 }, (_, index) =>
      narrow.call('POST', '/v1/orders', testOrder(`full-${index}`)),
    );
    const answers = await Promise.all(calls);
    const refused = answers.filter(({ status }) => status === 503);
    assert.ok(refused.length > 0);
    assert.ok(
      refused.every(
        ({ headers, body }) =>
          headers['retry-after'] === '1' && String(body['code']) === 'overloaded',
      ),
    );
    assert.ok(answers.some(({ status }) => status === 201));
  } finally {
    await narrow.stop();
  }
});

test('[A20] a poisoned command is kept, its neighbours are answered, a retry carries it out', async () => {
  const poisoned = () =>
    server.hub.submit({
      id: crypto.randomUUID(),
      kind: 'poison',
      body: { why: 'test' },
      key: null,
      requestHash: Buffer.alloc(16),
      actor: 'key/test',
      trace: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
      receivedAt: 1_700_000_000_000,
    });
  const [first, neighbour, second] = await Promise.all([
    poisoned(),
    server.call('POST', '/v1/orders', testOrder('neighbour')),
    poisoned(),
  ]);
  assert.equal(first.status, 500);
  assert.equal(second.status, 500);
  assert.equal(neighbour.status, 201);
  const listed = await server.call('GET', '/v1/quarantine?state=waiting&limit=1');
  assert.notEqual(listed.body['nextCursor'], null);
  const rest = await server.call(
    'GET',
    `/v1/quarantine?state=waiting&cursor=${listed.body['nextCursor']}`,
  );
  const items = [listed, rest].flatMap(
    ({ body }) =>
      body['items'] as unknown as {
        id: string;
        error: string;
        kind: string;
        traceparent: string;
      }[],
  );
  assert.equal(items.length, 2);
  assert.ok(items.every(({ kind, error }) => kind === 'poison' && error.includes('poisoned')));
  assert.ok(items.every(({ traceparent }) => traceparent.startsWith('00-4bf92f3577b34da6')));
  const [one, other] = items as unknown as [{ id: string }, { id: string }];

  assert.equal((await server.call('POST', `/v1/quarantine/${one.id}/retry`)).status, 500);
  isPoisoned = false;
  const cured = await server.call('POST', `/v1/quarantine/${one.id}/retry`);
  assert.deepEqual([cured.status, cured.text], [200, '{"cured":true}']);
  assert.equal((await server.call('POST', `/v1/quarantine/${one.id}/retry`)).status, 409);
  assert.equal((await server.call('POST', `/v1/quarantine/${other.id}/drop`)).status, 204);
  assert.equal((await server.call('POST', `/v1/quarantine/${other.id}/drop`)).status, 409);
  assert.deepEqual((await server.call('GET', '/v1/quarantine?state=waiting')).body['items'], []);
});

test('[A21] a stop answers what was taken in, ends streams, and closes', async () => {
  const stopping = await testServer(database.pool);
  const address = await stopping.listen();
  const headers = { authorization: `Bearer ${stopping.key}`, 'content-type': 'application/json' };
  const stream = await fetch(`${address}/v1/stream`, { headers });
  const orders = Array.from({ length: 100 }, (_, index) =>
    fetch(`${address}/v1/orders`, {
      method: 'POST',
      headers,
      body: JSON.stringify(testOrder(`stop-${index}`)),
    }),
  );
  // Some are under way, others have not been sent when the stop begins.
  await new Promise((resolve) => setTimeout(resolve, 15));
  const startedAt = performance.now();
  const stopped = stopping.stop();
  const answers = await Promise.allSettled(orders);
  await stopped;
  assert.ok(performance.now() - startedAt < 5_000);
  assert.match(await stream.text(), /^retry: /);
  let taken = 0;
  for (const answer of answers) {
    if (answer.status === 'rejected') continue;
    assert.ok([201, 503].includes(answer.value.status));
    if (answer.value.status === 201) taken += 1;
    await answer.value.text();
  }
  const kept = await database.pool.query<{ count: string }>(
    "select count(*)::text as count from orders.order_header where external_id like 'stop-%'",
  );
  assert.equal(Number(kept.rows[0]?.count), taken);
});

test('[A22] figures and health answer', async () => {
  const metrics = await server.call('GET', '/metrics');
  assert.match(
    metrics.text,
    /linchpin_commands_total\{kind="place_order",outcome="accepted"\} \d+/,
  );
  assert.deepEqual((await server.call('GET', '/healthz', undefined, { key: null })).body, {
    status: 'ok',
  });
  assert.deepEqual((await server.call('GET', '/readyz', undefined, { key: null })).body, {
    status: 'ready',
  });
  assert.deepEqual(
    server.reported.filter((line) => !line.includes('quarantined')),
    [],
  );
});
