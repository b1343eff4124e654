import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { ClockLeader, createJobRunner, type CommandHandler } from '../hub/index.ts';
import { machineClock } from '../kernel/clock.ts';
import { createIdSource } from '../kernel/ids.ts';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import { isTracing, startTracing, type Tracing } from '../platform/tracing.ts';
import { fillCompany, testOrder, testServer, type TestServer } from './testing.ts';

interface SentSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly status?: { readonly code?: number };
  readonly attributes: readonly { readonly key: string; readonly value: object }[];
}
interface Sent {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly { readonly spans: readonly SentSpan[] }[];
  }[];
}

const GIVEN = '4bf92f3577b34da6a3ce929d0e0e4736';
/** A command on an order that leaves work for outside. */
const ring: CommandHandler<{ readonly orderId: number }> = {
  kind: 'ring',
  need() {},
  decide({ body, receivedAt }, unit) {
    const { orderId } = body;
    unit.emit({
      type: 'order.rung',
      subject: `order/${orderId}`,
      orderId,
      occurredAt: receivedAt,
      data: '{}',
    });
    unit.addJob({ task: 'ring', payload: {}, orderId });
    return { kind: 'accepted', status: 200, body: '{}' };
  },
};

let database: TestDatabase;
let server: TestServer;
let address: string;
let collector: Server;
let tracing: Tracing | null = null;
const sent: SentSpan[] = [];

before(async () => {
  collector = createServer((request, response) => {
    assert.equal(request.url, '/v1/traces');
    void json(request).then((body) => {
      for (const { scopeSpans } of (body as Sent).resourceSpans) {
        for (const { spans } of scopeSpans) sent.push(...spans);
      }
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  collector.listen(0, '127.0.0.1');
  await once(collector, 'listening');
  database = await testDatabase();
  server = await testServer(database.pool, { handlers: [ring] });
  await fillCompany(server);
  address = await server.listen();
});
after(async () => {
  await tracing?.stop();
  collector.close();
  await server.stop();
  await database.drop();
});

async function call(path: string, body: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${address}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${server.key}`,
      ...headers,
    },
    body: JSON.stringify(body),
  });
  assert.ok(response.ok, await response.clone().text());
  return {
    trace: String(response.headers.get('traceparent')),
    id: ((await response.json()) as { id: string }).id,
  };
}

async function traceOfEvent(type: string, orderId: string): Promise<string> {
  const { rows } = await database.pool.query<{ trace: string }>(
    'select trace from hub.event where type = $1 and order_id = $2 order by xid desc limit 1',
    [type, orderId],
  );
  return rows[0]?.trace ?? '';
}

const idOf = (traceparent: string): string => traceparent.slice(3, 35);
const hold = { kind: 'fraud', reason: 'looks odd', owner: 'risk' };

test('[A80] without a collector nothing is recorded and no code of the SDK is loaded', async () => {
  assert.equal(await startTracing({}, '1'), null);
  assert.equal(isTracing(), false);
  await call('/v1/orders', testOrder('untraced'));
  const loaded = Object.keys(createRequire(import.meta.url).cache);
  assert.deepEqual(
    loaded.filter((file) => /@opentelemetry\/(sdk-|exporter-|otlp-)/.test(file)),
    [],
  );
  assert.deepEqual(sent, []);
});

test('[A81] what clock, jobs and people do about an order stands in the trace of its first call', async () => {
  const placed = await call('/v1/orders', testOrder('followed'));
  const ownTrace = idOf(placed.trace);
  assert.equal(await traceOfEvent('order.placed', placed.id), placed.trace);
  const held = await call(`/v1/orders/${placed.id}/holds`, hold);
  assert.notEqual(idOf(held.trace), ownTrace, 'the call itself has its own');
  assert.equal(idOf(await traceOfEvent('order.held', placed.id)), ownTrace);

  const named = { traceparent: `00-${GIVEN}-00f067aa0ba902b7-01` };
  await call(`/v1/orders/${placed.id}/holds`, { ...hold, kind: 'address' }, named);
  assert.equal(idOf(await traceOfEvent('order.held', placed.id)), GIVEN, 'who sends one keeps it');

  const ids = createIdSource(machineClock);
  const log = { warn: (facts: object) => assert.fail(JSON.stringify(facts)) };
  let isDue = true;
  const source = {
    name: 'test',
    due: () => {
      const due = isDue ? [{ kind: 'ring', body: { orderId: Number(placed.id) } }] : [];
      isDue = false;
      return Promise.resolve(due);
    },
  };
  const parts = { pool: database.pool, hub: server.hub, clock: machineClock, ids, log };
  const clock = new ClockLeader({ ...parts, sources: [source], everyMs: 5 });
  clock.start();
  for (const deadline = performance.now() + 20_000; ;) {
    if ((await traceOfEvent('order.rung', placed.id)) !== '') break;
    assert.ok(performance.now() < deadline, 'the clock rings in time');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await clock.stop();
  assert.equal(idOf(await traceOfEvent('order.rung', placed.id)), ownTrace);
  const seen: string[] = [];
  await createJobRunner({
    ...parts,
    tasks: { ring: (_payload, { trace }) => Promise.resolve(void seen.push(idOf(trace))) },
  }).catchUp();
  assert.deepEqual(seen, [ownTrace]);
});

test('[A81] of many orders in one call each has a trace of its own', async () => {
  const lines = ['bulk-1', 'bulk-2'].map((name) => JSON.stringify(testOrder(name))).join('\n');
  const response = await fetch(`${address}/v1/orders/bulk`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson', authorization: `Bearer ${server.key}` },
    body: lines,
  });
  const results = (await response.text()).trim().split('\n');
  const traces = await Promise.all(
    results.map((line) => traceOfEvent('order.placed', (JSON.parse(line) as { id: string }).id)),
  );
  assert.equal(new Set(traces.map(idOf)).size, 2);
});

test('[A80] a collector gets the spans of calls, commands, jobs and events, each in its trace', async () => {
  const environment = {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`,
  };
  Object.assign(process.env, environment);
  tracing = await startTracing(process.env, '1');
  assert.ok(isTracing());
  const placed = await call('/v1/orders', testOrder('spanned'));
  const held = await call(`/v1/orders/${placed.id}/holds`, hold);
  const rung = await server.hub.submit({
    id: createIdSource(machineClock).uuid(),
    kind: 'ring',
    body: { orderId: Number(placed.id) },
    key: null,
    requestHash: Buffer.alloc(16),
    actor: 'system/test',
    trace: `00-${GIVEN}-00f067aa0ba902b7-01`,
    isTraceFresh: true,
    receivedAt: machineClock.now(),
  });
  assert.equal(rung.status, 200);
  const ids = createIdSource(machineClock);
  const log = { warn: (facts: object) => assert.fail(JSON.stringify(facts)) };
  const parts = { pool: database.pool, hub: server.hub, clock: machineClock, ids, log };
  let handedOn = '';
  await createJobRunner({
    ...parts,
    tasks: { ring: (_payload, { trace }) => Promise.resolve(void (handedOn = trace)) },
  }).catchUp();
  await tracing?.stop();
  assert.equal(isTracing(), false);

  const find = (name: string, traceId: string): SentSpan => {
    const found = sent.find((span) => span.name === name && span.traceId === traceId);
    assert.ok(found, `${name} in ${traceId}: ${sent.map((span) => span.name).join(', ')}`);
    return found;
  };
  const ownTrace = idOf(placed.trace);
  const request = find('POST /v1/orders', ownTrace);
  assert.equal(
    request.spanId,
    placed.trace.slice(36, 52),
    'the trace that is kept names this span',
  );
  assert.equal(request.parentSpanId ?? '', '');
  assert.equal(find('command place_order', ownTrace).parentSpanId, request.spanId);
  const status = request.attributes.find(({ key }) => key === 'http.response.status_code');
  assert.deepEqual(status?.value, { intValue: 201 });

  find('POST /v1/orders/:id/holds', idOf(held.trace));
  const heldEvent = find('event order.held', ownTrace);
  assert.deepEqual(
    heldEvent.links?.map(({ traceId }) => traceId),
    [idOf(held.trace)],
  );
  assert.deepEqual(
    find('event order.rung', ownTrace).links?.map(({ traceId }) => traceId),
    [GIVEN],
  );
  const job = find('job ring', ownTrace);
  assert.equal(job.parentSpanId, find('event order.rung', ownTrace).spanId);
  assert.equal(handedOn, `00-${ownTrace}-${job.spanId}-01`, 'what a job calls stands below it');
  assert.doesNotMatch(JSON.stringify(sent), /Ada|Test Road/);
});
