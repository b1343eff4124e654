import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createLog, errorText } from '../platform/log.ts';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import { fillCompany, testOrder, testServer } from '../api/testing.ts';

const MAIN = join(import.meta.dirname, '..', 'main.ts');
/** Whoever finds one of these in a log has found a person. */
const PERSON = {
  name: 'Zacharias Quackenbush',
  email: 'z.quackenbush@mail.example',
  phone: '+49 171 5550199',
};
const ADDRESS = { lines: ['Pfefferkuchenallee 77'], city: 'Entenhausen', countryCode: 'CN' };
const TRACES_OF_A_PERSON = /Zacharias|Quackenbush|mail\.example|5550199|Pfefferkuchen|Entenhausen/;

let database: TestDatabase;
let key: string;

before(async () => {
  database = await testDatabase();
  const setUp = await testServer(database.pool);
  await fillCompany(setUp);
  key = await setUp.makeKey('log', {});
  await setUp.stop();
  // The database quotes a person in its refusal, as it does for a value that it cannot take.
  await database.pool.query(`
    create function orders.quote_person() returns trigger language plpgsql as $$
    begin raise exception 'cannot take %', new.customer; end $$;
    create trigger quote_person before insert on orders.order_header for each row
      when (new.external_id like 'poison%') execute function orders.quote_person()`);
});
after(() => database.drop());

test('[P26] a server that takes orders, refuses, fails and quarantines tells nobody by name in its log', async () => {
  const child = spawn(process.execPath, [MAIN, 'start', '--bare', '--port', '0'], {
    env: { ...process.env, DATABASE_URL: database.url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [printed, logged] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (logged += text));
  const until = async (isTrue: () => boolean): Promise<void> => {
    for (const deadline = performance.now() + 30_000; !isTrue();) {
      assert.ok(performance.now() < deadline && child.exitCode === null, logged);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  try {
    await until(() => /serves at (\S+)/.test(printed));
    const address = /serves at (\S+)/.exec(printed)?.[1] ?? '';
    const call = async (method: string, path: string, body?: unknown): Promise<number> => {
      const response = await fetch(`${address}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${key}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined
          ? {}
          : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      await response.text();
      return response.status;
    };
    const order = (externalId: string, more: object = {}): object =>
      testOrder(externalId, { customer: PERSON, shipTo: ADDRESS, ...more });
    assert.equal(await call('POST', '/v1/orders', order('good')), 201, logged);
    const search = `/v1/orders?search=${encodeURIComponent(PERSON.name)}`;
    assert.equal(await call('GET', search), 200);
    // Refused: bad bodies, bad JSON that quotes a person, unknown goods, a person where a number belongs.
    assert.equal(await call('POST', '/v1/orders', order('bad', { currency: PERSON.name })), 400);
    assert.equal(await call('POST', '/v1/orders', `{"customer":"${PERSON.name}`), 400);
    const unknown = [{ sku: PERSON.name, quantity: 1, unitPriceMinor: 1 }];
    assert.ok((await call('POST', '/v1/orders', order('unknown', { lines: unknown }))) >= 400);
    assert.ok((await call('GET', `/v1/orders/${encodeURIComponent(PERSON.email)}`)) >= 400);
    // Failed: quarantined alone and in company, and a read that breaks.
    const statuses = await Promise.all(
      ['poison-1', 'company', 'poison-2'].map((id) => call('POST', '/v1/orders', order(id))),
    );
    assert.deepEqual(statuses, [500, 201, 500]);
    const bulk = await fetch(`${address}/v1/orders/bulk`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson', authorization: `Bearer ${key}` },
      body: `${JSON.stringify(order('poison-3'))}\n{"name": ${PERSON.name}\n`,
    });
    await bulk.text();
    await database.pool.query('alter table orders.order_search rename to order_search_away');
    assert.equal(await call('GET', search), 500);
    // Something to index, or the indexer would not notice that its table is away.
    assert.equal(await call('POST', '/v1/orders', order('later')), 201);
    await until(
      () =>
        logged.split('"quarantined"').length > 3 &&
        logged.includes('a request failed') &&
        logged.includes('the search index waits'),
    );
    await database.pool.query('alter table orders.order_search_away rename to order_search');
  } finally {
    child.kill('SIGTERM');
    await once(child, 'close');
  }
  const found = logged.split('\n').filter((line) => TRACES_OF_A_PERSON.test(line));
  assert.deepEqual(found, []);
  assert.doesNotMatch(printed, TRACES_OF_A_PERSON);
  const lines = logged
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const failed = lines.find(({ msg }) => msg === 'a request failed');
  assert.equal(failed?.['route'], '/v1/orders');
  assert.match(String(failed?.['error']), /\(42P01[^]+\n.*at .+\.ts:\d+/);
  assert.ok(
    lines.some(({ msg, error }) => msg === 'quarantined' && String(error).includes('(P0001)')),
    'a code tells what a message may not',
  );
  assert.deepEqual(
    lines.flatMap((line) => Object.entries(line)).filter(([, value]) => value === 'left out'),
    [],
  );
});

test('[P26] what is not in the list of facts is left out, and a thrown text is not told', () => {
  let line = '';
  const log = createLog({ write: (text: string) => void (line = text) });
  log.warn({ kind: 'x', customer: PERSON.name } as object, `for ${PERSON.email}`);
  assert.doesNotMatch(line, TRACES_OF_A_PERSON);
  assert.match(line, /"kind":"x","customer":"left out","msg":"for left out"/);
  const error = Object.assign(new TypeError(`no number: ${PERSON.name}\nat ${PERSON.phone}`), {
    code: '22P02',
    constraint: 'only_numbers',
    detail: PERSON.email,
  });
  assert.match(errorText(error), /^TypeError \(22P02, only_numbers\)\nat .+log\.pg\.test\.ts:\d+/);
  assert.doesNotMatch(errorText(error), TRACES_OF_A_PERSON);
  assert.doesNotMatch(errorText(PERSON.name), TRACES_OF_A_PERSON);
});
