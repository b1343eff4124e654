import assert from 'node:assert/strict';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { after, before, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import readWorkbook from 'read-excel-file/node';
import Type from 'typebox';
import { machineClock } from '../kernel/clock.ts';
import { createSearchIndexer } from '../modules/orders/index.ts';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import { EXPORT_FORMATS, ROWS_TOTAL_HEADER, ROWS_TRAILER } from '../../contracts/exports.ts';
import { Contract, type Document, type Operation } from './contract.testing.ts';
import type { ExportedList } from './exported-list.ts';
import { EXPORTED_LISTS } from './exported-lists.ts';
import {
  fillCompany,
  historyIsComplete,
  testOrder,
  testServer,
  type TestServer,
} from './testing.ts';

let database: TestDatabase;
let server: TestServer;
let address: string;
const SKUS = 100_000;

before(async () => {
  database = await testDatabase();
  server = await testServer(database.pool);
  await fillCompany(server);
  const nasty = { name: '=cmd|"/c calc"\n龙井 🍵', phone: '+86 21 5555' };
  const orders = [
    testOrder('E-1', { customer: nasty }),
    testOrder('E-2', {
      lines: [
        {
          sku: 'TEA-2',
          quantity: 1,
          unitPriceMinor: 1_999,
          taxMinor: 5,
          attributes: { gift: true },
        },
      ],
    }),
    testOrder('E-3', {
      priority: 7,
      lines: [...testOrder('').lines, { sku: 'TEA-2', quantity: 3, unitPriceMinor: 10 }],
    }),
  ];
  for (const order of orders) {
    const { status, text } = await server.call('POST', '/v1/orders', order);
    assert.equal(status, 201, text);
  }
  await server.call('POST', '/v1/stock/transfers', {
    from: 'CN-SHA',
    to: 'CN-SHA',
    reference: 'T',
    expectedAt: '2026-12-01T00:00:00Z',
    lines: [{ sku: 'TEA-1', quantity: 1 }],
  });
  address = await server.listen();
  await historyIsComplete(database.pool);
  await createSearchIndexer({
    pool: database.pool,
    clock: machineClock,
    log: { warn: (facts) => assert.fail(JSON.stringify(facts)) },
  }).catchUp();
});
after(async () => {
  await server.stop();
  await database.drop();
});

/** An export over a real connection, so that trailers come too. */
function download(
  path: string,
  key = server.key,
): Promise<{ response: IncomingMessage; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      new URL(`/v1/exports/${path}`, address),
      { headers: { authorization: `Bearer ${key}` } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ response, body: Buffer.concat(chunks) }));
        response.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}

/** What lists of what hangs below one thing are asked with. */
const FILTERS_GIVEN: Readonly<Record<string, string>> = {
  sku: 'TEA-1',
  location: 'CN-SHA',
  snapshot: 'none',
  webhook: '01a203c5-275f-7324-89cd-0c11b939cef0',
};

/** Names of the filters that a list must be given. */
const filtersNeeded = ({ filters }: ExportedList): string[] =>
  (Type.Object(filters) as { readonly required?: string[] }).required ?? [];

const queryOf = (list: ExportedList): string =>
  filtersNeeded(list)
    .map((name) => `?${name}=${FILTERS_GIVEN[name] ?? ''}`)
    .join('&');

/** List operations that have no export, each with the reason. */
const NOT_EXPORTED: Readonly<Record<string, string>> = {
  '/v1/me/sessions': 'where somebody is logged in, for the one who looks: a few, and nobody else’s',
  '/v1/orders/{id}/shipments': 'parcels of one order; those of all orders are exported',
  '/v1/orders/{id}/choices':
    'what was decided about one order: a handful that is looked at one by one',
  '/v1/bulk-changes':
    'what was done to many orders at once: the audit, which is exported, tells it of each order',
  '/v1/bulk-changes/{id}/orders':
    'what became of each order of one bulk change, for whoever looks at it; the audit tells it of all',
  '/v1/flows': 'drawings, each of which is read whole by its code',
  '/v1/flow-releases':
    'drawings on their way, each read whole; the audit of flows, which is exported, tells what became of them',
  '/v1/flows/{code}/migration': 'what moving runs would do, asked once before it is done',
  '/v1/flow-rules': 'what flows are held to, the same for everybody',
  '/v1/flows/{code}/findings':
    'what the policy says of one drawing, a handful that is mended at once',
  '/v1/flow-templates': 'flows to begin with, the same for everybody',
  '/v1/flow-connectors': 'a handful of settings, each with how it does now',
  '/v1/flow-effects':
    'what runs asked for outside: looked up by order or run, or one by one when unsure',
  '/v1/flow-tasks': 'what people are to do now, looked up by who may do it or by order',
  '/v1/flow-tasks/{id}/candidates': 'who could take a task, looked up when it is given away',
  '/v1/flow-assets': 'what flows share: a few, each of which is read whole by its name',
  '/v1/flow-components': 'what flows are made of, the same for everybody',
  '/v1/decisions': 'where choices about one thing are told: a pointer each, and nothing of them',
  '/v1/orders/{id}/notes': 'what people noted about one order: a handful',
  '/v1/orders/{id}/notices': 'mails about one order: a handful',
  '/v1/orders/{id}/tracked': 'one order for its customer, with its parcels and items',
  '/v1/returns/summary': 'five numbers above the list of returns, which is exported',
  '/v1/claims/summary': 'sums above the list of claims, which is exported',
  '/v1/roles': 'six roles and what each may do and see: a table to be read on the screen',
  '/v1/track/{token}': 'one order for its customer, with its parcels and items',
  '/v1/notice-settings': 'one row a channel, of settings that are changed and not evaluated',
};

test('[A44] every list operation has an exported list that takes its filters, or a reason why not', async () => {
  const { document } = await Contract.of(server);
  const without: string[] = [];
  let lists = 0;
  for (const [path, operations] of Object.entries(document.paths)) {
    const get: Operation | undefined = operations['get'];
    const names = get === undefined ? [] : propertiesOf(document, get);
    if (get === undefined || !names.includes('items')) continue;
    lists += 1;
    const exported = EXPORTED_LISTS.filter(({ of }) => of === path);
    if (exported.length === 0) without.push(path);
    for (const list of exported) {
      const filters = filtersOf(get);
      const above = path.match(/\{/g) ?? [];
      const optional = Object.keys(list.filters).filter(
        (name) => !filtersNeeded(list).includes(name),
      );
      assert.deepEqual(
        optional.toSorted(),
        filters.toSorted(),
        `filters of ${path} and ${list.name}`,
      );
      assert.equal(
        filtersNeeded(list).length,
        above.length,
        `${list.name} says below what it lists`,
      );
    }
  }
  assert.ok(lists > 30, `${lists} lists were found`);
  assert.deepEqual(without.toSorted(), Object.keys(NOT_EXPORTED).toSorted());
  for (const { name, of } of EXPORTED_LISTS)
    assert.ok(of === undefined || of in document.paths, `${name} is of ${of}, which nobody serves`);
});

/** The names by which a list operation is narrowed. */
function filtersOf({ parameters }: Operation): string[] {
  const asked = parameters.filter(({ in: place }) => place === 'query').map(({ name }) => name);
  return asked.filter((name) => name !== 'limit' && name !== 'cursor');
}

function propertiesOf({ components }: Document, { responses }: Operation): string[] {
  interface Shape {
    readonly $ref?: string;
    readonly properties?: object;
  }
  const schema: Shape = responses[200]?.content?.['application/json']?.schema ?? {};
  const name = schema.$ref?.split('/').at(-1);
  const { properties = {} }: Shape = name === undefined ? schema : (components.schemas[name] ?? {});
  return Object.keys(properties);
}

const csvOf = async (path: string) =>
  parse((await download(path)).body, { columns: true, bom: true }) as unknown as Record<
    string,
    string
  >[];

test('[A31] every list goes out in every format, with the columns it names', async () => {
  for (const list of EXPORTED_LISTS) {
    const names = list.columns.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length, `${list.name} names a column twice`);
    for (const format of EXPORT_FORMATS) {
      const { response, body } = await download(`${list.name}.${format}${queryOf(list)}`);
      assert.equal(response.statusCode, 200, `${list.name}.${format}: ${body.toString()}`);
      const rows = Number(response.trailers[ROWS_TRAILER]);
      if (format === 'xlsx') {
        const [sheet] = await readWorkbook(body);
        assert.deepEqual(
          sheet?.data[0],
          list.columns.map(({ headers }) => headers.en),
          list.name,
        );
        assert.equal(sheet.data.length, rows + 1, list.name);
      } else if (format === 'csv') {
        assert.equal(parse(body).length, rows + 1, list.name);
      } else {
        const lines = body.toString().split('\n').slice(0, -1);
        assert.equal(lines.length, rows, list.name);
        for (const line of lines)
          assert.deepEqual(Object.keys(JSON.parse(line) as object), names, list.name);
      }
    }
  }
});

test('[A32] the filters of an export are those of its list', async () => {
  const filters = [
    '',
    '?priority=7',
    '?state=sourced',
    '?externalId=E-2',
    '?search=E-1',
    '?placedFrom=2999-01-01T00:00:00Z',
  ];
  for (const filter of filters) {
    const { body } = await server.call('GET', `/v1/orders${filter}`);
    const listed = (body['items'] as unknown as { id: string }[]).map(({ id }) => id);
    const exported = (await csvOf(`orders.csv${filter}`)).map((row) => row['Order']);
    assert.deepEqual(exported, listed, filter);
  }
  assert.equal((await csvOf('order-lines.csv?externalId=E-3')).length, 2);
  const [line] = await csvOf('order-lines.csv?externalId=E-2&columns=attributes');
  assert.equal(line?.['Attributes'], '{"gift":true}');
  assert.equal((await csvOf('stock-positions.csv?sku=TEA-1')).length, 1);
  const { body } = await server.call('GET', '/v1/stock/entries?sku=TEA-1&location=CN-SHA');
  const entries = (body['items'] as unknown as { id: number }[]).map(({ id }) => String(id));
  const ledger = await csvOf('stock-entries.csv?sku=TEA-1&location=CN-SHA');
  assert.deepEqual(
    ledger.map((row) => row['Entry']),
    entries.toReversed(),
  );
  assert.ok((await csvOf('stock-entries.csv?location=CN-SHA')).length > ledger.length);
  const events = await csvOf('events.csv?type=order.placed');
  assert.equal(events.length, 3);
});

test('[A33] columns, their order, the language of headers and the byte order mark are chosen', async () => {
  const { body } = await download(
    'order-lines.csv?columns=sku,unitPrice,tax,currency&language=zh&bom=true&externalId=E-2',
  );
  assert.equal(body.toString(), '\uFEFF库存单位,单价,税额,币种\r\nTEA-2,19.99,0.05,CNY\r\n');
  const [named] = await csvOf('orders.csv?externalId=E-1&columns=customerName');
  assert.equal(named?.['Customer'], `'=cmd|"/c calc"\n龙井 🍵`);
  const refused = await server.call('GET', '/v1/exports/orders.csv?columns=total,secret');
  assert.equal(refused.status, 400);
  assert.match(String(refused.body['detail']), /orders has no column secret; it has id, channel/);
});

test('[A33] who may export needs the scope of the list too, and what the list refuses is refused', async () => {
  const key = await server.makeKey('exporter', { scopes: ['export:read', 'stock:read'] });
  assert.equal(
    (await server.call('GET', '/v1/exports/stock-positions.csv', undefined, { key })).status,
    200,
  );
  const refused = await server.call('GET', '/v1/exports/orders.csv', undefined, { key });
  assert.equal(refused.status, 403);
  assert.match(String(refused.body['detail']), /lacks the scope orders:read/);
  assert.equal((await server.call('GET', '/v1/exports/stock-positions.csv?sku=NONE')).status, 404);
  assert.equal((await server.call('GET', '/v1/exports/orders.csv?state=nowhere')).status, 400);
});

test('[A34] a hundred thousand rows come whole, with about how many they are told beforehand', async () => {
  await database.pool.query(
    `insert into inventory.sku (code, name, names, weight_grams, value_minor, requires, attributes, backorder, changed_version, changed_at)
     select 'BULK-' || lpad(number::text, 6, '0'), 'Bulk ' || number, '{}', 10, 100, '{}', '{}', 'incoming', 1, to_timestamp(0)
     from generate_series(1, ${SKUS}) as number`,
  );
  await database.pool.query('analyze inventory.sku');
  const { response, body } = await download('skus.csv?columns=code');
  assert.equal(response.headers[ROWS_TOTAL_HEADER], String(SKUS + 2));
  assert.equal(response.trailers[ROWS_TRAILER], String(SKUS + 2));
  const codes = body.toString().split('\r\n').slice(1, -1);
  assert.equal(new Set(codes).size, SKUS + 2);
  const workbook = await readWorkbook((await download('skus.xlsx?columns=code,weightGrams')).body);
  assert.equal(workbook[0]?.data.length, SKUS + 3);
});

test('[A34] a reader who goes away ends the reading', async () => {
  const { pool } = database;
  const query = pool.query.bind(pool);
  let pages = 0;
  pool.query = ((...given: unknown[]) => {
    if ((given[0] as { name?: string }).name === 'inventory_list_skus_by_code') pages += 1;
    return (query as (...all: unknown[]) => unknown)(...given);
  }) as typeof pool.query;
  try {
    for (const format of EXPORT_FORMATS) {
      pages = 0;
      await new Promise<void>((resolve, reject) => {
        const sent = httpRequest(
          new URL(`/v1/exports/skus.${format}`, address),
          { headers: { authorization: `Bearer ${server.key}` } },
          (response) => {
            response.once('data', () => {
              response.destroy();
              resolve();
            });
          },
        );
        sent.on('error', reject);
        sent.end();
      });
      let before = -1;
      while (before !== pages) {
        before = pages;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      assert.ok(pages > 0 && pages < SKUS / 500, `${format}: ${pages} pages were read for nobody`);
    }
  } finally {
    pool.query = query;
  }
});

test('[A34] nothing failed on our side', () => {
  assert.deepEqual(server.reported, []);
});
