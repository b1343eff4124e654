import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import readWorkbook from 'read-excel-file/node';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import {
  CLASSES_SEEN,
  FIELD_CLASSES,
  FREE_FORM_FIELDS,
  VIEW_ROLES,
  type FieldClass,
  type ViewRole,
} from '../../contracts/views.ts';
import { BROKEN_HANDLER, fillLife, OWN_CUSTOMER, PLANTED, type Life } from './fill-life.testing.ts';
import { EXPORTED_LISTS } from './exported-lists.ts';
import { knownRoutes } from './known-routes.ts';
import { personWith, type SessionCall } from './people.testing.ts';
import { testServer, type TestAnswer, type TestServer } from './testing.ts';
import { viewOf } from './views.ts';

let database: TestDatabase;
let server: TestServer;
let life: Life;
let bulkChange: string;
let flowRelease: string;
let task: string;
const people = new Map<ViewRole, SessionCall>();
const keys = new Map<ViewRole, string>();
const AT = 'CN-SHA';

before(async () => {
  database = await testDatabase();
  server = await testServer(database.pool, { handlers: [BROKEN_HANDLER] });
  life = await fillLife(server, database.pool);
  await runFlow();
  bulkChange = await beginBulkChange();
  const reaches = {
    agent: {},
    worker: { locations: [AT] },
    supplier: { locations: [AT] },
    customer: { customerEmail: OWN_CUSTOMER.email },
  };
  for (const role of VIEW_ROLES) {
    people.set(role, await personWith(server, role, reaches[role]));
    keys.set(role, await server.makeKey(`seen-${role}`, { view: role }));
  }
});
after(async () => {
  await server.stop();
  await database.drop();
});

/** A flow, and an order that goes through it. */
async function runFlow(): Promise<void> {
  const definition = {
    format: 1,
    code: 'review',
    names: { en: 'Review' },
    trigger: { kind: 'event', event: 'order.noted' },
    start: 'check',
    nodes: [
      { id: 'check', component: 'condition', settings: { when: 'order.priority > 5' } },
      {
        id: 'both',
        component: 'fork',
        settings: { branches: 2 },
      },
      {
        id: 'ask',
        component: 'human_task',
        settings: {
          title: 'Look at it',
          role: 'agent',
          outputs: ['done'],
          form: { type: 'object', properties: { why: { type: 'string', enum: ['price'] } } },
        },
      },
      {
        id: 'tell',
        component: 'notify',
        settings: { connector: 'erp', path: '/', style: 'plain', message: 'order.id' },
      },
    ],
    edges: [
      { from: 'check', output: 'no', to: 'both' },
      { from: 'both', output: 'branch_1', to: 'ask' },
      { from: 'both', output: 'branch_2', to: 'tell' },
    ],
  };
  const layout = { places: {}, comments: [] };
  for (const [method, url, body] of [
    ['PUT', '/v1/flows/review', { definition, layout }],
    ['POST', '/v1/flows/review/submit', { version: 1 }],
    [
      'PUT',
      '/v1/flow-assets/big-order',
      {
        kind: 'expression',
        names: { en: 'Big order' },
        owner: 'Risk',
        content: {
          expression: 'order.lines.size() > 9',
          messages: { en: 'It is big.', 'zh-CN': '大单。' },
        },
      },
    ],
  ] as const) {
    const answer = await server.call(method, url, body);
    assert.ok(answer.status < 300, answer.text);
    if (url.endsWith('/submit')) flowRelease = String(answer.body['id']);
  }
  // What calls outside is published by a second person.
  const second = await personWith(server, 'operations');
  const published = await second('POST', '/v1/flows/review/publish', { version: 1 });
  assert.equal(published.status, 200, published.text);
  const noted = await server.call('POST', `/v1/orders/${life.order}/notes`, {
    text: 'PLANTED-NOTE',
  });
  assert.ok(noted.status < 300, noted.text);
  const { body, text } = await server.call('GET', `/v1/flow-tasks?orderId=${life.order}`);
  task = (body as unknown as { items: { id: string }[] }).items[0]?.id ?? assert.fail(text);
}

async function beginBulkChange(): Promise<string> {
  const begun = { action: 'hold', orderIds: [life.order] };
  const { status, text, body } = await server.call('POST', '/v1/bulk-changes', begun);
  assert.ok(status < 300, text);
  return String(body.id);
}

/** How the routes are asked whose path or query names something. */
const ASKED: Readonly<Record<string, (made: Life) => string>> = {
  '/v1/orders/:id': ({ order }) => `/v1/orders/${order}`,
  '/v1/claims/:id': ({ claim }) => `/v1/claims/${claim}`,
  '/v1/counts/:id': ({ count }) => `/v1/counts/${count}`,
  '/v1/decisions': () => `/v1/decisions?subject=location/${AT}`,
  '/v1/settings/version': () => '/v1/settings/version?name=channel/web',
  '/v1/decisions/:sequence': ({ decision }) => `/v1/decisions/${decision}`,
  '/v1/events': () => '/v1/events?limit=1000',
  '/v1/audit': () => '/v1/audit?limit=1000',
  '/v1/exceptions/:id': ({ exception }) => `/v1/exceptions/${exception}`,
  '/v1/fulfilment/sites/:code': () => `/v1/fulfilment/sites/${AT}`,
  '/v1/fulfilment/sites/:code/slots': () => `/v1/fulfilment/sites/${AT}/slots`,
  '/v1/fulfilment/carriers/:code': () => '/v1/fulfilment/carriers/Road',
  '/v1/fulfilment/orders/:id': (made) => `/v1/fulfilment/orders/${made.fulfilmentOrder}`,
  '/v1/fulfilment/parcels/:sscc': ({ sscc }) => `/v1/fulfilment/parcels/${sscc}`,
  '/v1/fulfilment/waves/:id': ({ wave }) => `/v1/fulfilment/waves/${wave}`,
  '/v1/fulfilment/pick-lists/:id': ({ pickList }) => `/v1/fulfilment/pick-lists/${pickList}`,
  '/v1/fulfilment/shipments/:id': ({ shipment }) => `/v1/fulfilment/shipments/${shipment}`,
  '/v1/fulfilment/manifests/:id': ({ manifest }) => `/v1/fulfilment/manifests/${manifest}`,
  '/v1/fulfilment/change-requests/:id': (made) =>
    `/v1/fulfilment/change-requests/${made.changeRequest}`,
  '/v1/fulfilment/purchase-orders/:id': (made) =>
    `/v1/fulfilment/purchase-orders/${made.purchaseOrder}`,
  '/v1/imports/:id': (made) => `/v1/imports/${made.import}`,
  '/v1/locations/:code': () => `/v1/locations/${AT}`,
  '/v1/notice-templates/:kind/:language': () => '/v1/notice-templates/placed/en',
  '/v1/channels/:code': () => '/v1/channels/web',
  '/v1/carrier-services/:code': () => '/v1/carrier-services/ROAD',
  '/v1/people/:login': () => '/v1/people/ada',
  '/v1/photos/:id': ({ photo }) => `/v1/photos/${photo}`,
  '/v1/returns/:id': (made) => `/v1/returns/${made.return}`,
  '/v1/returns/summary': () => '/v1/returns/summary',
  '/v1/returns': ({ order }) => `/v1/returns?order=${order}`,
  '/v1/skus/:code': () => '/v1/skus/TEA-1',
  '/v1/sourcing/rules/:version': ({ rulesVersion }) => `/v1/sourcing/rules/${rulesVersion}`,
  '/v1/stock/snapshots/:id': ({ snapshot }) => `/v1/stock/snapshots/${snapshot}`,
  '/v1/stock/snapshots/:id/drifts': ({ snapshot }) => `/v1/stock/snapshots/${snapshot}/drifts`,
  '/v1/stock/:sku/lots': () => '/v1/stock/LOT-1/lots',
  '/v1/stock/:sku/lots/suggested': () => `/v1/stock/LOT-1/lots/suggested?location=${AT}&quantity=2`,
  '/v1/stock/:sku/serials/:serial': () => '/v1/stock/UNIT-1/serials/SN-1',
  '/v1/stock/:sku/atp': () => `/v1/stock/TEA-1/atp?location=${AT}`,
  '/v1/stock/entries': () => `/v1/stock/entries?sku=TEA-1&location=${AT}`,
  '/v1/bulk-changes/:id': () => `/v1/bulk-changes/${bulkChange}`,
  '/v1/flows/:code': () => '/v1/flows/review',
  '/v1/flows/:code/releases/:id': () => `/v1/flows/review/releases/${flowRelease}`,
  '/v1/flow-assets/:name': () => '/v1/flow-assets/big-order',
  '/v1/flow-tasks/:id': () => `/v1/flow-tasks/${task}`,
  '/v1/flow-tasks/:id/candidates': () => `/v1/flow-tasks/${task}/candidates`,
  '/v1/flow-connectors/:code': () => '/v1/flow-connectors/erp',
  '/v1/flows/:code/versions/:number': () => '/v1/flows/review/versions/1',
  '/v1/webhooks/:id': ({ webhook }) => `/v1/webhooks/${webhook}`,
};

/** What exports are asked with: those that must be told of which thing, and the ledger of one SKU. */
const EXPORTED_WITH: Readonly<Record<string, (made: Life) => string>> = {
  'stock-entries': () => `?sku=TEA-1&location=${AT}`,
  slots: () => `?location=${AT}`,
  drifts: ({ snapshot }) => `?snapshot=${snapshot}`,
  lots: () => '?sku=LOT-1',
  'webhook-deliveries': ({ webhook }) => `?webhook=${webhook}`,
  'webhook-dead-letters': ({ webhook }) => `?webhook=${webhook}`,
};

/** Routes that cannot be asked here, or have nothing to tell. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  '/v1/flows/:code/migration':
    'tells of runs that wait: releases.pg.test.ts; the same runs are listed',
  '/v1/flow-apis/:code/calls/:id':
    'told to who has called and nobody else: flow-releases.pg.test.ts',
  '/v1/stream': 'does not end: another test reads it',
  '/v1/login/provider': 'leads away to the provider',
  '/v1/login/provider/callback': 'is called by the provider',
  '/v1/bulk-changes/:id/orders': 'has orders once a job has found them: bulk-changes.pg.test.ts',
  '/v1/webhooks/:id/dead-letters': 'needs a receiver that fails for days; the same jobs are listed',
};

function askedUrl(url: string): string {
  const exact = ASKED[url];
  if (exact !== undefined) return exact(life);
  // What hangs below one thing is asked of the same thing.
  const parent = Object.keys(ASKED).find((known) => url.startsWith(`${known}/`));
  const asked =
    parent === undefined
      ? url
      : url.replace(parent, (ASKED[parent] as (made: Life) => string)(life));
  assert.ok(
    !asked.includes('/:'),
    `say in ASKED how ${url} is asked, so that it answers something`,
  );
  return asked;
}

/** The routes that tell something, by path. */
function reads(): string[] {
  return knownRoutes(server.app)
    .filter(({ method, url, options }) => {
      const isForAll = ['public', 'anyone_known'].includes(String(options.config?.policy));
      return method === 'GET' && !isForAll && !url.includes('/exports/') && !(url in LEFT_OUT);
    })
    .map(({ url }) => url);
}

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

const classesHidden = (role: ViewRole) =>
  (Object.keys(PLANTED) as FieldClass[]).filter((each) => !CLASSES_SEEN[role].includes(each));

/** What of the planted values a text gives away to a role. */
function givenAway(role: ViewRole, text: string): string[] {
  return classesHidden(role)
    .flatMap((each) => PLANTED[each] ?? [])
    .filter((planted) => text.includes(planted));
}

/** Names that a role must not be told. */
function hiddenNames(role: ViewRole, value: unknown): string[] {
  return [...namesIn(value)].filter((name) => {
    const fieldClass = FIELD_CLASSES.get(name);
    return fieldClass === undefined || !CLASSES_SEEN[role].includes(fieldClass);
  });
}

/** CloudEvents asks for `source` in every event; it is the same in all of them and tells nothing. */
function withoutEnvelope(body: unknown): unknown {
  const { items } = (body ?? {}) as { items?: { specversion?: string; source?: string }[] };
  return items?.[0]?.specversion === undefined
    ? body
    : items.map(({ source: _source, ...event }) => event);
}

type Asking = readonly [who: string, role: ViewRole, call: (url: string) => Promise<TestAnswer>];

/** A person and a key that may read everything, of each role. */
function askers(): Asking[] {
  return VIEW_ROLES.flatMap((role): Asking[] => [
    [`person ${role}`, role, (url) => (people.get(role) as SessionCall)('GET', url)],
    [
      `key ${role}`,
      role,
      (url) => server.call('GET', url, undefined, { key: keys.get(role) as string }),
    ],
  ]);
}

test('[A40] every route that tells something answers with something in a company that has lived', async () => {
  const silent: string[] = [];
  const told = new Set<string>();
  for (const url of reads()) {
    const answer = await server.call('GET', askedUrl(url));
    const { items } = (answer.body ?? {}) as { items?: unknown[] };
    if (answer.status !== 200 || items?.length === 0)
      silent.push(`${url}: ${answer.text.slice(0, 200)}`);
    for (const text of Object.values(PLANTED).flat())
      if (answer.text.includes(text)) told.add(text);
  }
  assert.deepEqual(silent, []);
});

test('[A40] nobody is told a field or a value that their role does not see, by any route', async () => {
  const leaks: string[] = [];
  for (const url of reads()) {
    const asked = askedUrl(url);
    for (const [who, role, call] of askers()) {
      const answer = await call(asked);
      const isRefused = [403, 404].includes(answer.status);
      if (answer.status !== 200 && !isRefused) leaks.push(`${who} ${asked}: ${answer.text}`);
      const names = isRefused ? [] : hiddenNames(role, withoutEnvelope(answer.body));
      const values = givenAway(role, answer.text);
      if (names.length + values.length > 0)
        leaks.push(`${who} ${asked}: ${[...names, ...values].join(' ')}`);
    }
  }
  assert.deepEqual(leaks, []);
});

test('[A40] exports hold neither columns nor values that a role does not see', async () => {
  const leaks: string[] = [];
  const empty: string[] = [];
  for (const { name, columns, of } of EXPORTED_LISTS) {
    const query = EXPORTED_WITH[name]?.(life) ?? '';
    const whole = await server.call('GET', `/v1/exports/${name}.ndjson${query}`);
    const isSilent = whole.text.trim() === '' && !((of ?? '').replace('{id}', ':id') in LEFT_OUT);
    if (whole.status !== 200 || isSilent) empty.push(`${name}: ${whole.text}`);
    for (const [who, role, call] of askers()) {
      const hidden = columns
        .filter(({ field }) => !viewOf([role]).shows(field))
        .map((column) => column.name);
      const lines = await call(`/v1/exports/${name}.ndjson${query}`);
      const sheet = await call(`/v1/exports/${name}.csv${query}`);
      assert.equal(lines.status, sheet.status, `${who} ${name}`);
      if (lines.status !== 200) continue;
      const rows = lines.text
        .trim()
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      const told = rows.flatMap((row) => [
        ...hidden.filter((column) => column in row),
        // Names of columns are no names of fields, but what stands inside a cell is.
        ...hiddenNames(role, Object.values(row)),
      ]);
      const values = givenAway(role, lines.text + sheet.text);
      const headers = (sheet.text.split('\r\n')[0] ?? '').split(',').length;
      if (headers + hidden.length > columns.length) told.push('more columns in CSV');
      if (told.length + values.length > 0)
        leaks.push(`${who} ${name}: ${[...new Set([...told, ...values])].join(' ')}`);
    }
  }
  assert.deepEqual(leaks, []);
  assert.deepEqual(empty, []);
});

test('[A40] a workbook holds no values that a role does not see', async () => {
  const answer = await server.app.inject({
    url: '/v1/exports/shipments.xlsx',
    headers: { authorization: `Bearer ${keys.get('worker')}` },
  });
  const [sheet] = await readWorkbook(answer.rawPayload);
  const text = JSON.stringify(sheet?.data);
  assert.ok(text.includes(life.shipment), text);
  assert.deepEqual(givenAway('worker', text), []);
  assert.ok(!text.includes('Cost'), text);
});

test('[A40] the stream gives no field and no value away', async () => {
  const base = await server.listen();
  for (const role of VIEW_ROLES) {
    const response = await fetch(`${base}/v1/stream?after=0`, {
      headers: { authorization: `Bearer ${keys.get(role)}` },
    });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    assert.ok(reader !== undefined);
    let text = '';
    // The last thing that was filled in is an import's SKU or later: what came before is all there.
    while (!text.includes('webhook.created')) {
      const { value, done } = await reader.read();
      assert.ok(!done, 'the stream goes on');
      text += value;
    }
    await reader.cancel();
    assert.deepEqual(givenAway(role, text), [], role);
    const data = text
      .split('\n')
      .filter((line) => line.startsWith('data: ') && line.endsWith('}'))
      .map((line) => (JSON.parse(line.slice('data: '.length)) as { data: unknown }).data);
    assert.ok(data.length > 50);
    assert.deepEqual(hiddenNames(role, data), [], role);
  }
});
