import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import { fillCompany, testServer, type TestServer } from './testing.ts';

let database: TestDatabase;
let server: TestServer;
let other: TestServer;

before(async () => {
  database = await testDatabase();
  server = await testServer(database.pool);
  other = await testServer(database.pool);
  await fillCompany(server);
});
after(async () => {
  await other.stop();
  await server.stop();
  await database.drop();
});

const WEIGHTS = '/v1/sourcing/weights';

async function etagOf(url: string): Promise<string> {
  const { status, headers, text } = await server.call('GET', url);
  assert.equal(status, 200, text);
  return String(headers['etag']);
}

const put = (url: string, body: object, ifMatch?: string, by = server) =>
  by.call('PUT', url, body, ifMatch === undefined ? {} : { headers: { 'if-match': ifMatch } });

async function weights(): Promise<Record<string, unknown>> {
  const { rulesVersion: _version, ...body } = (await server.call('GET', WEIGHTS))
    .body as unknown as Record<string, unknown>;
  return body;
}

test('[A110] settings tell their version, and a change on an older one is refused and changes nothing', async () => {
  const body = await weights();
  const seen = await etagOf(WEIGHTS);
  const changed = { ...body, splitPenaltyMinor: 321 };
  assert.equal((await put(WEIGHTS, changed, seen)).status, 200);
  const late = await put(WEIGHTS, { ...body, splitPenaltyMinor: 654 }, seen);
  assert.equal(late.status, 412, late.text);
  assert.equal(late.body['code'], 'precondition_failed');
  assert.equal(`"${String(late.body['version'])}"`, await etagOf(WEIGHTS));
  assert.equal((await weights())['splitPenaltyMinor'], 321);
  // Who does not say what they saw replaces what is there, and counts too.
  assert.equal((await put(WEIGHTS, body)).status, 200);
  assert.equal(await etagOf(WEIGHTS), `"${Number(seen.slice(1, -1)) + 2}"`);
  assert.equal((await put(WEIGHTS, body, 'latest')).status, 400);
});

test('[A110] what is read in lists has its version by name; what was never put has none', async () => {
  const versionOf = async (name: string) => {
    const { body } = await server.call('GET', `/v1/settings/version?name=${name}`);
    return body['version'];
  };
  assert.equal(await versionOf('account/NEW'), 0);
  const account = { name: 'New', netDays: 30, creditLimitMinor: 1_000, currency: 'EUR' };
  const made = await put('/v1/accounts/NEW', account, '"0"');
  assert.equal(made.status, 200, made.text);
  assert.equal(await versionOf('account/NEW'), 1);
  assert.equal((await put('/v1/accounts/NEW', account, '"0"')).status, 412);
});

test('[A110] what is refused for another reason does not count', async () => {
  const url = '/v1/channels/web';
  const seen = await etagOf(url);
  const {
    rulesVersion: _none,
    code: _code,
    ...channel
  } = (await server.call('GET', url)).body as unknown as Record<string, unknown>;
  const wrong = await put(url, { ...channel, timeZone: 'Mars/Olympus' }, seen);
  assert.ok(wrong.status >= 400, wrong.text);
  assert.equal(await etagOf(url), seen);
});

test('[A110] of two processes that put on the same version one is refused', async () => {
  const body = await weights();
  for (let round = 0; round < 5; round += 1) {
    const seen = await etagOf(WEIGHTS);
    const answers = await Promise.all(
      [server, other].map((by, index) =>
        put(WEIGHTS, { ...body, splitPenaltyMinor: 100 * round + index }, seen, by),
      ),
    );
    assert.deepEqual(
      answers.map(({ status }) => status).toSorted((one, next) => one - next),
      [200, 412],
    );
    const winner = answers.findIndex(({ status }) => status === 200);
    assert.equal((await weights())['splitPenaltyMinor'], 100 * round + winner);
  }
});
