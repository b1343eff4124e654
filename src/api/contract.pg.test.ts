import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fastify from 'fastify';
import { ERRORS } from '../../contracts/errors.ts';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import type { Door } from './door.ts';
import { knownRoutes } from './known-routes.ts';
import { enforcePolicies } from './policy.ts';
import { fillCompany, testOrder, testServer, type TestAnswer, type TestServer } from './testing.ts';

interface Operation {
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: object }> }>;
  readonly security: readonly object[];
}
interface Document {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, object> };
}

let database: TestDatabase;
let server: TestServer;
let document: Document;
let ajv: Ajv2020;
const validators = new Map<string, ValidateFunction>();

before(async () => {
  database = await testDatabase();
  server = await testServer(database.pool);
  await fillCompany(server);
  document = (await server.call('GET', '/openapi.json')).body as unknown as Document;
  ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'openapi', components: document.components });
});
after(async () => {
  await server.stop();
  await database.drop();
});

/** Finds the operation that a call is about. A literal part of a path goes before a parameter. */
function operationOf(method: string, url: string): { operation: Operation; path: string } {
  const parts = (url.split('?')[0] as string).split('/');
  const paths = Object.keys(document.paths)
    .filter((path) => {
      const wanted = path.split('/');
      return wanted.length === parts.length && wanted.every((part, index) => part.startsWith('{') || part === parts[index]);
    })
    .toSorted((a, b) => a.split('{').length - b.split('{').length);
  const path = paths.find((each) => document.paths[each]?.[method.toLowerCase()] !== undefined);
  assert.ok(path !== undefined, `${method} ${url} is documented`);
  return { operation: document.paths[path]?.[method.toLowerCase()] as Operation, path };
}

/** Holds an answer against the document. */
function assertContract(method: string, url: string, answer: TestAnswer): void {
  const { operation, path } = operationOf(method, url);
  const name = `${method} ${path} ${answer.status}`;
  const documented = operation.responses[answer.status];
  assert.ok(documented !== undefined, `${name} is documented: ${answer.text}`);
  assert.match(String(answer.headers['traceparent']), /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/);
  const [mediaType, content] = Object.entries(documented.content ?? {})[0] ?? [];
  if (mediaType === undefined || content === undefined) {
    assert.equal(answer.text, '', `${name} has no body`);
    return;
  }
  assert.equal(String(answer.headers['content-type']).split(';')[0], mediaType, name);
  if (!mediaType.endsWith('json')) return;
  let validate = validators.get(name);
  if (validate === undefined) {
    const schema = JSON.stringify(content.schema).replaceAll('"#/components', '"openapi#/components');
    validate = ajv.compile(
      JSON.parse(schema) as object,
    );
    validators.set(name, validate);
  }
  assert.ok(validate(answer.body), `${name}: ${ajv.errorsText(validate.errors)}: ${answer.text}`);
  if (answer.status >= 400) {
    const { code, type, status } = answer.body as unknown as { code: string; type: string; status: number };
    assert.ok(code in ERRORS, code);
    assert.equal(type, `/docs/errors#${code}`);
    assert.equal(status, answer.status);
  }
}

async function checked(...given: Parameters<TestServer['call']>): Promise<TestAnswer> {
  const answer = await server.call(...given);
  assertContract(given[0], given[1], answer);
  return answer;
}

const SAMPLE = {
  id: '100000001',
  holdId: 'none',
  code: 'NONE',
  sku: 'TEA-1',
  reference: 'NONE',
  version: '1',
} as Record<string, string>;
const UUID = '01a203c5-275f-7324-89cd-0c11b939cef0';

function urlOf(path: string): string {
  const isUuid = path.includes('/keys/') || path.includes('/quarantine/') || path.includes('/reservations/');
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => (isUuid ? UUID : (SAMPLE[name] ?? 'x')));
}

test('[A9] the OpenAPI document is valid 3.1 and holds every route under /v1', async () => {
  const validator = new Validator();
  const result = await validator.validate(structuredClone(document) as never);
  assert.equal(result.valid, true, JSON.stringify(result.errors));
  assert.equal(validator.version, '3.1');
  const documented = new Set(
    Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`)),
  );
  const routes = knownRoutes(server.app).filter(({ method, url }) => url.startsWith('/v1/') && method !== 'HEAD');
  assert.ok(routes.length > 50);
  for (const { method, url } of routes) {
    assert.ok(documented.has(`${method} ${url.replaceAll(/:(\w+)/g, '{$1}')}`), `${method} ${url}`);
  }
});

test('[A1] a route that names no policy cannot be added', async () => {
  const app = fastify();
  enforcePolicies(app, {} as Door);
  assert.throws(() => app.get('/open', () => 'open'), /names no policy/);
  for (const { options } of knownRoutes(server.app)) assert.ok(options.config?.policy !== undefined, options.url);
});

test('[A2] every route that is not public refuses nobody, a made-up key, and a key of other scopes', async () => {
  const narrow = await server.makeKey('narrow', { scopes: ['stock:read'] });
  const other = await server.makeKey('other', { scopes: ['orders:read'] });
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, { security }] of Object.entries(methods)) {
      if (security.length === 0) continue;
      const name = method.toUpperCase() as 'GET';
      const url = urlOf(path);
      for (const key of [null, 'linchpin_made-up']) {
        const refused = await checked(name, url, undefined, { key });
        assert.equal(refused.status, 401, `${name} ${url}`);
        assert.equal(refused.headers['www-authenticate'], 'Bearer');
      }
      if (path === '/v1/me' || path === '/v1/logout') continue;
      const refused = await checked(name, url, undefined, { key: path.startsWith('/v1/stock') ? other : narrow });
      assert.equal(refused.status, 403, `${name} ${url}`);
      assert.match(String(refused.body['detail']), /lacks the scope [a-z]+:[a-z]+/);
    }
  }
});

test('[A4] every route refuses a query that it does not know and a body that is none of its own', async () => {
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const method of Object.keys(methods)) {
      if (path === '/v1/stream' || path === '/v1/orders/bulk') continue;
      const name = method.toUpperCase() as 'GET';
      const url = urlOf(path);
      const needsBody = 'requestBody' in (methods[method] as object);
      const unknownQuery = await server.call(name, `${url}?nobodyKnows=1`, needsBody ? {} : undefined);
      assert.equal(unknownQuery.status, 400, `${name} ${url}: ${unknownQuery.text}`);
      assertContract(name, url, unknownQuery);
      if (!needsBody) continue;
      const wrongBody = await checked(name, url, { nobodyKnows: 1 });
      assert.equal(wrongBody.status, 400, `${name} ${url}: ${wrongBody.text}`);
    }
  }
  const { body } = await checked('POST', '/v1/orders', { ...testOrder('A4'), currency: 'yuan', lines: [{ sku: 'A', quantity: 0, unitPriceMinor: 1.5 }], extra: 1 });
  const fields = (body['errors'] as unknown as { field: string }[]).map(({ field }) => field);
  assert.deepEqual(fields.toSorted(), ['body/currency', 'body/extra', 'body/lines/0/quantity', 'body/lines/0/unitPriceMinor']);
});

test('[A8] a day in the life of the API keeps to the document, answer by answer', async () => {
  const placed = await checked('POST', '/v1/orders', testOrder('day-1'));
  assert.equal(placed.status, 201);
  const id = String(placed.body['id']);
  const read = await checked('GET', `/v1/orders/${id}`);
  assert.equal(read.headers['etag'], '"1"');
  assert.equal((await checked('PATCH', `/v1/orders/${id}`, { priority: 9 }, { headers: { 'if-match': '"1"' } })).status, 200);
  const stale = await checked('PATCH', `/v1/orders/${id}`, { priority: 8 }, { headers: { 'if-match': '"1"' } });
  assert.equal(stale.status, 412, '[A12]');
  assert.equal((await checked('PATCH', `/v1/orders/${id}`, { priority: 8, expectedVersion: 1 })).status, 409);
  assert.equal((await checked('PATCH', `/v1/orders/${id}`, { priority: 8 }, { headers: { 'if-match': 'one' } })).status, 400);
  const held = await checked('POST', `/v1/orders/${id}/holds`, { kind: 'fraud', reason: 'looks odd' });
  assert.ok(held.status < 300, held.text);
  const holds = (await checked('GET', `/v1/orders/${id}`)).body['holds'] as unknown as { id: string }[];
  assert.equal((await checked('POST', `/v1/orders/${id}/holds/${holds[0]?.id}/release`)).status, 200);
  assert.equal((await checked('POST', `/v1/orders/${id}/holds/none/release`, {})).status, 404);
  assert.equal((await checked('POST', `/v1/orders/${id}/payments`, { kind: 'captured', amountMinor: 3_000, reference: 'p1' })).status, 200);
  assert.equal((await checked('GET', `/v1/orders/${id}/timeline`)).status, 200);
  assert.equal((await checked('GET', `/v1/orders/${id}/decisions`)).status, 200);
  assert.equal((await checked('POST', `/v1/orders/${id}/what-if`, { weights: { splitPenaltyMinor: 1 } })).status, 200);
  assert.equal((await checked('POST', `/v1/orders/${id}/what-if`, { closedLocations: ['NOWHERE'] })).status, 422);
  assert.equal((await checked('POST', `/v1/orders/${id}/release`)).status, 200);
  assert.equal((await checked('POST', `/v1/orders/${id}/cancel`, { reason: 'too late' })).status, 409);
  for (const path of ['', '/timeline', '/decisions']) {
    assert.equal((await checked('GET', `/v1/orders/999999999${path}`)).status, 404);
  }
  assert.equal((await checked('POST', '/v1/orders', testOrder('day-2', { lines: [{ sku: 'NONE', quantity: 1, unitPriceMinor: 1 }] }))).status, 422);
  assert.equal((await checked('POST', '/v1/orders', testOrder('day-1', { note: 'another' }))).status, 409);
  assert.equal((await checked('GET', '/v1/orders?state=sourced&search=Ada&limit=1')).status, 200);
  assert.equal((await checked('GET', '/v1/orders?channel=nowhere')).status < 500, true);
  assert.equal((await checked('GET', '/v1/orders?cursor=odd')).status, 400);

  assert.equal((await checked('PUT', '/v1/skus/TEA-3', { name: 'Tea', weightGrams: 1, valueMinor: 1 })).status, 200);
  assert.equal((await checked('GET', '/v1/skus/TEA-3')).status, 200);
  assert.equal((await checked('GET', '/v1/skus/NONE')).status, 404);
  assert.equal((await checked('GET', '/v1/skus?search=TEA&limit=2')).status, 200);
  const location = { name: 'Store', kind: 'store', address: { lines: [], countryCode: 'CN' }, timeZone: 'Asia/Shanghai' };
  assert.equal((await checked('PUT', '/v1/locations/STORE', location)).status, 200);
  assert.equal((await checked('PUT', '/v1/locations/STORE', { ...location, timeZone: 'Moon/Sea' })).status, 422);
  assert.equal((await checked('GET', '/v1/locations/STORE')).status, 200);
  assert.equal((await checked('GET', '/v1/locations')).status, 200);
  const channel = { name: 'Shop', currency: 'CNY', timeZone: 'Asia/Shanghai' };
  assert.equal((await checked('PUT', '/v1/channels/shop', channel)).status, 200);
  assert.equal((await checked('GET', '/v1/channels/shop')).status, 200);
  assert.equal((await checked('GET', '/v1/channels/none')).status, 404);
  assert.equal((await checked('GET', '/v1/channels')).status, 200);
  const service = (await checked('GET', '/v1/carrier-services/ROAD')).body as unknown as { code?: string };
  delete service.code;
  assert.equal((await checked('PUT', '/v1/carrier-services/RAIL', service)).status, 200);
  assert.equal((await checked('GET', '/v1/carrier-services')).status, 200);
  assert.equal((await checked('GET', '/v1/carrier-services/none')).status, 404);
  const weights = (await checked('GET', '/v1/sourcing/weights')).body;
  assert.equal((await checked('PUT', '/v1/sourcing/weights', weights)).status, 200);
  assert.equal((await checked('GET', '/v1/sourcing/rules')).status, 200);
  for (const version of ['1', 'latest']) assert.equal((await checked('GET', `/v1/sourcing/rules/${version}`)).status, 200);
  assert.equal((await checked('GET', '/v1/sourcing/rules/999')).status, 404);
});

test('[A8] stock, events, access and operations keep to the document too', async () => {
  const line = { sku: 'TEA-2', quantity: 5 };
  assert.equal((await checked('POST', '/v1/stock/receipts', { location: 'CN-SHA', reference: 'R1', lines: [line] })).status, 200);
  assert.equal((await checked('POST', '/v1/stock/receipts', { location: 'NONE', reference: 'R1', lines: [line] })).status, 422);
  assert.equal((await checked('POST', '/v1/stock/adjustments', { location: 'CN-SHA', reason: 'count', lines: [{ sku: 'TEA-2', delta: -1 }] })).status, 200);
  assert.equal((await checked('POST', '/v1/stock/adjustments', { location: 'STORE', reason: 'count', lines: [{ sku: 'TEA-2', delta: -1 }] })).status, 409);
  const announcement = { location: 'CN-SHA', reference: 'ASN1', lines: [{ ...line, expectedAt: '2030-01-01T00:00:00Z' }] };
  assert.equal((await checked('POST', '/v1/stock/announcements', announcement)).status, 201);
  assert.equal((await checked('POST', '/v1/stock/announcements/close', { location: 'CN-SHA', reference: 'ASN1', skus: ['TEA-2'], reason: 'lost' })).status, 200);
  const transfer = { from: 'CN-SHA', to: 'STORE', reference: 'T1', expectedAt: '2030-01-01T00:00:00Z', lines: [line] };
  assert.equal((await checked('POST', '/v1/stock/transfers', transfer)).status, 201);
  assert.equal((await checked('POST', '/v1/stock/transfers', transfer)).status, 409);
  assert.equal((await checked('POST', '/v1/stock/transfers/T1/receive', { lines: [line] })).status, 200);
  assert.equal((await checked('POST', '/v1/stock/transfers/none/receive', { lines: [line] })).status, 422);
  assert.equal((await checked('POST', '/v1/stock/safety-stock', { location: 'CN-SHA', lines: [{ sku: 'TEA-2', quantity: 3 }] })).status, 200);
  const reservation = { sku: 'TEA-2', location: 'CN-SHA', quantity: 2, reference: 'cart', expiresAt: '2099-01-01T00:00:00Z' };
  const reserved = await checked('POST', '/v1/stock/reservations', reservation);
  assert.equal(reserved.status, 201);
  assert.equal((await checked('POST', '/v1/stock/reservations', { ...reservation, quantity: 1_000_000 })).status, 409);
  assert.equal((await checked('POST', `/v1/stock/reservations/${reserved.body['id']}/release`)).status, 200);
  assert.equal((await checked('POST', `/v1/stock/reservations/${reserved.body['id']}/release`)).status, 409);
  assert.equal((await checked('POST', `/v1/stock/reservations/${UUID}/release`)).status, 404);
  for (const url of ['/v1/stock', '/v1/stock?sku=TEA-2&location=CN-SHA', '/v1/stock/entries?sku=TEA-2&location=CN-SHA&limit=1', '/v1/stock/incoming', '/v1/stock/incoming?reference=ASN1', '/v1/stock/TEA-2/atp', '/v1/stock/TEA-2/atp?location=CN-SHA&until=2031-01-01T00:00:00Z']) {
    assert.equal((await checked('GET', url)).status, 200, url);
  }
  for (const url of ['/v1/stock?sku=NONE', '/v1/stock/entries?sku=NONE&location=CN-SHA', '/v1/stock/incoming?sku=NONE', '/v1/stock/NONE/atp']) {
    assert.equal((await checked('GET', url)).status, 404, url);
  }
  for (const url of ['/v1/events?limit=3', '/v1/events?type=order.,sku.put', '/v1/audit?limit=2', '/v1/quarantine', '/v1/keys', '/v1/me', '/healthz', '/readyz', '/metrics']) {
    const answer = await server.call('GET', url);
    assert.equal(answer.status, 200, url);
    assertContract('GET', url, answer);
  }
  assert.equal((await checked('GET', '/v1/events?cursor=odd')).status, 400);
  assert.equal((await checked('POST', `/v1/quarantine/${UUID}/retry`)).status, 404);
  const made = await checked('POST', '/v1/keys', { name: 'short-lived', scopes: ['orders:*'] });
  assert.equal(made.status, 201);
  assert.equal((await checked('POST', '/v1/keys', { name: 'short-lived', scopes: ['orders:*'] })).status, 409);
  assert.equal((await checked('DELETE', `/v1/keys/${made.body['id']}`)).status, 200);
  assert.equal((await checked('DELETE', `/v1/keys/${UUID}`)).status, 404);
  assert.equal((await checked('POST', '/v1/login', { login: 'nobody', password: 'wrong' })).status, 401);
  assert.equal((await checked('POST', '/v1/logout')).status, 400);
});

test('[A22] the pages for people answer without a key', async () => {
  for (const url of ['/docs/errors', '/openapi.json']) {
    assert.equal((await server.call('GET', url, undefined, { key: null })).status, 200, url);
  }
  const errors = await server.call('GET', '/docs/errors', undefined, { key: null });
  for (const code of Object.keys(ERRORS)) assert.ok(errors.text.includes(`id="${code}"`), code);
});

test('nothing failed on our side', () => {
  assert.deepEqual(server.reported, []);
});
