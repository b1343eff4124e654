import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createJobRunner } from '../hub/index.ts';
import { createIdSource } from '../kernel/ids.ts';
import { machineClock } from '../kernel/clock.ts';
import { JobFailure } from '../platform/jobs/index.ts';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import { checkedCall, Contract, type CheckedCall } from './contract.testing.ts';
import { testServer, type TestServer } from './testing.ts';

let database: TestDatabase;
let server: TestServer;
let call: CheckedCall;

before(async () => {
  database = await testDatabase();
  server = await testServer(database.pool);
  call = checkedCall(server, await Contract.of(server));
});
after(async () => {
  await server.stop();
  await database.drop();
});

const HOOK = { url: 'https://example.com/hook', types: ['order.'] };
const list = (body: Record<string, never>) => body['items'] as unknown as Record<string, unknown>[];

test('[A70] a webhook is made, changed, rotated, listed and removed; its secret is shown once', async () => {
  const headers = { 'idempotency-key': 'one' };
  const made = await call('POST', '/v1/webhooks', HOOK, { headers });
  assert.equal(made.status, 201, made.text);
  assert.match(String(made.body['secret']), /^whsec_[A-Za-z0-9+/]{43}=$/);
  const again = await call('POST', '/v1/webhooks', HOOK, { headers });
  assert.deepEqual([again.status, again.body['secret']], [201, undefined]);
  const url = `/v1/webhooks/${String(made.body['id'])}`;
  const changed = await call('PATCH', url, { enabled: false, channels: ['web'] });
  assert.deepEqual([changed.body['state'], changed.body['channels']], ['disabled', ['web']]);
  const rotated = await call('POST', `${url}/rotate`);
  assert.match(String(rotated.body['secret']), /^whsec_/);
  assert.equal(rotated.body['secretsActive'], 2);
  assert.equal(list((await call('GET', '/v1/webhooks')).body).length, 1);
  assert.equal((await call('GET', url)).status, 200);
  const inside = await call('POST', '/v1/webhooks', { ...HOOK, url: 'http://127.0.0.1/' });
  assert.deepEqual([inside.status, inside.body['code']], [422, 'invalid_settings']);
  assert.equal((await call('POST', `${url}/resume`)).status, 409);
  assert.equal((await call('DELETE', url)).status, 200);
  assert.equal((await call('GET', url)).status, 404);
});

test('[A70] deliveries fail into dead letters, which are listed, replayed and dropped', async () => {
  const made = await call('POST', '/v1/webhooks', HOOK);
  const url = `/v1/webhooks/${String(made.body['id'])}`;
  assert.equal((await call('POST', `${url}/test`)).status, 202);
  const runner = createJobRunner({
    pool: database.pool,
    hub: server.hub,
    clock: machineClock,
    ids: createIdSource(machineClock),
    log: { warn: () => undefined },
    tasks: {
      async deliver_webhook() {
        throw new JobFailure('nobody is there', { isFinal: true });
      },
    },
  });
  await runner.catchUp();
  const [letter] = list((await call('GET', `${url}/dead-letters`)).body);
  assert.deepEqual([letter?.['state'], letter?.['error']], ['dead', 'nobody is there']);
  assert.match(String(letter?.['traceparent']), /^00-[0-9a-f]{32}-[0-9a-f]{16}-/);
  const jobUrl = `/v1/jobs/${String(letter?.['id'])}`;
  const replayUrl = `${url}/dead-letters/${String(letter?.['id'])}/replay`;
  const other = replayUrl.replace(/webhooks\/[^/]+/, `webhooks/${crypto.randomUUID()}`);
  assert.equal((await call('POST', other)).status, 404);
  assert.equal((await call('POST', replayUrl)).status, 200);
  await runner.catchUp();
  assert.deepEqual((await call('POST', `${url}/dead-letters/replay`)).body, {
    retried: 1,
    isAll: true,
  });
  await runner.catchUp();
  assert.equal(list((await call('GET', '/v1/jobs?state=dead')).body).length, 1);
  assert.equal((await call('POST', `${jobUrl}/retry`)).status, 200);
  await runner.catchUp();
  assert.equal((await call('POST', `${jobUrl}/drop`)).status, 200);
  assert.equal((await call('POST', `${jobUrl}/drop`)).status, 404);
  assert.deepEqual(list((await call('GET', `${url}/deliveries`)).body), []);
  await runner.stop();
});

test('[A70] settings and templates of mails are put, read and previewed', async () => {
  const setting = { kinds: ['placed'], language: 'zh-CN' };
  const put = await call('PUT', '/v1/notice-settings/web', setting);
  assert.equal(put.body['version'], 1);
  assert.equal((await call('PUT', '/v1/notice-settings/web', setting)).body['version'], 2);
  assert.equal(list((await call('GET', '/v1/notice-settings')).body).length, 1);
  const template = { subject: 'Hej {{orderNumber}}', bodyText: 'Tack', bodyHtml: '<p>Tack</p>' };
  assert.equal((await call('GET', '/v1/notice-templates/placed/sv')).status, 404);
  const wrong = await call('PUT', '/v1/notice-templates/placed/sv', {
    ...template,
    bodyText: '{{nobody}}',
  });
  assert.deepEqual([wrong.status, wrong.body['field']], [422, 'bodyText']);
  assert.equal((await call('PUT', '/v1/notice-templates/placed/sv', template)).status, 200);
  assert.equal((await call('GET', '/v1/notice-templates/placed/sv')).body['version'], 1);
  assert.equal((await call('GET', '/v1/notice-templates/paid/en')).body['version'], 0);
  const seen = await call('POST', '/v1/notice-templates/preview', {
    kind: 'shipped',
    language: 'en',
  });
  assert.equal(seen.status, 200, seen.text);
  assert.match(String(seen.body['bodyHtml']), /Ada &lt;Lovelace&gt;/);
  assert.deepEqual(list((await call('GET', '/v1/orders/1/notices')).body), []);
});

test('[A70] nothing failed on our side', () => {
  assert.deepEqual(server.reported, []);
});
