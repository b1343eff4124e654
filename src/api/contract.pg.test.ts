import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import fastify from 'fastify';
import { ERRORS } from '../../contracts/errors.ts';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import { checkedCall, Contract, type CheckedCall } from './contract.testing.ts';
import type { Door } from './door.ts';
import { errorsMarkdown } from './errors-page.ts';
import { knownRoutes } from './known-routes.ts';
import { enforcePolicies } from './policy.ts';
import { fillCompany, testOrder, testServer, type TestServer } from './testing.ts';

let database: TestDatabase;
let server: TestServer;
let contract: Contract;
let checked: CheckedCall;

before(async () => {
  database = await testDatabase();
  server = await testServer(database.pool);
  await fillCompany(server);
  contract = await Contract.of(server);
  checked = checkedCall(server, contract);
});
after(async () => {
  await server.stop();
  await database.drop();
});

const SAMPLE = {
  id: '100000001',
  holdId: 'none',
  code: 'NONE',
  sku: 'TEA-1',
  reference: 'NONE',
  version: '1',
  jobId: '1',
} as Record<string, string>;
const UUID = '01a203c5-275f-7324-89cd-0c11b939cef0';

function urlOf(path: string): string {
  const isUuid =
    path.includes('/keys/') ||
    path.includes('/sessions/') ||
    path.includes('/quarantine/') ||
    path.includes('/webhooks/') ||
    path.includes('/imports/') ||
    path.includes('/reservations/');
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    isUuid && name !== 'jobId' ? UUID : (SAMPLE[name] ?? 'x'),
  );
}

test('[A9] the OpenAPI document is valid 3.1 and holds every route under /v1', async () => {
  const validator = new Validator();
  const result = await validator.validate(structuredClone(contract.document) as never);
  assert.equal(result.valid, true, JSON.stringify(result.errors));
  assert.equal(validator.version, '3.1');
  const documented = new Set(
    Object.entries(contract.document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    ),
  );
  const routes = knownRoutes(server.app).filter(
    ({ method, url }) => url.startsWith('/v1/') && method !== 'HEAD',
  );
  assert.ok(routes.length > 50);
  for (const { method, url } of routes) {
    assert.ok(documented.has(`${method} ${url.replaceAll(/:(\w+)/g, '{$1}')}`), `${method} ${url}`);
  }
});

test('[A1] a route that names no policy cannot be added', async () => {
  const app = fastify();
  enforcePolicies(app, {} as Door);
  assert.throws(() => app.get('/open', () => 'open'), /names no policy/);
  for (const { options } of knownRoutes(server.app))
    assert.ok(options.config?.policy !== undefined, options.url);
});

const ABOUT_ONESELF: ReadonlySet<string> = new Set(['/v1/logout', '/v1/flow-apis/openapi.json']);

test('[A2] every route that is not public refuses nobody, a made-up key, and a key of other scopes', async () => {
  const narrow = await server.makeKey('narrow', { scopes: ['stock:read'] });
  const other = await server.makeKey('other', { scopes: ['orders:read'] });
  for (const [path, methods] of Object.entries(contract.document.paths)) {
    for (const [method, { security }] of Object.entries(methods)) {
      if (security.length === 0) continue;
      const name = method.toUpperCase() as 'GET';
      const url = urlOf(path);
      for (const key of [null, 'linchpin_made-up']) {
        const refused = await checked(name, url, undefined, { key });
        assert.equal(refused.status, 401, `${name} ${url}`);
        assert.equal(refused.headers['www-authenticate'], 'Bearer');
      }
      // What somebody does about oneself needs no scope, nor who asks what is open to them.
      if (path.startsWith('/v1/me') || ABOUT_ONESELF.has(path)) continue;
      const refused = await checked(name, url, undefined, {
        key: path.startsWith('/v1/stock') ? other : narrow,
      });
      assert.equal(refused.status, 403, `${name} ${url}`);
      assert.match(String(refused.body['detail']), /lacks the scope [a-z-]+:[a-z]+/);
    }
  }
});

test('[A4] every route refuses a query that it does not know and a body that is none of its own', async () => {
  for (const [path, methods] of Object.entries(contract.document.paths)) {
    for (const method of Object.keys(methods)) {
      // Photos and bulk orders are no JSON; the provider's callback takes whatever the provider adds.
      if (/^\/v1\/(stream|photos|orders\/bulk|login\/provider\/callback)$/.test(path)) continue;
      const name = method.toUpperCase() as 'GET';
      const url = urlOf(path);
      const needsBody = 'requestBody' in (methods[method] as object);
      const unknownQuery = await server.call(
        name,
        `${url}?nobodyKnows=1`,
        needsBody ? {} : undefined,
      );
      assert.equal(unknownQuery.status, 400, `${name} ${url}: ${unknownQuery.text}`);
      contract.assertKept(name, url, unknownQuery);
      if (!needsBody) continue;
      const wrongBody = await checked(name, url, { nobodyKnows: 1 });
      assert.equal(wrongBody.status, 400, `${name} ${url}: ${wrongBody.text}`);
    }
  }
  const { body } = await checked('POST', '/v1/orders', {
    ...testOrder('A4'),
    currency: 'yuan',
    lines: [{ sku: 'A', quantity: 0, unitPriceMinor: 1.5 }],
    extra: 1,
  });
  const fields = (body['errors'] as unknown as { field: string }[]).map(({ field }) => field);
  assert.deepEqual(fields.toSorted(), [
    'body/currency',
    'body/extra',
    'body/lines/0/quantity',
    'body/lines/0/unitPriceMinor',
  ]);
});

test('[A22] the pages for people answer without a key', async () => {
  for (const url of ['/docs/errors', '/openapi.json']) {
    assert.equal((await server.call('GET', url, undefined, { key: null })).status, 200, url);
  }
  const errors = await server.call('GET', '/docs/errors', undefined, { key: null });
  for (const code of Object.keys(ERRORS)) assert.ok(errors.text.includes(`id="${code}"`), code);
});

test('[A22] docs/errors.md is the catalogue of errors as it stands', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/errors.md'), 'utf8');
  assert.equal(page, errorsMarkdown(), 'run: node tools/bootstrap.mjs --run tools/write-errors.ts');
});

test('[A8] nothing failed on our side', () => {
  assert.deepEqual(server.reported, []);
});
