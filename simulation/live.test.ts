import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import { startTwin } from './live.ts';

interface Heard {
  readonly method: string;
  readonly path: string;
  readonly key: string;
  readonly body: string;
  readonly atMs: number;
}

/** A server that takes orders, or is away; it remembers what it heard. */
async function standIn(
  answer: () => number,
): Promise<{ heard: Heard[]; baseUrl: string; server: Server }> {
  const heard: Heard[] = [];
  let orders = 0;
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      // Looks at what there is to do change nothing, and this company has nothing to do.
      if (request.method === 'GET') {
        response
          .writeHead(answer() < 300 ? 200 : 503)
          .end('{"items":[],"fulfilmentOrders":[],"shipments":[]}');
        return;
      }
      heard.push({
        method: request.method ?? '',
        path: request.url ?? '',
        key: String(request.headers['idempotency-key']),
        body,
        atMs: performance.now(),
      });
      const status = answer();
      orders += 1;
      const order = {
        id: String(orders),
        totals: { totalMinor: 100, paidMinor: 0 },
        hold: { id: 'hold' },
      };
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(status < 300 ? order : { code: 'overloaded' }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { heard, server, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const log = { info: () => undefined, warn: () => undefined };

test('[T4] orders, payments, releases and supply go to the paths of the API', async () => {
  const { heard, server, baseUrl } = await standIn(() => 201);
  const twin = startTwin({ baseUrl, apiKey: 'key', speed: 150, seed: 3, log });
  await sleep(2_500);
  await twin.stop();
  server.close();
  const kinds = new Set(
    heard.map(({ method, path }) => `${method} ${path.replace(/orders\/\d+/, 'orders/:id')}`),
  );
  for (const kind of [
    'POST /v1/orders',
    'POST /v1/orders/:id/payments',
    'POST /v1/stock/announcements',
  ]) {
    assert.ok(kinds.has(kind), `${kind} among ${[...kinds].join(', ')}`);
  }
  assert.equal(
    new Set(heard.map(({ key }) => key)).size,
    heard.length,
    'each deed has a key of its own',
  );
  const orders = heard
    .filter(({ path }) => path === '/v1/orders')
    .map(({ body }) => JSON.parse(body) as object);
  assert.ok(orders.length > 20);
  assert.ok(
    orders.every((order) => !('placedAt' in order)),
    'the server says when an order was placed',
  );
});

test('[T4] while the server is away the world stands still, and is not caught up with in a flood', async () => {
  let isAway = false;
  const { heard, server, baseUrl } = await standIn(() => (isAway ? 503 : 201));
  const twin = startTwin({ baseUrl, apiKey: 'key', speed: 12, seed: 4, log });
  await sleep(1_500);
  isAway = true;
  await sleep(2_500);
  const whileAway = twin.counts.failed;
  isAway = false;
  const backMs = performance.now();
  await sleep(4_000);
  await twin.stop();
  server.close();
  assert.ok(whileAway > 0 && whileAway < 20, `${whileAway} requests while it was away`);
  // A flood would come at once: the first moments of what is new are held against those after them, on the same machine.
  const newSinceMs = [...Map.groupBy(heard, ({ key }) => key).values()]
    .map(([first]) => (first?.atMs ?? 0) - backMs)
    .filter((sinceMs) => sinceMs > 0)
    .toSorted((one, other) => one - other);
  const [firstMs = 0, lastMs = 0] = [newSinceMs[0], newSinceMs.at(-1)];
  const atOnce = newSinceMs.filter((sinceMs) => sinceMs <= firstMs + 500).length;
  const perHalfSecond = ((newSinceMs.length - atOnce) * 500) / (lastMs - firstMs - 500);
  assert.ok(perHalfSecond > 0, 'it goes on');
  assert.ok(
    atOnce < 3 * perHalfSecond + 10,
    `${atOnce} in the first half second and ${perHalfSecond} in each after it`,
  );
  const bodies = Map.groupBy(heard, ({ key }) => key);
  assert.ok(
    [...bodies.values()].some((same) => same.length > 1),
    'what was not taken is repeated',
  );
  for (const same of bodies.values()) assert.equal(new Set(same.map(({ body }) => body)).size, 1);
});

test('[T4] stop ends it at once, also without a server', async () => {
  const twin = startTwin({ baseUrl: 'http://127.0.0.1:1', apiKey: 'key', speed: 50, log });
  await sleep(300);
  const started = performance.now();
  await twin.stop();
  assert.ok(performance.now() - started < 1_000);
  assert.equal(twin.counts.accepted, 0);
});
