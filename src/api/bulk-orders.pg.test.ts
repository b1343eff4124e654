import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import { fillCompany, testOrder, testServer, type TestServer } from './testing.ts';
import { BULK_LINES_MAX } from './take-in-lines.ts';

let database: TestDatabase;
let server: TestServer;
let address: string;

before(async () => {
  database = await testDatabase();
  server = await testServer(database.pool);
  await fillCompany(server);
  address = await server.listen();
});
after(async () => {
  await server.stop();
  await database.drop();
});

interface Result {
  readonly line: number;
  readonly status: number;
  readonly id?: string;
  readonly repeated?: boolean;
  readonly problem?: { readonly code: string; readonly detail: string };
}

/** Opens a bulk request; the caller writes when it likes and reads what has come. */
function openBulk(at = address, key = server.key) {
  const results: Result[] = [];
  const outgoing = request(`${at}/v1/orders/bulk`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
  });
  const ended = new Promise<Result[]>((resolve, reject) => {
    outgoing.once('error', reject);
    outgoing.once('response', (response) => {
      let rest = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        results.push(...lines.map((line) => JSON.parse(line) as Result));
      });
      response.once('error', reject).once('end', () => resolve(results));
    });
  });
  return { outgoing, results, ended };
}

async function bulk(lines: readonly string[]): Promise<Result[]> {
  const { outgoing, ended } = openBulk();
  outgoing.end(lines.join('\n'));
  return ended;
}

async function until(isTrue: () => boolean): Promise<void> {
  for (let waited = 0; !isTrue(); waited += 10) {
    assert.ok(waited < 5_000, 'it comes in time');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const line = (externalId: string, more: object = {}) => JSON.stringify(testOrder(externalId, more));

test('[A14] good and bad lines are answered in their order, and again when they are sent again', async () => {
  const lines = [
    line('b1'),
    '{"channel":',
    line('b2', { lines: [{ sku: 'NONE', quantity: 1, unitPriceMinor: 1 }] }),
    '',
    line('b3', { quantity: 1 }),
    line('b4'),
    JSON.stringify({
      cancellation: {
        channel: 'web',
        externalId: 'c1',
        reason: 'not wanted',
        lines: [{ sku: 'TEA-1', quantity: 1, orderExternalId: 'b1' }],
      },
    }),
    JSON.stringify({ cancellation: { channel: 'web' } }),
    line('b1'),
    line('b1', { note: 'another body' }),
    '"a text"',
  ];
  const results = await bulk(lines);
  assert.deepEqual(
    results.map((result) => [
      result.line,
      result.status,
      result.problem?.code ?? (result.repeated === true ? 'repeated' : 'new'),
    ]),
    [
      [1, 201, 'new'],
      [2, 400, 'invalid_json'],
      [3, 422, 'unknown_reference'],
      [5, 400, 'invalid_request'],
      [6, 201, 'new'],
      [7, 200, 'new'],
      [8, 400, 'invalid_request'],
      [9, 201, 'repeated'],
      [10, 409, 'external_id_reused'],
      [11, 400, 'invalid_request'],
    ],
  );
  const again = await bulk(lines);
  assert.deepEqual(
    again.map(({ status, id }) => [status, id]),
    results.map(({ status, id }) => [status, id]),
  );
  assert.equal(again.filter(({ repeated }) => repeated).length, 4);
  const alone = await server.call('POST', '/v1/orders', testOrder('b4'));
  assert.equal(alone.body['id'], results[4]?.id);
});

test('[A15] answers come while the sender still sends', async () => {
  const { outgoing, results, ended } = openBulk();
  outgoing.write(`${line('slow-1')}\n`);
  await until(() => results.length === 1);
  // Half a line, and some bytes in the middle of a character.
  const bytes = Buffer.from(`${line('slow-2', { note: '龙井茶' })}\n`);
  const cut = bytes.indexOf(Buffer.from('龙')) + 1;
  outgoing.write(bytes.subarray(0, cut));
  await new Promise((resolve) => setTimeout(resolve, 30));
  assert.equal(results.length, 1);
  outgoing.write(bytes.subarray(cut));
  await until(() => results.length === 2);
  outgoing.end(line('slow-3'));
  assert.deepEqual(
    (await ended).map(({ status }) => status),
    [201, 201, 201],
  );
  const order = await server.call('GET', `/v1/orders/${results[1]?.id}`);
  assert.equal(order.body['note'], '龙井茶');
});

test('[A15] thousands of lines are all answered, in order, each once', async () => {
  const lines = Array.from({ length: 3_000 }, (_, index) => line(`many-${index}`));
  const results = await bulk(lines);
  assert.equal(results.length, 3_000);
  assert.ok(results.every((result, index) => result.line === index + 1 && result.status === 201));
  assert.equal(new Set(results.map(({ id }) => id)).size, 3_000);
});

test('[A16] a line that is too long is refused alone', async () => {
  const results = await bulk([
    line('long-1'),
    `{"note":"${'x'.repeat(1_100_000)}"}`,
    line('long-2'),
  ]);
  assert.deepEqual(
    results.map(({ status }) => status),
    [201, 413, 201],
  );
});

test('[A16] a line too many ends the request and says so', async () => {
  const { outgoing, ended } = openBulk();
  outgoing.end(Array.from({ length: BULK_LINES_MAX + 10 }, () => '{}').join('\n'));
  const results = await ended;
  assert.equal(results.length, BULK_LINES_MAX + 1);
  assert.equal(results.at(-1)?.problem?.code, 'payload_too_large');
  assert.ok(results.slice(0, -1).every(({ status }) => status === 400));
});

test('[A14] a sender that breaks off loses nothing that it repeats', async () => {
  const { outgoing, results, ended } = openBulk();
  ended.catch(() => undefined);
  outgoing.write(`${line('cut-1')}\n${line('cut-2')}\n${line('cut-3').slice(0, 20)}`);
  await until(() => results.length === 2);
  outgoing.destroy();
  const again = await bulk([line('cut-1'), line('cut-2'), line('cut-3')]);
  assert.deepEqual(
    again.map(({ repeated }) => repeated === true),
    [true, true, false],
  );
});

test('[A16] [A21] who still sends when the server has had enough, or stops, is answered and let go', async () => {
  const tooMany = openBulk();
  tooMany.outgoing.write(`${'{}\n'.repeat(BULK_LINES_MAX + 1)}{"half`);
  const results = await tooMany.ended;
  assert.equal(results.at(-1)?.status, 413);
  tooMany.outgoing.on('error', () => undefined).destroy();

  const stopping = await testServer(database.pool);
  const own = await stopping.listen();
  const slow = openBulk(own, stopping.key);
  slow.outgoing.write(`${line('stops-1')}\n${line('stops-2')}\n${line('stops-3').slice(0, 30)}`);
  await until(() => slow.results.length === 2);
  slow.outgoing.on('error', () => undefined);
  const startedAt = performance.now();
  await stopping.stop();
  assert.ok(performance.now() - startedAt < 5_000);
  assert.deepEqual(
    (await slow.ended).map(({ line, status, problem }) => [line, status, problem?.code]),
    [
      [1, 201, undefined],
      [2, 201, undefined],
      [3, 503, 'stopping'],
    ],
  );
});

test('[A5] bulk takes NDJSON only', async () => {
  const answer = await server.call('POST', '/v1/orders/bulk', testOrder('x'));
  assert.equal(answer.status, 415);
  const empty = await server.call('POST', '/v1/orders/bulk');
  assert.deepEqual([empty.status, empty.body['code']], [400, 'invalid_request']);
});
