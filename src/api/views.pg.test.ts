import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ROLES } from '../../contracts/access.ts';
import {
  CLASSES_SEEN,
  FIELD_CLASSES,
  FREE_FORM_FIELDS,
  NAMES_BY_CLASS,
  VIEW_ROLES,
  type ViewRole,
} from '../../contracts/views.ts';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import { knownRoutes } from './known-routes.ts';
import { OWN_PAGE, personWith, type SessionCall } from './people.testing.ts';
import {
  fillCompany,
  historyIsComplete,
  testOrder,
  testServer,
  type TestServer,
} from './testing.ts';
import { viewOf } from './views.ts';

let database: TestDatabase;
let server: TestServer;
let orderId: string;
const callers = new Map<ViewRole, SessionCall>();
const CUSTOMER = { name: 'Ada Byron', email: 'Ada@Example.com', phone: '+49 30 1234567' };

before(async () => {
  database = await testDatabase();
  server = await testServer(database.pool);
  await fillCompany(server);
  const placed = await server.call(
    'POST',
    '/v1/orders',
    testOrder('SEEN-1', { customer: CUSTOMER, note: 'ring twice', attributes: { gift: 'yes' } }),
  );
  assert.equal(placed.status, 201, placed.text);
  orderId = String(placed.body['id']);
  await server.call('POST', `/v1/orders/${orderId}/holds`, { kind: 'fraud', reason: 'checked' });
  for (const role of VIEW_ROLES) {
    const isAtLocation = role === 'worker' || role === 'supplier';
    callers.set(
      role,
      await personWith(server, role, {
        ...(isAtLocation ? { locations: ['CN-SHA'] } : {}),
        ...(role === 'customer' ? { customerEmail: 'ada@example.com' } : {}),
      }),
    );
  }
  await historyIsComplete(database.pool);
});
after(async () => {
  await server.stop();
  await database.drop();
});

/** Every field name of a value, but for the content of what has names of somebody's own choosing. */
function namesIn(value: unknown, names = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const item of value) namesIn(item, names);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, content] of Object.entries(value)) {
      names.add(name);
      if (!FREE_FORM_FIELDS.has(name)) namesIn(content, names);
    }
  }
  return names;
}

/** CloudEvents asks for `source` in every event; it is the same in all of them and tells nothing. */
function withoutEnvelope(body: Record<string, unknown>): unknown {
  const { items } = body as { items?: { specversion?: string; source?: string }[] };
  if (items?.[0]?.specversion === undefined) return body;
  return items.map(({ source, ...rest }) => {
    assert.equal(source, '/linchpin');
    return rest;
  });
}

/** The names of fields that a schema tells of, at every depth. */
function namesOfSchema(schema: unknown, names = new Set<string>()): Set<string> {
  if (Array.isArray(schema)) for (const item of schema) namesOfSchema(item, names);
  else if (typeof schema === 'object' && schema !== null) {
    for (const [keyword, content] of Object.entries(schema)) {
      if (keyword === 'properties' && typeof content === 'object' && content !== null) {
        for (const [name, property] of Object.entries(content as object)) {
          names.add(name);
          if (!FREE_FORM_FIELDS.has(name)) namesOfSchema(property, names);
        }
      } else namesOfSchema(content, names);
    }
  }
  return names;
}

/** Names that a role must not be told. */
function hiddenFrom(role: ViewRole, names: Iterable<string>): string[] {
  return [...names].filter((name) => {
    const fieldClass = FIELD_CLASSES.get(name);
    return fieldClass === undefined || !CLASSES_SEEN[role].includes(fieldClass);
  });
}

const READS = [
  '/v1/orders',
  '/v1/orders/:id',
  '/v1/orders/:id/timeline',
  '/v1/orders/:id/decisions',
  '/v1/stock?location=CN-SHA',
  '/v1/stock/TEA-1/atp?location=CN-SHA',
  '/v1/stock/entries?sku=TEA-1&location=CN-SHA',
  '/v1/stock/incoming?location=CN-SHA',
  '/v1/skus',
  '/v1/skus/TEA-1',
  '/v1/locations',
  '/v1/locations/CN-SHA',
  '/v1/events?limit=1000',
];

test('[A40] every field of every answer and of every event has a class, and one class only', async () => {
  const listed = Object.values(NAMES_BY_CLASS).flat();
  const twice = listed.filter((name, index) => listed.indexOf(name) < index);
  assert.deepEqual(twice, [], 'these names stand twice in contracts/views.ts');
  const names = new Map<string, string>();
  for (const { method, url, options } of knownRoutes(server.app)) {
    // What somebody is told about oneself hides nothing.
    if (options.config?.policy === 'anyone_known') continue;
    for (const schema of Object.values(options.config?.answers ?? {})) {
      for (const name of namesOfSchema(schema)) names.set(name, `${method} ${url}`);
    }
  }
  const history = await server.call('GET', '/v1/events?limit=1000');
  for (const name of namesIn(history.body)) names.set(name, 'an event');
  const unknown = [...names].filter(([name]) => !FIELD_CLASSES.has(name));
  assert.deepEqual(
    unknown.map(([name, where]) => `${name} (${where})`),
    [],
    'these names need a class in contracts/views.ts; until then workers, suppliers, customers and agents do not see them',
  );
});

test('[A40] nobody is answered a field that their role does not see, in lists, details and history', async () => {
  const all = new Set<string>();
  for (const path of READS) {
    const url = path.replace(':id', orderId);
    const whole = await server.call('GET', url);
    assert.equal(whole.status, 200, whole.text);
    for (const name of namesIn(whole.body)) all.add(name);
    for (const [role, call] of callers) {
      const answer = await call('GET', url);
      assert.ok(answer.status === 200 || answer.status === 403, `${role} ${url}: ${answer.text}`);
      assert.deepEqual(
        hiddenFrom(role, namesIn(withoutEnvelope(answer.body))),
        [],
        `${role} ${url}`,
      );
    }
  }
  for (const role of VIEW_ROLES) {
    assert.ok(hiddenFrom(role, all).includes('costMinor'), `${role} would have been told of costs`);
  }
  const list = await callers.get('customer')?.('GET', `/v1/orders/${orderId}`);
  assert.equal(
    (list?.body['customer'] as unknown as typeof CUSTOMER | undefined)?.email,
    CUSTOMER.email,
    'customers see themselves',
  );
});

test('[A40] answers to commands, also line by line, are seen through the role as well', async () => {
  const agent = callers.get('agent');
  const placed = await agent?.('POST', '/v1/orders', testOrder('SEEN-2'));
  assert.equal(placed?.status, 201, placed?.text);
  assert.deepEqual(hiddenFrom('agent', namesIn(placed?.body)), []);
  const base = await server.listen();
  const made = await server.makeKey('seen', {
    scopes: ['orders:*', 'events:read'],
    view: 'worker',
  });
  const bulk = await fetch(`${base}/v1/orders/bulk`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${made}`,
      'content-type': 'application/x-ndjson',
      ...OWN_PAGE,
    },
    body: `${JSON.stringify(testOrder('SEEN-3'))}\n${JSON.stringify({ ...testOrder('SEEN-4'), currency: 'EUR' })}\n`,
  });
  const lines = (await bulk.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
  assert.equal(lines.length, 2);
  for (const line of lines) assert.deepEqual(hiddenFrom('worker', namesIn(line)), []);
  const single = await server.call('POST', '/v1/orders', testOrder('SEEN-5'), { key: made });
  assert.equal(single.status, 201);
  assert.deepEqual(hiddenFrom('worker', namesIn(single.body)), []);
});

test('[A40] the stream is seen through the role, by keys and by people', async () => {
  const base = await server.listen().catch(() => {
    const { port } = server.app.server.address() as { port: number };
    return `http://127.0.0.1:${port}`;
  });
  const key = await server.makeKey('watching', { scopes: ['events:read'], view: 'worker' });
  const response = await fetch(`${base}/v1/stream?after=0&type=order.`, {
    headers: { authorization: `Bearer ${key}` },
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  assert.ok(reader !== undefined);
  let text = '';
  while (!text.includes('order.held') && !text.includes('order.hold')) {
    const { value, done } = await reader.read();
    assert.ok(!done, `the stream goes on: ${text}`);
    text += value;
  }
  await reader.cancel();
  const events = text
    .split('\n')
    .filter((line) => line.startsWith('data: ') && line.endsWith('}'))
    .map((line) => JSON.parse(line.slice('data: '.length)) as { source: string; data: object });
  assert.ok(events.length > 0);
  for (const { source, data } of events) {
    assert.equal(source, '/linchpin', 'CloudEvents asks for its attributes');
    assert.deepEqual(hiddenFrom('worker', namesIn(data)), []);
  }
});

test('[A40] who sees everything is answered untouched; a field without a class is hidden from the others', () => {
  for (const role of VIEW_ROLES) {
    const view = viewOf([role]);
    assert.deepEqual(view.json({ id: '1', brandNew: 2, items: [{ brandNew: 3, sku: 'A' }] }), {
      id: '1',
      items: [{ sku: 'A' }],
    });
    for (const [name, fieldClass] of FIELD_CLASSES) {
      assert.equal(view.shows(name), CLASSES_SEEN[role].includes(fieldClass), name);
    }
    assert.ok(!CLASSES_SEEN[role].includes('secret') && !CLASSES_SEEN[role].includes('cost'));
  }
  assert.equal(viewOf(['worker', 'agent']).shows('customer'), true);
  assert.deepEqual(
    ROLES.filter((role) => !VIEW_ROLES.some((each) => each === role)),
    ['admin', 'operations'],
  );
});
