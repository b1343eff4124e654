import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { signatureOf } from '../modules/orders/index.ts';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import { NAMES_BY_CLASS } from '../../contracts/views.ts';
import { Contract, type Document } from './contract.testing.ts';
import { columnsHolding, patternOf } from './kept-values.testing.ts';
import { OWN_PAGE, sessionCookieOf } from './people.testing.ts';
import { breakTable, mendTable } from './testing.sql.ts';
import {
  fillCompany,
  historyIsComplete,
  testOrder,
  testServer,
  type TestAnswer,
  type TestServer,
} from './testing.ts';

const PROVIDER_SECRET = 'shared-with-the-bank';
/** The one column in which a secret itself stands: deliveries are signed with it. */
const KEPT_FOR_SIGNING = ['notices.webhook.secrets'];
const HASH_OF_PASSWORD = String.raw`\$argon2`;
/** What the commands with secrets write. */
const WRITTEN = [
  'access.api_key',
  'access.person',
  'access.session',
  'hub.event',
  'notices.webhook',
  'orders.gift_card',
];

let database: TestDatabase;
let server: TestServer;
let document: Document;
/** Every secret that was sent or answered. */
const secrets = new Set<string>([PROVIDER_SECRET]);
/** What the steps made, by name. */
const made = new Map<string, string>();

before(async () => {
  database = await testDatabase();
  server = await testServer(database.pool, {
    environment: (name) => (name === 'LINCHPIN_SECRET_BANK' ? PROVIDER_SECRET : undefined),
  });
  await fillCompany(server);
  ({ document } = await Contract.of(server));
});
after(async () => {
  await server.stop();
  await database.drop();
});

const of = (name: string): string => {
  const value = made.get(name);
  assert.ok(value !== undefined, `no step has made ${name}`);
  return value;
};

/** Takes what an answer shows, under a name; `isSecret`: to be looked for afterwards. */
function learn(name: string, value: unknown, isSecret: boolean): void {
  assert.ok(typeof value === 'string' && value.length > 3, `${name} is answered`);
  made.set(name, value);
  if (isSecret) secrets.add(value);
}

let count = 0;
/** A call that keeps its answer, so that kept answers are looked through too. */
const send = (method: 'POST' | 'PUT', url: string, body?: unknown): Promise<TestAnswer> =>
  server.call(method, url, body, { headers: { 'idempotency-key': `secret-${(count += 1)}` } });
const sendAsBrowser = (url: string, body?: unknown): Promise<TestAnswer> =>
  server.call('POST', url, body, { key: null, headers: { cookie: of('cookie'), ...OWN_PAGE } });
const logIn = (password: string): Promise<TestAnswer> =>
  server.call('POST', '/v1/login', { login: 'ada', password }, { key: null });

function newPassword(): string {
  const password = `a-new-password-of-ada-${(count += 1)}`;
  secrets.add(password);
  return password;
}

interface Step {
  /** As the document names it. */
  readonly operation: string;
  readonly call: () => Promise<TestAnswer>;
  readonly learn?: (answer: TestAnswer) => void;
}

const cookieOf = (answer: TestAnswer): void => {
  const cookie = sessionCookieOf(answer);
  made.set('cookie', cookie);
  secrets.add(cookie.slice(cookie.indexOf('=') + 1));
};

/** Every operation that takes or gives a secret, in an order in which each finds what it needs. */
const STEPS: readonly Step[] = [
  {
    operation: 'POST /v1/keys',
    call: () => send('POST', '/v1/keys', { name: `shop-${count}`, scopes: ['stock:read'] }),
    learn({ body }) {
      learn('keyId', body['id'], false);
      learn('key', body['key'], true);
    },
  },
  {
    operation: 'POST /v1/keys/{id}/rotate',
    call: () => send('POST', `/v1/keys/${of('keyId')}/rotate`),
    learn: ({ body }) => learn('key', body['key'], true),
  },
  {
    operation: 'POST /v1/people',
    call() {
      const login = made.has('password') ? 'ben' : 'ada';
      return send('POST', '/v1/people', { login, name: login, roles: ['agent'] });
    },
    learn: ({ body }) => learn('password', body['oneTimePassword'], true),
  },
  {
    operation: 'POST /v1/people/{login}/one-time-password',
    call: () => send('POST', '/v1/people/ada/one-time-password'),
    learn: ({ body }) => learn('password', body['oneTimePassword'], true),
  },
  { operation: 'POST /v1/login', call: () => logIn(of('password')), learn: cookieOf },
  {
    operation: 'POST /v1/me/password',
    call() {
      made.set('chosen', newPassword());
      const body = { password: of('password'), newPassword: of('chosen') };
      return sendAsBrowser('/v1/me/password', body);
    },
    learn: () => made.set('password', of('chosen')),
  },
  {
    operation: 'POST /v1/me/sessions/end-others',
    call: () => sendAsBrowser('/v1/me/sessions/end-others'),
  },
  {
    operation: 'POST /v1/webhooks',
    call: () => send('POST', '/v1/webhooks', { url: 'https://example.com/hook', types: ['*'] }),
    learn({ body }) {
      learn('webhook', body['id'], false);
      learn('webhookSecret', body['secret'], true);
    },
  },
  {
    operation: 'POST /v1/webhooks/{id}/rotate',
    call: () => send('POST', `/v1/webhooks/${of('webhook')}/rotate`),
    learn: ({ body }) => learn('webhookSecret', body['secret'], true),
  },
  {
    operation: 'POST /v1/gift-cards',
    call: () => send('POST', '/v1/gift-cards', { currency: 'CNY', amountMinor: 5_000 }),
    learn: ({ body }) => learn('giftCard', body['giftCardCode'], true),
  },
  {
    operation: 'POST /v1/orders',
    call: () => send('POST', '/v1/orders', orderByGiftCard()),
    learn: ({ body }) => learn('order', body['id'], false),
  },
  {
    operation: 'POST /v1/orders/bulk',
    call: () =>
      server.call('POST', '/v1/orders/bulk', JSON.stringify(orderByGiftCard()), {
        headers: { 'content-type': 'application/x-ndjson' },
      }),
  },
  {
    operation: 'PUT /v1/payment-providers/{code}',
    call: () =>
      send('PUT', '/v1/payment-providers/BANK', {
        name: `Bank ${(count += 1)}`,
        kind: 'http',
        url: 'https://bank.example',
        currency: 'CNY',
        secretVariable: 'LINCHPIN_SECRET_BANK',
      }),
  },
  {
    operation: 'POST /v1/payment-providers/{code}/notices',
    call() {
      const reference = `N${(count += 1)}`;
      const fact = { orderId: of('order'), kind: 'captured', amountMinor: 1, reference };
      const body = JSON.stringify(fact);
      const timestamp = String(Date.now());
      return server.call('POST', '/v1/payment-providers/BANK/notices', body, {
        headers: {
          'linchpin-timestamp': timestamp,
          'linchpin-signature': signatureOf(PROVIDER_SECRET, timestamp, body),
        },
      });
    },
  },
];
/** Ends the session, so that it comes last. */
const LAST_STEP: Step = { operation: 'POST /v1/logout', call: () => sendAsBrowser('/v1/logout') };

function orderByGiftCard(): object {
  const giftCards = [{ code: of('giftCard'), amountMinor: 10 }];
  return testOrder(`by-card-${(count += 1)}`, { giftCards });
}

/** Names of all properties that a part of the document may hold. */
function namesIn(part: unknown, names = new Set<string>(), seen = new Set<string>()): Set<string> {
  if (typeof part !== 'object' || part === null) return names;
  for (const [name, content] of Object.entries(part)) {
    if (name === '$ref') {
      const referred = String(content).split('/').at(-1) as string;
      if (!seen.has(referred))
        namesIn(document.components.schemas[referred], names, seen.add(referred));
    } else {
      if (name === 'properties') for (const key of Object.keys(content as object)) names.add(key);
      namesIn(content, names, seen);
    }
  }
  return names;
}

test('[A28] every operation whose request or answer has a secret is among the steps', () => {
  const found: string[] = [];
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const { requestBody } = operation as { readonly requestBody?: unknown };
      const asked = namesIn(requestBody);
      const told = namesIn(operation.responses);
      const isSecret = NAMES_BY_CLASS.secret.some((name) => asked.has(name) || told.has(name));
      // Two secrets have names that mean something else elsewhere.
      const isNamedOtherwise = asked.has('giftCards') || path.startsWith('/v1/keys/{id}/rotate');
      if (isSecret || isNamedOtherwise) found.push(`${method.toUpperCase()} ${path}`);
    }
  }
  assert.ok(found.length > 8, found.join());
  const driven = new Set(STEPS.map(({ operation }) => operation));
  assert.deepEqual(
    found.filter((operation) => !driven.has(operation)),
    [],
  );
});

/** No secret stands in a table, in what the API tells of what happened, or in the log. */
async function assertNothingIsKept(): Promise<void> {
  const pattern = [...secrets].map(patternOf).join('|');
  assert.deepEqual(await columnsHolding(database.pool, pattern), KEPT_FOR_SIGNING);
  assert.deepEqual(await columnsHolding(database.pool, HASH_OF_PASSWORD), [
    'access.person.password_hash',
  ]);
  await historyIsComplete(database.pool);
  const told = await Promise.all(
    [
      '/v1/audit?limit=1000',
      '/v1/events?limit=1000',
      '/v1/quarantine',
      '/v1/jobs',
      '/v1/webhooks',
    ].map((url) => server.call('GET', url)),
  );
  const texts = [...told.map(({ text }) => text), ...server.reported].join('\n');
  for (const secret of [...secrets, '$argon2']) assert.ok(!texts.includes(secret), secret);
}

test('[A28] no secret that is taken or given is kept in a table, told again or logged', async () => {
  for (const { operation, call, learn: learnFrom } of STEPS) {
    const answer = await call();
    assert.ok(answer.status < 300, `${operation}: ${answer.text}`);
    learnFrom?.(answer);
  }
  secrets.add('a-password-that-is-wrong');
  assert.equal((await logIn('a-password-that-is-wrong')).status, 401);
  await send('POST', `/v1/webhooks/${of('webhook')}/test`);
  await assertNothingIsKept();
  assert.deepEqual(server.reported, []);
});

test('[A28] nor of a command that could not be carried out, whatever the database says of it', async () => {
  for (const table of WRITTEN) await database.pool.query(breakTable(table));
  try {
    for (const { operation, call } of [...STEPS, LAST_STEP]) {
      const answer = await call();
      assert.match(answer.text, /"code":"quarantined"/, `${operation}: ${answer.text}`);
    }
  } finally {
    for (const table of WRITTEN) await database.pool.query(mendTable(table));
  }
  await assertNothingIsKept();
  const { body } = await server.call('GET', '/v1/quarantine?limit=100');
  const kept = body['items'] as unknown as readonly {
    readonly id: string;
    readonly kind: string;
    readonly body: Readonly<Record<string, unknown>>;
  }[];
  assert.equal(kept.length, STEPS.length + 1);
  for (const { id, kind, body: command } of kept) {
    const hidden = Object.entries(command).filter(
      ([name, value]) => NAMES_BY_CLASS.secret.includes(name) && value !== null,
    );
    assert.ok(
      hidden.every(([, value]) => value === 'withheld'),
      JSON.stringify(command),
    );
    const retried = await server.call('POST', `/v1/quarantine/${id}/retry`);
    // Without its secret a command is given up; an order that is paid by a gift card has none.
    assert.equal(retried.status, hidden.length > 0 ? 409 : retried.status, retried.text);
    assert.ok(hidden.length > 0 || retried.status < 300, `${kind}: ${retried.text}`);
    if (hidden.length === 0) continue;
    assert.match(String(retried.body['detail']), /carried a secret, which is not kept/);
    assert.equal((await server.call('POST', `/v1/quarantine/${id}/drop`)).status, 204);
  }
  await assertNothingIsKept();
});
