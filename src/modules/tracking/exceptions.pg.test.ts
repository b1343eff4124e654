import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EventReader } from '../../hub/index.ts';
import { createManualClock } from '../../hub/testing.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../kernel/clock.ts';
import { createIdSource } from '../../kernel/ids.ts';
import { testDatabase, type TestDatabase } from '../../platform/postgres/testing.ts';
import type { Exception, ExceptionRules } from '../../../contracts/exceptions.ts';
import { createAccess } from '../access/index.ts';
import { createSearchIndexer } from '../orders/index.ts';
import {
  openCompany,
  openShop,
  orderRelease,
  paid,
  putLocation,
  putSkus,
  shopModules,
  type Shop,
} from '../orders/testing.ts';
import {
  createStuckOrders,
  createTracking,
  exceptionConsumer,
  exceptionDeadlines,
  listExceptions,
  listOpenExceptions,
  summariseExceptions,
} from './index.ts';
import { DEFAULT_RULES } from './exception-rules.ts';

let database: TestDatabase;
let shop: Shop;
let reader: EventReader;
let indexer: ReturnType<typeof createSearchIndexer>;
/** A Monday, 10:00 in Shanghai. */
const clock = createManualClock(Date.UTC(2026, 10, 2, 2));

const RULES: ExceptionRules = {
  ...DEFAULT_RULES,
  limits: [
    { state: 'sourced', channel: null, location: null, minutes: 120, clock: 'always', severity: 2 },
    {
      state: 'sourced',
      channel: 'LEDGER',
      location: null,
      minutes: 480,
      clock: 'working_hours',
      severity: 3,
    },
  ],
  routes: [
    {
      kind: 'payment_failed',
      channel: null,
      location: null,
      owner: 'person/ada',
      slaMinutes: 60,
      chain: [],
    },
    {
      kind: null,
      channel: null,
      location: null,
      owner: 'role/operations',
      slaMinutes: 60,
      chain: [
        { owner: 'role/admin', afterMinutes: 30 },
        { owner: 'person/ada', afterMinutes: 60 },
      ],
    },
  ],
};

before(async () => {
  database = await testDatabase();
  const access = createAccess();
  const modules = shopModules((orders) => {
    const [tracking, release] = [createTracking(orders), orderRelease(orders)];
    return {
      leadingSources: [...access.sources, ...tracking.sources],
      handlers: [...access.handlers, ...tracking.handlers, ...release.handlers] as never[],
    };
  });
  shop = openShop(database.pool, clock, modules);
  await openCompany(shop);
  const workingWeekdays = [false, true, true, true, true, true, false];
  await putLocation(shop, 'SHA', { workingWeekdays });
  await putSkus(shop, ['TEA']);
  await shop.receive('TEA', 100);
  for (const [login, roles] of [
    ['ada', ['admin']],
    ['bo', ['operations']],
    ['cy', ['operations']],
  ] as const) {
    const { status, text } = await shop.submit('create_person', {
      login,
      name: login,
      roles,
      passwordHash: null,
    });
    assert.ok(status < 300, text);
  }
  const put = await shop.submit('put_exception_rules', RULES);
  assert.equal(put.status, 200, put.text);
  const { pool } = database;
  reader = new EventReader({
    pool,
    hub: shop.hub.hub,
    clock,
    ids: createIdSource(clock),
    log: { warn: (facts, message) => assert.fail(`${message} ${JSON.stringify(facts)}`) },
    consumers: [exceptionConsumer],
  });
  await reader.catchUp();
  indexer = createSearchIndexer({ pool, clock, log: { warn: () => undefined } });
});
after(async () => {
  await indexer.stop();
  await reader.stop();
  await shop.stop();
  await database.drop();
});

async function open(kind: string): Promise<Exception[]> {
  const page = await listOpenExceptions(
    database.pool,
    { kind, owners: null, subject: null },
    { limit: 100, cursor: null },
  );
  assert.ok(page.kind === 'found');
  return page.value.items;
}

/** Looks for stuck orders with a fresh look, after the index has caught up. */
async function look(): Promise<void> {
  await indexer.catchUp();
  await shop.tick(createStuckOrders());
}

const on = (kind: string, exception: Exception | undefined, body: object = {}) =>
  shop.hub.submit<Exception>(kind, { exceptionId: exception?.id, ...body });

test('[X1, X3] orders that stay too long are one exception a cause, and each leaves it when it goes on', async () => {
  const ids: string[] = [];
  for (let each = 0; each < 3; each += 1) ids.push((await shop.place(paid(1_000))).body.id);
  await look();
  assert.deepEqual(await open('stuck'), []);
  clock.advance(121 * MINUTE_MS);
  await look();
  const [stuck, ...others] = await open('stuck');
  assert.deepEqual(others, []);
  assert.deepEqual(stuck?.subjects.map(({ orderId }) => orderId).toSorted(), ids.toSorted());
  assert.equal(stuck?.suggestion.code, 'release_order');
  assert.equal(stuck?.channel, 'SHOP');
  await look();
  assert.equal((await open('stuck'))[0]?.version, stuck?.version, 'it is told once');
  await shop.on('release_order', ids[0] as string);
  await look();
  assert.deepEqual((await open('stuck'))[0]?.subjects.length, 2);
  for (const id of ids.slice(1)) await shop.on('release_order', id);
  await look();
  assert.deepEqual(await open('stuck'), [], 'it has closed by itself');
});

test('[X1] a closer limit counts, in working hours', async () => {
  clock.set(Date.UTC(2026, 10, 6, 8)); // Friday 16:00 in Shanghai
  const { body } = await shop.place({ channel: 'LEDGER' });
  clock.advance(2 * DAY_MS);
  await look();
  assert.deepEqual(await open('stuck'), [], 'over the weekend nobody works');
  clock.set(Date.UTC(2026, 10, 9, 6)); // Monday 14:00: 2 + 5 of 8 hours
  await look();
  assert.deepEqual(await open('stuck'), []);
  clock.advance(HOUR_MS + MINUTE_MS);
  await look();
  const [stuck] = await open('stuck');
  assert.equal(stuck?.severity, 3);
  await shop.on('cancel_order', body.id, { reason: 'test' });
  await look();
  assert.deepEqual(await open('stuck'), []);
});

test('[X2, X6] a payment that fails opens an exception with its owner, and money closes it', async () => {
  const ids: string[] = [];
  for (let each = 0; each < 2; each += 1) {
    const { body } = await shop.place({});
    ids.push(body.id);
    await shop.on('record_payment', body.id, {
      kind: 'failed',
      amountMinor: 1_000,
      reference: `f${each}`,
    });
  }
  await reader.catchUp();
  const [failed] = await open('payment_failed');
  assert.equal(failed?.owner, 'person/ada');
  assert.equal(failed?.subjects.length, 2, 'both failed at the same channel');
  await shop.on('record_payment', ids[0] as string, {
    kind: 'captured',
    amountMinor: 1_000,
    reference: 'ok',
  });
  await reader.catchUp();
  assert.equal((await open('payment_failed'))[0]?.subjects.length, 1);
  await shop.on('cancel_order', ids[1] as string, { reason: 'changed mind' });
  await reader.catchUp();
  assert.deepEqual(await open('payment_failed'), []);
});

const raise = (causeKey: string, subject: string) =>
  shop.hub.submit<Exception>('raise_exception', {
    kind: 'reported',
    causeKey,
    subject,
    orderId: null,
    channel: null,
    location: null,
    severity: 2,
    suggestion: 'look_closely',
    facts: {},
  });

test('[X4] of those who are asked whoever has least to do gets it, with the candidates kept', async () => {
  const one = await raise('cause/1', 'sku/A');
  const two = await raise('cause/2', 'sku/B');
  assert.deepEqual([one.body.owner, two.body.owner].toSorted(), ['person/bo', 'person/cy']);
  const again = await raise('cause/1', 'sku/A');
  assert.equal(again.body.version, one.body.version, 'the same subject counts once');
  const { rows } = await database.pool.query<{ decision: string }>(
    `select decision from hub.event where type = 'exception.opened' and subject = $1`,
    [`exception/${two.body.id}`],
  );
  const { kind, choice } = JSON.parse(rows[0]?.decision ?? '') as {
    kind: string;
    choice: { candidates: { login: string; rejected: string | null }[] };
  };
  assert.equal(kind, 'tracking.owner');
  const reasons = new Set(choice.candidates.map(({ rejected }) => rejected));
  assert.deepEqual(reasons, new Set(['not_asked', 'busier', null]));
  for (const { body } of [one, two]) await on('resolve_exception', body, { resolution: 'done' });
});

test('[X5] when its time is over the next of the chain is asked, each once', async () => {
  clock.set(Date.UTC(2026, 10, 10, 2));
  const { body } = await raise('cause/escalates', 'sku/E');
  const read = async () => (await open('reported'))[0];
  assert.equal(await shop.tick(exceptionDeadlines), 0);
  clock.advance(91 * MINUTE_MS);
  assert.equal(await shop.tick(exceptionDeadlines), 1);
  assert.deepEqual([(await read())?.owner, (await read())?.level], ['person/ada', 1]);
  assert.equal(await shop.tick(exceptionDeadlines), 0);
  clock.advance(61 * MINUTE_MS);
  assert.equal(await shop.tick(exceptionDeadlines), 1);
  assert.deepEqual([(await read())?.level, (await read())?.escalatesAt], [2, null]);
  clock.advance(DAY_MS);
  assert.equal(await shop.tick(exceptionDeadlines), 0);
  await on('resolve_exception', body, { resolution: 'done' });
});

test('[X12] what only a fact settles is resolved by nobody, and closes with the last of its subjects', async () => {
  const unsure = (id: number | string) =>
    shop.hub.submit<Exception>('raise_exception', {
      kind: 'effect_unsure',
      causeKey: 'effect_unsure/erp',
      subject: `flow_effect/${id}`,
      orderId: null,
      channel: null,
      location: null,
      severity: 2,
      suggestion: 'find_out',
      facts: { connector: 'erp' },
    });
  const settle = (id: number | string) =>
    shop.hub.submit('settle_exception', {
      causeKey: 'effect_unsure/erp',
      subject: `flow_effect/${id}`,
      resolution: 'By itself.',
    });
  const { body } = await unsure(1);
  await unsure(2);
  const refused = await shop.hub.submit<{ code: string; subjects: string[] }>('resolve_exception', {
    exceptionId: body.id,
    resolution: 'enough of it',
  });
  assert.deepEqual(
    [refused.status, refused.body.code, refused.body.subjects],
    [409, 'settled_by_fact', ['flow_effect/1', 'flow_effect/2']],
  );
  await settle(1);
  assert.deepEqual(
    (await open('effect_unsure')).map(({ state }) => state),
    ['open'],
  );
  await settle(2);
  assert.deepEqual(await open('effect_unsure'), []);

  // More than are listed: each of those beyond stands by itself, and none is forgotten.
  await unsure(0);
  await database.pool.query(
    `update tracking.exception set subjects = (
       select jsonb_agg(jsonb_build_object('subject', 'flow_effect/' || number, 'orderId', null,
         'since', '2026-11-01T00:00:00.000Z')) from generate_series(0, 999) as number)
     where open_key = 'effect_unsure/erp'`,
  );
  for (const id of ['beyond', 'beyond', 'further']) await unsure(id);
  assert.equal((await open('effect_unsure')).length, 3);
  await database.pool.query(
    `update tracking.exception set subjects = jsonb_build_array(subjects -> 0)
     where open_key = 'effect_unsure/erp'`,
  );
  await settle(0);
  const left = await open('effect_unsure');
  assert.deepEqual(
    left.flatMap(({ subjects }) => subjects.map(({ subject }) => subject)).toSorted(),
    ['flow_effect/beyond', 'flow_effect/further'],
  );
  // The list has room again: those that come now have a cause in common once more.
  await unsure('new');
  for (const id of ['beyond', 'further', 'new', 'never']) await settle(id);
  assert.deepEqual(await open('effect_unsure'), []);
});

test('[X6] people assign, note, let rest and resolve; what is resolved stays', async () => {
  const { body } = await raise('cause/people', 'sku/P');
  assert.equal((await on('assign_exception', body, { owner: 'person/nobody' })).status, 422);
  assert.equal(
    (await on('assign_exception', body, { owner: 'person/ada' })).body.owner,
    'person/ada',
  );
  assert.equal(
    (await on('note_exception', body, { text: 'called' })).body.notes[0]?.text,
    'called',
  );
  const until = new Date(clock.now() + 3 * DAY_MS).toISOString();
  assert.equal((await on('snooze_exception', body, { until: '2020-01-01T00:00:00Z' })).status, 400);
  assert.equal((await on('snooze_exception', body, { until })).body.snoozedUntil, until);
  clock.advance(2 * DAY_MS);
  assert.equal(await shop.tick(exceptionDeadlines), 0, 'it rests');
  clock.advance(DAY_MS + 1);
  assert.equal(await shop.tick(exceptionDeadlines), 1);
  const [awake] = await open('reported');
  assert.equal(awake?.snoozedUntil, null);
  const resolved = await on('resolve_exception', body, { resolution: 'found it' });
  assert.equal(resolved.body.resolution, 'found it');
  assert.equal((await on('note_exception', body, { text: 'late' })).status, 409);
  const anew = await raise('cause/people', 'sku/P');
  assert.notEqual(anew.body.id, body.id);
  await on('resolve_exception', anew.body, { resolution: 'again' });
});

test('[X7] open ones come by severity and SLA, in pages; the summary counts them', async () => {
  for (let each = 0; each < 5; each += 1) await raise(`cause/page${each}`, `sku/${each}`);
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await listOpenExceptions(
      database.pool,
      { kind: 'reported', owners: ['person/bo', 'person/cy', 'role/operations'], subject: null },
      { limit: 2, cursor },
    );
    assert.ok(page.kind === 'found');
    ids.push(...page.value.items.map(({ id }) => id));
    cursor = page.value.nextCursor;
  } while (cursor !== null);
  assert.equal(new Set(ids).size, 5);
  const bySubject = await listOpenExceptions(
    database.pool,
    { kind: null, owners: null, subject: 'sku/3' },
    { limit: 10, cursor: null },
  );
  assert.ok(bySubject.kind === 'found' && bySubject.value.items.length === 1);
  const summary = await summariseExceptions(database.pool, clock.now() + 5 * DAY_MS);
  assert.deepEqual(
    summary.byKind.filter(({ kind }) => kind === 'reported'),
    [{ kind: 'reported', open: 5, overdue: 5, subjects: 5 }],
  );
  const newest = await listExceptions(
    database.pool,
    { kind: null, owners: null, state: 'resolved' },
    { limit: 100, cursor: null },
  );
  assert.ok(newest.kind === 'found' && newest.value.items.length > 3);
});

test('[X8] rules that cannot be are refused', async () => {
  const put = (hours: Partial<ExceptionRules['hours']>) =>
    shop.submit('put_exception_rules', { ...RULES, hours: { ...RULES.hours, ...hours } });
  assert.equal((await put({ timeZone: 'Mars/Base' })).body.code, 'invalid_settings');
  assert.equal((await put({ fromMinute: 600, toMinute: 600 })).body.code, 'invalid_settings');
  assert.deepEqual(shop.hub.reported, []);
});
