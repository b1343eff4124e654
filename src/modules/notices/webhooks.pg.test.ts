import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import {
  createJobRunner,
  EventReader,
  jobControl,
  listJobs,
  type CommandHandler,
} from '../../hub/index.ts';
import { testHub, type TestHub } from '../../hub/testing.ts';
import { HOUR_MS, MINUTE_MS } from '../../kernel/clock.ts';
import { createIdSource } from '../../kernel/ids.ts';
import type { JobRunner } from '../../platform/jobs/index.ts';
import { testDatabase, type TestDatabase } from '../../platform/postgres/testing.ts';
import {
  createNotices,
  createWebhookConsumer,
  deliverWebhookTask,
  deliveryKeyPrefix,
  listDeadLetters,
  listDeliveries,
  listWebhooks,
  makeWebhookSecret,
  readWebhook,
} from './index.ts';

interface Received {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}
type Answer = (request: Received, response: ServerResponse) => void;

const say: CommandHandler<{ type: string; orderId?: number; data?: object }> = {
  kind: 'say',
  need() {},
  decide({ body, receivedAt }, unit) {
    unit.emit({
      type: body.type,
      subject: 'order/1',
      ...(body.orderId === undefined ? {} : { orderId: body.orderId }),
      occurredAt: receivedAt,
      data: JSON.stringify(body.data ?? { number: 1 }),
    });
    return { kind: 'accepted', status: 200, body: '{}' };
  },
};

let database: TestDatabase;
let hub: TestHub;
let server: Server;
let reader: EventReader;
let jobs: JobRunner;
let baseUrl: string;
const received: Received[] = [];
let answer: Answer;
const ok: Answer = (_request, response) => void response.writeHead(204).end();

before(async () => {
  database = await testDatabase({ poolSize: 16 });
  const { pool } = database;
  hub = testHub(pool, {
    modules: [jobControl, createNotices({ mayBePrivate: true }), { sources: [], handlers: [say] }],
  });
  const shared = { pool, hub: hub.hub, clock: hub.clock, ids: createIdSource(hub.clock) };
  const log = { warn: () => undefined };
  reader = new EventReader({ ...shared, log, consumers: [createWebhookConsumer(pool)] });
  jobs = createJobRunner({
    ...shared,
    log,
    concurrency: 6,
    tasks: {
      deliver_webhook: deliverWebhookTask({
        ...shared,
        mayBePrivate: true,
        seenAs: (role, data) => JSON.stringify({ role, length: data.length }),
        timeoutMs: 400,
      }),
    },
  });
  server = createServer((request, response) => void take(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(async () => {
  await catchUp().catch(() => undefined);
  for (const { id } of await listWebhooks(database.pool, 0, null, 100)) {
    await hub.submit('remove_webhook', { id });
  }
  await database.pool.query('delete from graphile_worker._private_jobs');
  received.length = 0;
  answer = ok;
});
after(async () => {
  await reader.stop();
  await jobs.stop();
  server.closeAllConnections();
  server.close();
  await hub.stop();
  await database.drop();
});

async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const one = {
    path: request.url ?? '',
    headers: request.headers as Record<string, string>,
    body: Buffer.concat(chunks).toString(),
  };
  received.push(one);
  answer(one, response);
}

async function make(more: object = {}): Promise<{ id: string; secret: string }> {
  const secret = makeWebhookSecret();
  const body = { url: `${baseUrl}/hook`, types: ['order.'], secret, ...more };
  const made = await hub.submit<{ id: string }>('create_webhook', body);
  assert.equal(made.status, 201, made.text);
  assert.ok(!made.text.includes(secret));
  return { id: made.body.id, secret };
}

async function happen(type: string, more: object = {}): Promise<void> {
  assert.equal((await hub.submit('say', { type, ...more })).status, 200);
}

async function catchUp(): Promise<void> {
  await reader.catchUp();
  await jobs.catchUp();
}

const typeOf = ({ body }: Received) => (JSON.parse(body) as { type: string }).type;
const view = async (id: string) => readWebhook(database.pool, hub.clock.now(), id);
const log = (id: string) => listDeliveries(database.pool, id, null, 100);
async function events(type: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ data: string }>(
    'select data from hub.event where type = $1 order by id',
    [type],
  );
  return rows.map(({ data }) => data);
}

test('[N1] [N2] a webhook gets the events that it names, from its making on, and can verify each', async () => {
  await happen('order.early');
  hub.clock.advance(1);
  const { secret } = await make({ types: ['order.', 'stock.received'] });
  await happen('order.placed');
  await happen('stock.received');
  await happen('stock.adjusted');
  await catchUp();
  assert.deepEqual(received.map(typeOf), ['order.placed', 'stock.received']);
  // By the reference library, whose clock is the machine's: the age is what it may not judge here.
  const verifier = new StandardWebhook(secret);
  for (const { headers, body } of received) {
    const now = Date.now;
    try {
      Date.now = () => hub.clock.now();
      assert.deepEqual(verifier.verify(body, headers), JSON.parse(body));
      assert.throws(() => verifier.verify(`${body} `, headers));
    } finally {
      Date.now = now;
    }
    const event = JSON.parse(body) as Record<string, unknown>;
    assert.equal(event['specversion'], '1.0');
    assert.equal(headers['traceparent'], event['traceparent']);
    assert.match(String(headers['content-type']), /^application\/cloudevents\+json/);
  }
  assert.equal(new Set(received.map(({ headers }) => headers['webhook-id'])).size, 2);
});

test('[N1] events of other channels and of none pass a webhook by that names channels', async () => {
  const { pool } = database;
  const insert = `insert into orders.channel (code, name, names, currency, time_zone, backorder, split,
    excluded_location_codes, changed_at) values ($1, $1, '{}', 'EUR', 'UTC', 'allow', 'allow', '{}', to_timestamp(0)) returning id`;
  for (const [index, code] of ['shop', 'market'].entries()) {
    const { rows } = await pool.query<{ id: number }>(insert, [code]);
    await pool.query(
      `insert into orders.order_header select (jsonb_populate_record(null::orders.order_header, $1::jsonb)).*`,
      [
        JSON.stringify({
          id: index + 1,
          channel_id: rows[0]?.id,
          external_id: code,
          request_hash: '\\x00',
          version: 1,
          state: 'placed',
          payment_state: 'unpaid',
          stock_state: 'none',
          currency: 'EUR',
          goods_minor: 0,
          discount_minor: 0,
          tax_minor: 0,
          charges_minor: 0,
          total_minor: 0,
          paid_minor: 0,
          credited_minor: 0,
          priority: 0,
          placed_at: '2026-01-01T00:00:00Z',
          recorded_at: '2026-01-01T00:00:00Z',
          customer: {},
          ship_to: {},
          details: {},
          shipments: [],
          holds: [],
          kind: 'standard',
        }),
      ],
    );
  }
  await make({ types: ['*'], channels: ['shop'] });
  await happen('order.one', { orderId: 1 });
  await happen('order.two', { orderId: 2 });
  await happen('stock.received');
  await catchUp();
  assert.deepEqual(received.map(typeOf), ['order.one']);
});

test('[N1] what was delivered but not noted goes out again under the same webhook-id', async () => {
  await make();
  let cuts = 0;
  // The receiver has it, and the connection dies before its answer.
  answer = (_request, response) => {
    cuts += 1;
    if (cuts === 1) response.socket?.destroy();
    else response.writeHead(200).end();
  };
  await happen('order.placed');
  await catchUp();
  hub.clock.advance(MINUTE_MS);
  await catchUp();
  assert.equal(received.length, 2);
  assert.equal(received[0]?.headers['webhook-id'], received[1]?.headers['webhook-id']);
  assert.equal(received[0]?.body, received[1]?.body);
});

test('[N3] a secret stands in no list and no event; a rotated one signs beside the new one for a while', async () => {
  const { id, secret } = await make();
  const next = makeWebhookSecret();
  const rotated = await hub.submit('rotate_webhook_secret', { id, secret: next, graceHours: 2 });
  assert.equal(rotated.body['secretsActive'], 2);
  await happen('order.placed');
  await catchUp();
  hub.clock.advance(3 * HOUR_MS);
  await happen('order.placed');
  await catchUp();
  const counts = received.map(({ headers }) => headers['webhook-signature']?.split(' ').length);
  assert.deepEqual(counts, [2, 1]);
  const known = [
    await events('webhook.created'),
    await events('webhook.secret_rotated'),
    await view(id),
  ];
  for (const each of [secret, next]) assert.ok(!JSON.stringify(known).includes(each));
});

test('[N4] no webhook leads into our own network unless it may, and redirects lead nowhere', async () => {
  const strict = testHub(database.pool, { modules: [createNotices({ mayBePrivate: false })] });
  for (const url of [
    'http://10.0.0.1/x',
    'http://[::1]/',
    'http://a:b@example.com/',
    'ftp://example.com/',
  ]) {
    const body = { url, types: ['*'], secret: makeWebhookSecret() };
    assert.equal((await strict.submit('create_webhook', body)).status, 422, url);
  }
  await strict.stop();
  answer = (_request, response) =>
    void response.writeHead(302, { location: `${baseUrl}/secret` }).end();
  const { id } = await make();
  await happen('order.placed');
  await catchUp();
  assert.deepEqual(
    received.map(({ path }) => path),
    ['/hook'],
  );
  assert.equal((await log(id))[0]?.httpStatus, 302);
});

test('[N5] failures stand in the log and end as dead letters, which are replayed one by one or all', async () => {
  const { id } = await make();
  answer = (_request, response) => void response.writeHead(500).end('x'.repeat(2_000));
  for (let each = 0; each < 3; each += 1) await happen('order.placed');
  await reader.catchUp();
  await database.pool.query('update graphile_worker._private_jobs set max_attempts = 2');
  await jobs.catchUp();
  hub.clock.advance(MINUTE_MS);
  await jobs.catchUp();
  const tried = await log(id);
  assert.equal(tried.length, 6);
  assert.deepEqual(
    tried.map(({ httpStatus, isDelivered, answer: text }) => [
      httpStatus,
      isDelivered,
      text.length,
    ]),
    Array.from({ length: 6 }, () => [500, false, 512]),
  );
  const dead = await listDeadLetters(database.pool, id, '0', 10);
  assert.deepEqual(
    dead.map(({ attempts, error }) => [attempts, error]),
    [
      [2, 'webhook: the answer was 500'],
      [2, 'webhook: the answer was 500'],
      [2, 'webhook: the answer was 500'],
    ],
  );
  assert.equal((await events('job.failed')).length, 3);
  answer = ok;
  received.length = 0;
  await hub.submit('retry_job', { id: dead[0]?.id });
  await jobs.catchUp();
  assert.equal(received.length, 1);
  const all = await hub.submit('retry_dead_jobs', { keyPrefix: deliveryKeyPrefix(id) });
  assert.deepEqual(all.body, { retried: 2, isAll: true });
  await jobs.catchUp();
  assert.equal(received.length, 3);
  assert.deepEqual(await listDeadLetters(database.pool, id, '0', 10), []);
});

test('[N6] 410 disables a webhook, and it gets nothing more', async () => {
  const { id } = await make();
  answer = (_request, response) => void response.writeHead(410).end();
  await happen('order.placed');
  await catchUp();
  assert.equal((await view(id))?.state, 'disabled');
  assert.equal((await events('webhook.disabled')).length, 1);
  await happen('order.placed');
  await catchUp();
  assert.equal(received.length, 1);
  answer = ok;
  assert.equal((await hub.submit('change_webhook', { id, enabled: true })).body['state'], 'active');
  await happen('order.placed');
  await catchUp();
  assert.equal(received.length, 2);
});

test('[N6] ten failures in a row pause a webhook; its events wait, and success resumes it', async () => {
  const { id } = await make();
  answer = (_request, response) => void response.writeHead(503).end();
  for (let each = 0; each < 14; each += 1) await happen('order.placed');
  await catchUp();
  assert.equal(received.length, 10, 'the others wait');
  assert.equal((await view(id))?.state, 'paused');
  hub.clock.advance(6 * MINUTE_MS);
  await jobs.catchUp();
  assert.equal(received.length, 11, 'one tries whether it is back');
  assert.equal((await events('webhook.paused')).length, 2);
  answer = ok;
  hub.clock.advance(HOUR_MS);
  await jobs.catchUp();
  assert.equal(received.length, 25);
  assert.equal((await view(id))?.state, 'active');
  assert.equal((await events('webhook.resumed')).length, 1);
  const attempts = (await log(id)).filter(({ isDelivered }) => isDelivered);
  assert.equal(attempts.length, 14);
  assert.ok(
    attempts.every(({ attempt }) => attempt <= 3),
    'waiting uses up no attempts',
  );
  assert.deepEqual(await listJobs(database.pool, { state: null, task: null }, '0', 10), []);
});

test('[N7] [N4] one that hangs delays no other, and has failed when its time is over', async () => {
  const slow = await make({ url: `${baseUrl}/slow` });
  await make({ url: `${baseUrl}/fast` });
  const fast: Received[] = [];
  answer = (request, response) => {
    if (request.path === '/slow') return;
    fast.push(request);
    response.writeHead(200).end();
  };
  for (let each = 0; each < 4; each += 1) await happen('order.placed');
  await reader.catchUp();
  const slowSeen: number[] = [];
  const running = jobs.catchUp();
  while (fast.length < 4) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    slowSeen.push(received.filter(({ path }) => path === '/slow').length);
  }
  assert.ok(Math.max(...slowSeen) <= 2, 'the fast one has all while the slow one has hardly begun');
  await running;
  const [last] = await log(slow.id);
  assert.equal(last?.httpStatus, null);
  assert.equal(last?.answer, 'no answer within 400 ms');
});

test('[N8] with a role the data is what the role sees', async () => {
  await make({ view: 'supplier' });
  await happen('order.placed', { data: { customer: 'Ada' } });
  await catchUp();
  const event = JSON.parse(received[0]?.body ?? '') as Record<string, unknown>;
  assert.deepEqual(event['data'], { role: 'supplier', length: 18 });
  assert.equal(event['actor'], 'hidden');
});

test('[N9] a test goes to this webhook only', async () => {
  const { id } = await make({ url: `${baseUrl}/one` });
  await make({ url: `${baseUrl}/other`, types: ['*'] });
  assert.equal((await hub.submit('test_webhook', { id })).status, 202);
  await catchUp();
  const tests = received.filter((each) => typeOf(each) === 'webhook.tested');
  assert.deepEqual(
    tests.map(({ path }) => path),
    ['/one'],
  );
  assert.equal((await log(id))[0]?.isDelivered, true);
});
