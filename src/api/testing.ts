import assert from 'node:assert/strict';
import type { LightMyRequestResponse } from 'fastify';
import type { Pool } from 'pg';
import { assemble, assembleRooms } from '../assemble.ts';
import { type CommandHandler, type Hub, requestHashOf } from '../hub/index.ts';
import { machineClock } from '../kernel/clock.ts';
import { createIdSource } from '../kernel/ids.ts';
import {
  createTrackingLinks,
  hashSecret,
  makeKey,
  type TrackingLinks,
} from '../modules/access/index.ts';
import type { ConsoleFiles } from './console-files.ts';
import { createSearchIndexer } from '../modules/orders/index.ts';
import type { TestMailer } from '../modules/notices/index.ts';
import { createServer, type Server } from './server.ts';
import { HISTORY_IS_COMPLETE } from './testing.sql.ts';

/** A whole Linchpin on a test's database, with a key that may do everything. */
export interface TestServer {
  readonly app: Server;
  readonly hub: Hub;
  readonly key: string;
  /** What the door logged; a test that expects no failure asserts that it is empty. */
  readonly reported: readonly string[];
  readonly call: (
    method: Method,
    url: string,
    body?: unknown,
    options?: CallOptions,
  ) => Promise<TestAnswer>;
  makeKey(name: string, body: object): Promise<string>;
  listen(): Promise<string>;
  stop(): Promise<void>;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS';

interface CallOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Null: nobody. */
  readonly key?: string | null;
}

/** An answer; `body` is its JSON, null when it has none. */
export interface TestAnswer {
  readonly status: number;
  readonly headers: LightMyRequestResponse['headers'];
  readonly text: string;
  // A test reads whatever it expects to be there; what is missing fails the assertion.
  readonly body: Record<string, never>;
}

interface TestServerOptions {
  readonly queueLengthMax?: number;
  readonly handlers?: readonly CommandHandler<never>[];
  readonly publicUrl?: URL;
  readonly environment?: (name: string) => string | undefined;
  readonly console?: ConsoleFiles;
  readonly trackingLinks?: TrackingLinks | null;
  readonly testMailer?: TestMailer;
}

const TEST_LINKS = createTrackingLinks('a secret that tests sign links with');

/** Starts hub and door over a database. Several may run on one. */
export async function testServer(pool: Pool, options: TestServerOptions = {}): Promise<TestServer> {
  const ids = createIdSource(machineClock);
  const reported: string[] = [];
  const report = (facts: object, message: string): void =>
    void reported.push(`${message} ${JSON.stringify(facts)}`);
  const log = { info: report, warn: report, error: report };
  const queueLengthMax = options.queueLengthMax ?? 5_000;
  const hub = assemble({ pool, clock: machineClock, ids, log, queueLengthMax });
  hub.register([], options.handlers ?? []);
  hub.start();
  const key = makeKey();
  const body = {
    name: `test-${ids.uuid()}`,
    scopes: ['*'],
    secretHash: hashSecret(key).toString('hex'),
  };
  await hub.submit({
    id: ids.uuid(),
    kind: 'create_key',
    body,
    key: null,
    requestHash: requestHashOf('create_key', body),
    actor: 'system/test',
    trace: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    receivedAt: machineClock.now(),
  });
  const app = await createServer({
    pool,
    hub,
    clock: machineClock,
    ids,
    log,
    ...(options.publicUrl === undefined ? {} : { publicUrl: options.publicUrl }),
    ...(options.environment === undefined ? {} : { environment: options.environment }),
    console: options.console ?? null,
    testMailer: options.testMailer ?? null,
    openRooms: assembleRooms,
    trackingLinks: options.trackingLinks === undefined ? TEST_LINKS : options.trackingLinks,
  });
  const call: TestServer['call'] = async (method, url, payload, given = {}) => {
    const bearer = given.key === null ? {} : { authorization: `Bearer ${given.key ?? key}` };
    const isText = typeof payload === 'string';
    const response = await app.inject({
      method,
      url,
      headers: {
        ...bearer,
        ...(isText ? { 'content-type': 'application/json' } : {}),
        ...given.headers,
      },
      ...(payload === undefined ? {} : { payload: payload as object }),
    });
    const isJson = /^application\/(problem\+)?json/.test(String(response.headers['content-type']));
    const text = response.payload;
    return {
      status: response.statusCode,
      headers: response.headers,
      text,
      body: (isJson ? JSON.parse(text) : null) as TestAnswer['body'],
    };
  };
  return {
    app,
    hub,
    key,
    reported,
    call,
    async makeKey(name, given) {
      const answer = await call('POST', '/v1/keys', { name, scopes: ['*'], ...given });
      if (answer.status !== 201) throw new Error(answer.text);
      return answer.body['key'] as unknown as string;
    },
    listen: () => app.listen({ host: '127.0.0.1', port: 0 }),
    async stop() {
      await app.close();
      await hub.stop();
    },
  };
}

export const TEST_SKUS = ['TEA-1', 'TEA-2'];

/** A small company through the API: one warehouse, a channel, a carrier, two SKUs with a million units each. */
export async function fillCompany({ call }: TestServer): Promise<void> {
  const address = { lines: ['1 Test Road'], countryCode: 'CN' };
  const answers = [
    await call('PUT', '/v1/locations/CN-SHA', {
      name: 'Shanghai',
      kind: 'warehouse',
      address,
      timeZone: 'Asia/Shanghai',
    }),
    await call('PUT', '/v1/carrier-services/ROAD', {
      carrier: 'Road',
      mode: 'road',
      maxWeightGrams: 1_000_000_000,
      lanes: [
        {
          originCountryCode: 'CN',
          originRegionCodes: null,
          destinationCountryCode: 'CN',
          destinationRegionCodes: null,
          zone: 'A',
          transitDaysMin: 1,
          transitDaysMax: 2,
          distanceKilometres: 500,
          destinationTimeZone: 'Asia/Shanghai',
        },
      ],
      zones: [
        { zone: 'A', brackets: [{ upToGrams: 1_000, priceMinor: 1_200 }], extraKilogramMinor: 200 },
      ],
    }),
    await call('PUT', '/v1/channels/web', {
      name: 'Web',
      currency: 'CNY',
      timeZone: 'Asia/Shanghai',
    }),
    await call(
      'POST',
      '/v1/skus/bulk',
      TEST_SKUS.map((code) => ({ code, name: code, weightGrams: 100, valueMinor: 1_000 })),
    ),
    await call('POST', '/v1/stock/receipts', {
      location: 'CN-SHA',
      reference: 'OPENING',
      lines: TEST_SKUS.map((sku) => ({ sku, quantity: 1_000_000 })),
    }),
  ];
  const failed = answers.find(({ status }) => status >= 300);
  if (failed !== undefined) throw new Error(failed.text);
}

/** An order of the company that `fillCompany` made. */
export function testOrder(externalId: string, more: object = {}) {
  return {
    channel: 'web',
    externalId,
    currency: 'CNY',
    customer: { name: 'Ada' },
    shipTo: { lines: ['2 Test Road'], countryCode: 'CN' },
    lines: [{ sku: 'TEA-1', quantity: 2, unitPriceMinor: 1_500 }],
    ...more,
  };
}

/**
 * Waits until what was committed can be read as history: that ends where the oldest transaction of the
 * whole server begins, and other tests share the server.
 */
export async function historyIsComplete(pool: Pool): Promise<void> {
  for (const deadline = performance.now() + 20_000; performance.now() < deadline;) {
    const { rows } = await pool.query<{ is_complete: boolean }>(HISTORY_IS_COMPLETE);
    if (rows[0]?.is_complete === true) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.fail('a transaction of another test has been open for 20 seconds');
}

/** Has everything that was committed stand in the search index. */
export async function indexAll(pool: Pool): Promise<void> {
  const indexer = createSearchIndexer({
    pool,
    clock: machineClock,
    log: { warn: (facts) => assert.fail(JSON.stringify(facts)) },
  });
  await indexer.catchUp();
  await indexer.stop();
}
