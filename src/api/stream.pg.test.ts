import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
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
/** A second process on the same database. */
let other: TestServer;
let address: string;

before(async () => {
  database = await testDatabase({ poolSize: 20 });
  server = await testServer(database.pool);
  await fillCompany(server);
  other = await testServer(database.pool);
  address = await server.listen();
});
after(async () => {
  await server.stop();
  await other.stop();
  await database.drop();
});

interface Received {
  readonly id: string;
  readonly type: string;
  readonly data: {
    readonly id: string;
    readonly subject: string;
    readonly sequence: string;
    readonly data: { readonly externalId?: string };
  };
}

/** Waits for as long as a busy machine takes, and for transactions of other tests, which share the server, to end. */
async function until(
  isTrue: () => boolean | Promise<boolean>,
  state: () => unknown,
): Promise<void> {
  for (const deadline = performance.now() + 30_000; !(await isTrue());) {
    assert.ok(performance.now() < deadline, `it comes in time; ${String(state())}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Reads a stream as browsers do: the last id counts, also that of a mark without an event. */
class Reader {
  readonly events: Received[] = [];
  lastId: string | null = null;
  readonly #stop = new AbortController();
  #done: Promise<void> = Promise.resolve();

  async open(query = '', lastId: string | null = null): Promise<this> {
    const response = await fetch(`${address}/v1/stream${query}`, {
      headers: {
        authorization: `Bearer ${server.key}`,
        ...(lastId === null ? {} : { 'last-event-id': lastId }),
      },
      signal: this.#stop.signal,
    });
    assert.equal(response.status, 200, await (response.status === 200 ? '' : response.text()));
    assert.match(String(response.headers.get('content-type')), /^text\/event-stream/);
    this.#done = this.#read(response).catch(() => undefined);
    return this;
  }

  async #read(response: Response): Promise<void> {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      const frames = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
      rest = frames.pop() ?? '';
      for (const frame of frames) this.#take(frame);
    }
  }

  #take(frame: string): void {
    const fields = new Map(
      frame
        .split('\n')
        .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
    );
    this.lastId = fields.get('id') ?? this.lastId;
    const data = fields.get('data');
    if (data === undefined) return;
    this.events.push({
      id: fields.get('id') ?? '',
      type: fields.get('event') ?? '',
      data: JSON.parse(data) as Received['data'],
    });
  }

  until(isTrue: () => boolean): Promise<void> {
    return until(isTrue, () => `${this.events.length} events came`);
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#done;
  }
}

/** All ids of the history, in its order. */
async function history(query = ''): Promise<string[]> {
  await historyIsComplete(database.pool);
  const ids: string[] = [];
  for (let cursor = ''; ;) {
    const page = await server.call('GET', `/v1/events?limit=500${query}${cursor}`);
    ids.push(...(page.body['items'] as unknown as { id: string }[]).map(({ id }) => id));
    if (page.body['nextCursor'] === null) return ids;
    cursor = `&cursor=${page.body['nextCursor']}`;
  }
}

const place = async (name: string, where = server): Promise<void> => {
  const answer = await where.call('POST', '/v1/orders', testOrder(name));
  assert.equal(answer.status, 201, answer.text);
};

test('[A17] everything comes once and in order, from two writing processes, to streams that break off and resume', async () => {
  const writing = new AbortController();
  const writers = [server, other, server, other].map(async (where, writer) => {
    // On a busy machine the visits are over before enough was written to break off in.
    for (let count = 0; !writing.signal.aborted || count < 15; count += 1)
      await place(`w${writer}-${count}`, where);
  });
  // One reader stays; the others come at any moment, stay a little, and come back where they left.
  const steady = await new Reader().open('?after=0');
  const wanderers = Array.from({ length: 4 }, async (_, index) => {
    const received: Received[] = [];
    let lastId: string | null = null;
    for (let visit = 0; visit < 8; visit += 1) {
      const reader: Reader = await new Reader().open(lastId === null ? '?after=0' : '', lastId);
      await new Promise((resolve) => setTimeout(resolve, 20 + ((index * 37 + visit * 53) % 120)));
      await reader.close();
      received.push(...reader.events);
      lastId = reader.lastId ?? lastId;
    }
    return { received, lastId };
  });
  const visited = await Promise.all(wanderers);
  writing.abort();
  await Promise.all(writers);

  const all = await history();
  assert.ok(all.length > 60, `${all.length} events`);
  await steady.until(() => steady.events.length >= all.length);
  await steady.close();
  assert.deepEqual(
    steady.events.map(({ data }) => data.id),
    all,
  );
  for (const { received, lastId } of visited) {
    const last = await new Reader().open(lastId === null ? '?after=0' : '', lastId);
    await last.until(() => received.length + last.events.length >= all.length);
    await last.close();
    assert.deepEqual(
      [...received, ...last.events].map(({ data }) => data.id),
      all,
    );
  }
});

test('[A17] without an id it begins now, and the mark lets it resume before the first event', async () => {
  const reader = await new Reader().open();
  await reader.until(() => reader.lastId !== null);
  await reader.close();
  await place('while-away');
  const back = await new Reader().open('', reader.lastId);
  await back.until(() => back.events.length > 0);
  await back.close();
  assert.deepEqual(
    back.events.map(({ data }) => data.data.externalId),
    ['while-away'],
  );
});

test('[A18] filters by type, by beginning and by order', async () => {
  const typed = await new Reader().open('?type=sku.put,key.&after=0');
  const started = await new Reader().open('?type=order.');
  await started.until(() => started.lastId !== null);
  const placed = await server.call('POST', '/v1/orders', testOrder('filtered'));
  const id = String(placed.body['id']);
  const single = await new Reader().open(`?order=${id}&after=0`);
  await server.makeKey('filtered', {});
  await server.call('POST', `/v1/orders/${id}/cancel`, { reason: 'test' });
  await single.until(() => single.events.length === 2);
  await started.until(() => started.events.length >= 2);
  await typed.until(() => typed.events.some(({ data }) => data.subject === 'key/filtered'));
  for (const reader of [typed, started, single]) await reader.close();
  assert.deepEqual(
    single.events.map(({ type }) => type),
    ['order.placed', 'order.cancelled'],
  );
  assert.ok(started.events.every(({ type }) => type.startsWith('order.')));
  assert.ok(typed.events.every(({ type }) => type === 'sku.put' || type.startsWith('key.')));
  assert.deepEqual(
    typed.events.map(({ data }) => data.id),
    await history('&type=sku.put,key.'),
  );
  assert.deepEqual((await server.call('GET', '/v1/stream?type=Order')).status, 400);
  assert.deepEqual(
    (await server.call('GET', '/v1/stream', undefined, { headers: { 'last-event-id': 'odd' } }))
      .status,
    400,
  );
});

test('[A17] a subscriber that reads nothing is cut off and does not hold back the others', async () => {
  const subscribers = async () =>
    Number(
      /^linchpin_stream_subscribers (\d+)$/m.exec((await server.call('GET', '/metrics')).text)?.[1],
    );
  const areThere = async (wanted: number): Promise<void> => {
    let there = NaN;
    await until(
      async () => (there = await subscribers()) === wanted,
      () => `${there} subscribers instead of ${wanted}`,
    );
  };
  // The server learns a little later than we that those of other tests have gone.
  await areThere(0);
  const { hostname, port } = new URL(address);
  const lazy = connect(Number(port), hostname);
  lazy.write(
    `GET /v1/stream?type=sku. HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${server.key}\r\n\r\n`,
  );
  lazy.pause();
  const reader = await new Reader().open('?type=sku.');
  await reader.until(() => reader.lastId !== null);
  await areThere(2);
  // More than the kernel keeps for a socket and we keep for a subscriber together.
  const attributes = { text: 'x'.repeat(900_000) };
  for (let count = 0; count < 30; count += 1) {
    const answer = await server.call('PUT', `/v1/skus/BIG-${count}`, {
      name: 'Big',
      weightGrams: 1,
      valueMinor: 1,
      attributes,
    });
    assert.equal(answer.status, 200);
  }
  await reader.until(() => reader.events.length === 30);
  await areThere(1);
  await reader.close();
  lazy.destroy();
});

test('[A19] the audit tells who did what, newest first, page by page', async () => {
  const key = await server.makeKey('auditor', { scopes: ['orders:*', 'operations:read'] });
  for (const name of ['audit-1', 'audit-2', 'audit-3']) {
    assert.equal((await server.call('POST', '/v1/orders', testOrder(name), { key })).status, 201);
  }
  await historyIsComplete(database.pool);
  const names: unknown[] = [];
  for (let cursor = ''; ;) {
    const page = await server.call(
      'GET',
      `/v1/audit?actor=key/auditor&limit=2${cursor}`,
      undefined,
      { key },
    );
    const items = page.body['items'] as unknown as {
      actor: string;
      data: { externalId: string };
    }[];
    assert.ok(items.every(({ actor }) => actor === 'key/auditor'));
    names.push(...items.map(({ data }) => data.externalId));
    if (page.body['nextCursor'] === null) break;
    cursor = `&cursor=${page.body['nextCursor']}`;
  }
  assert.deepEqual(names, ['audit-3', 'audit-2', 'audit-1']);
  assert.deepEqual(server.reported, []);
});
