import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import {
  createJobRunner,
  EventReader,
  jobControl,
  listJobs,
  type CommandHandler,
} from '../../hub/index.ts';
import { testHub, type TestHub } from '../../hub/testing.ts';
import { DAY_MS, HOUR_MS, instantToText } from '../../kernel/clock.ts';
import { createIdSource } from '../../kernel/ids.ts';
import type { JobRunner } from '../../platform/jobs/index.ts';
import { testDatabase, type TestDatabase } from '../../platform/postgres/testing.ts';
import {
  createMailTransport,
  createNoticeConsumer,
  createNotices,
  createTestMailer,
  listSentNotices,
  readNoticeTemplate,
  sendNoticeTask,
} from './index.ts';

const say: CommandHandler<{ type: string; orderId: number; data: object }> = {
  kind: 'say',
  need() {},
  decide({ body, receivedAt }, unit) {
    const { type, orderId, data } = body;
    const subject = `order/${orderId}`;
    unit.emit({ type, subject, orderId, occurredAt: receivedAt, data: JSON.stringify(data) });
    return { kind: 'accepted', status: 200, body: '{}' };
  },
};

let database: TestDatabase;
let hub: TestHub;
let smtp: SMTPServer;
let port = 0;
let reader: EventReader;
let jobs: JobRunner;
let transport: ReturnType<typeof createMailTransport>;
const mails: ParsedMail[] = [];
const warned: string[] = [];
/** What the server answers to the next messages: a code to refuse with, or null to take them. */
let refusal: { code: number; text: string } | null = null;
let nextOrderId = 0;

before(async () => {
  database = await testDatabase({ poolSize: 16 });
  const { pool } = database;
  hub = testHub(pool, {
    modules: [jobControl, createNotices({ mayBePrivate: true }), { sources: [], handlers: [say] }],
  });
  await listen(0);
  const shared = { pool, hub: hub.hub, clock: hub.clock, ids: createIdSource(hub.clock) };
  const log = {
    warn: (facts: object, message: string) =>
      void warned.push(`${message} ${JSON.stringify(facts)}`),
  };
  transport = createMailTransport(`smtp://127.0.0.1:${port}/?ignoreTLS=true`);
  reader = new EventReader({ ...shared, log, consumers: [createNoticeConsumer(pool)] });
  jobs = createJobRunner({
    ...shared,
    log,
    tasks: {
      send_notice: sendNoticeTask({ ...shared, transport, sender: 'Shop <shop@example.com>' }),
    },
  });
  await pool.query(
    `insert into orders.channel (code, name, names, currency, time_zone, backorder, split,
       excluded_location_codes, changed_at)
     values ('web', 'Tea House', '{"zh-CN": "茶馆"}', 'EUR', 'Asia/Shanghai', 'allow', 'allow', '{}', to_timestamp(0)),
       ('quiet', 'Quiet', '{}', 'EUR', 'UTC', 'allow', 'allow', '{}', to_timestamp(0))`,
  );
});
beforeEach(async () => {
  await reader.catchUp();
  await database.pool.query('delete from graphile_worker._private_jobs');
  mails.length = 0;
  warned.length = 0;
  refusal = null;
  await put('web', {
    kinds: [
      'placed',
      'paid',
      'delayed',
      'shipped',
      'delivered',
      'cancelled',
      'refunded',
      'backordered',
    ],
  });
});
after(async () => {
  await reader.stop();
  await jobs.stop();
  transport.close();
  await close();
  await hub.stop();
  await database.drop();
});

async function listen(onPort: number): Promise<void> {
  smtp = new SMTPServer({
    authOptional: true,
    closeTimeout: 50,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, _session, done) => void receive(stream, done),
  });
  smtp.on('error', () => undefined);
  smtp.listen(onPort, '127.0.0.1');
  await once(smtp.server, 'listening');
  port = (smtp.server.address() as AddressInfo).port;
}

async function receive(
  stream: Parameters<typeof simpleParser>[0],
  answer: (error?: Error) => void,
): Promise<void> {
  const mail = await simpleParser(stream);
  if (refusal === null) mails.push(mail);
  answer(
    refusal === null
      ? undefined
      : Object.assign(new Error(refusal.text), { responseCode: refusal.code }),
  );
}

async function close(): Promise<void> {
  await new Promise<void>((resolve) => smtp.close(resolve));
}

async function put(channel: string, setting: object): Promise<void> {
  const answer = await hub.submit('put_notice_setting', { channel, ...setting });
  assert.equal(answer.status, 200, answer.text);
  hub.clock.advance(1);
}

/** An order as it stands in the database. */
async function order(more: Record<string, unknown> = {}, channel = 'web'): Promise<number> {
  nextOrderId += 1;
  const row = {
    id: nextOrderId,
    channel_id: 0,
    external_id: `SHOP-${nextOrderId}`,
    request_hash: '\\x00',
    version: 1,
    state: 'sourced',
    payment_state: 'paid',
    stock_state: 'none',
    currency: 'EUR',
    kind: 'standard',
    goods_minor: 2_500,
    discount_minor: 0,
    tax_minor: 0,
    charges_minor: 0,
    total_minor: 2_500,
    paid_minor: 2_500,
    priority: 0,
    placed_at: instantToText(hub.clock.now()),
    recorded_at: instantToText(hub.clock.now()),
    promised_at: instantToText(hub.clock.now() + 3 * DAY_MS),
    customer: { name: 'Ada', email: 'ada@example.com' },
    ship_to: { lines: ['1 Road'], countryCode: 'DE' },
    details: { charges: [], attributes: {}, customFields: {}, note: '' },
    shipments: [],
    holds: [],
    ...more,
  };
  await database.pool.query(
    `insert into orders.order_header
     select (jsonb_populate_record(null::orders.order_header, $1::jsonb
       || jsonb_build_object('channel_id', (select id from orders.channel where code = $2::text)))).*`,
    [JSON.stringify(row), channel],
  );
  return nextOrderId;
}

async function happen(type: string, orderId: number, data: object = {}): Promise<void> {
  assert.equal((await hub.submit('say', { type, orderId, data })).status, 200);
}

async function catchUp(): Promise<void> {
  await reader.catchUp();
  await jobs.catchUp();
}

const subjects = () => mails.map(({ subject }) => subject ?? '');
const left = () => listJobs(database.pool, { state: null, task: 'send_notice' }, '0', 100);

test('[N10] each moment of an order sends its mail', async () => {
  const id = await order();
  const day = (days: number) => ({ promisedAt: instantToText(hub.clock.now() + days * DAY_MS) });
  await happen('order.placed', id, { state: 'placed', ...day(3) });
  await happen('order.payment_recorded', id, {
    milestones: ['paid'],
    payment: { kind: 'captured', amountMinor: 2_500 },
  });
  await happen('order.sourced', id, day(3));
  await happen('order.sourced', id, day(5));
  await happen('order.promise_moved', id, day(7));
  await happen('fulfilment.shipped', id, {
    trackingNumber: 'T-1',
    parcels: [{ trackingNumber: 'T-1' }, { trackingNumber: 'T-2' }],
    carrier: 'DHL',
    lines: [],
  });
  await happen('fulfilment.delivered', id, {});
  await happen('order.payment_recorded', id, { payment: { kind: 'refunded', amountMinor: 700 } });
  await happen('order.cancelled', id, {});
  await catchUp();
  const number = `SHOP-${id}`;
  assert.deepEqual(
    subjects().toSorted(),
    [
      `Your order ${number}`,
      `Your order ${number} comes later than promised`,
      `Your order ${number} comes later than promised`,
      `Your order ${number} has been cancelled`,
      `Your order ${number} has been delivered`,
      `Your order ${number} is on its way`,
      `Your refund for order ${number}`,
      `We have received your payment for order ${number}`,
    ].toSorted(),
  );
  const shipped = mails.find(({ subject }) => subject?.endsWith('on its way'));
  assert.match(shipped?.text ?? '', /handed to DHL\.\s+Tracking: T-1, T-2/);
  assert.match(shipped?.html === false ? '' : (shipped?.html ?? ''), /T-1, T-2/);
  assert.equal(shipped?.from?.text, '"Shop" <shop@example.com>');
  const refunded = mails.find(({ subject }) => subject?.startsWith('Your refund'));
  assert.match(refunded?.text ?? '', /€7\.00/);
  const log = await listSentNotices(database.pool, id);
  assert.equal(log.length, 8);
});

test('[N10] [N13] who wants none, has no address, or is of another channel gets none', async () => {
  await put('quiet', { kinds: [] });
  const placed = { state: 'placed' };
  const details = { charges: [], attributes: { noNotices: true }, customFields: {}, note: '' };
  await happen('order.placed', await order({ details }), placed);
  await happen('order.placed', await order({ customer: { name: 'Ada' } }), placed);
  await happen('order.placed', await order({}, 'quiet'), placed);
  await happen('order.payment_recorded', await order(), { payment: { kind: 'authorised' } });
  await catchUp();
  assert.deepEqual([subjects(), await left()], [[], []]);
  await happen('order.placed', await order(), { state: 'backordered' });
  await catchUp();
  assert.equal(mails.length, 1);
  assert.match(mails[0]?.subject ?? '', /Part of your order/);
});

test('[N10] a setting counts from its change on', async () => {
  const before = await order();
  await put('web', { kinds: [] });
  await happen('order.placed', before, { state: 'placed' });
  await catchUp();
  await put('web', { kinds: ['placed'], sender: 'Tea <tea@example.org>' });
  const since = await order();
  await happen('order.placed', since, { state: 'placed' });
  await catchUp();
  assert.deepEqual(subjects(), [`Your order SHOP-${since}`]);
  assert.equal(mails[0]?.from?.text, '"Tea" <tea@example.org>');
  assert.match(mails[0]?.messageId ?? '', /^<placed\.[0-9a-f-]{36}@example\.org>$/);
});

test('[N11] a mail is in the customer’s language, with a template of the user’s own where there is one', async () => {
  const customer = { name: '小明', email: 'ming@example.com', language: 'zh' };
  await happen('order.placed', await order({ customer }), { state: 'placed' });
  await catchUp();
  assert.match(mails[0]?.subject ?? '', /^订单 SHOP-\d+ 已收到$/);
  assert.match(mails[0]?.text ?? '', /小明，您好！[\s\S]*茶馆/);
  const template = {
    subject: 'Bonjour {{orderNumber}}',
    bodyText: 'Merci',
    bodyHtml: '<p>Merci</p>',
  };
  for (const expected of [1, 2]) {
    const body = { kind: 'placed', language: 'fr', ...template };
    const answer = await hub.submit('put_notice_template', body);
    assert.equal(answer.body['version'], expected);
  }
  const french = await order({ customer: { ...customer, language: 'fr-CA' } });
  await happen('order.placed', french, { state: 'placed' });
  await catchUp();
  assert.equal(mails[1]?.subject, `Bonjour SHOP-${french}`);
  const [sent] = await listSentNotices(database.pool, french);
  assert.deepEqual([sent?.language, sent?.templateVersion], ['fr', 2]);
});

test('[N12] [N13] while the server is away a mail waits; it is sent once, and its Message-ID is its own', async () => {
  const id = await order();
  await close();
  await happen('order.placed', id, { state: 'placed' });
  await catchUp();
  const [waiting] = await left();
  assert.equal(waiting?.state, 'waiting');
  assert.match(waiting?.error ?? '', /^mail: E[A-Z]+$/);
  await listen(port);
  hub.clock.advance(HOUR_MS);
  await jobs.catchUp();
  assert.equal(mails.length, 1);
  // The process died after the server took the mail: the same job comes again, and finds it sent.
  const [sent] = await listSentNotices(database.pool, id);
  assert.equal(sent?.messageId, mails[0]?.messageId);
  const { rows } = await database.pool.query<{ xid: string; id: string }>(
    `select xid::text as xid, id from hub.event where order_id = $1 and type = 'order.placed'`,
    [id],
  );
  const second = createMailTransport(`smtp://127.0.0.1:${port}/?ignoreTLS=true`);
  const again = sendNoticeTask({
    pool: database.pool,
    clock: hub.clock,
    transport: second,
    sender: 'Shop <shop@example.com>',
  });
  const payload = { kind: 'placed', xid: rows[0]?.xid, eventId: rows[0]?.id };
  await again(payload, {} as never);
  assert.equal(mails.length, 1);
  // It died before it could note that: the twin carries the same Message-ID.
  await database.pool.query('delete from notices.sent_mail where order_id = $1', [id]);
  await again(payload, {} as never);
  second.close();
  assert.deepEqual([mails.length, mails[1]?.messageId], [2, mails[0]?.messageId]);
});

test('[N12] [N13] what the server refuses for good is dead at once, and its words stay with it', async () => {
  refusal = { code: 550, text: 'no such user ada@example.com' };
  await happen('order.placed', await order(), { state: 'placed' });
  await catchUp();
  const [dead] = await left();
  assert.deepEqual([dead?.state, dead?.error], ['dead', 'mail: EMESSAGE 550']);
  refusal = { code: 451, text: 'later, ada@example.com' };
  await happen('order.placed', await order(), { state: 'placed' });
  await catchUp();
  assert.deepEqual(
    (await left()).map(({ state }) => state),
    ['dead', 'waiting'],
  );
  const { rows } = await database.pool.query<{ text: string }>(
    `select string_agg(payload::text || coalesce(last_error, ''), ' ') as text from graphile_worker._private_jobs
     union all select string_agg(data, ' ') from hub.event where type = 'job.failed'`,
  );
  assert.doesNotMatch(JSON.stringify([rows, warned]), /ada@|Ada/);
});

test('[N18] a test mail goes to an address that somebody types, by a template that is not put, and is in no history', async () => {
  const mailer = createTestMailer({
    pool: database.pool,
    transport,
    sender: 'Shop <shop@example.com>',
  });
  const mail = { kind: 'shipped' as const, language: 'en', recipient: 'me@example.com' };
  const template = { subject: 'Hi {{customerName}}', bodyText: 'x', bodyHtml: '<p>x</p>' };
  const count = async () =>
    (await database.pool.query('select from notices.sent_mail')).rowCount ?? 0;
  const before = await count();
  const id = await mailer.send({ ...mail, template, id: 'one' });
  assert.equal(id, '<test.shipped.one@example.com>');
  await mailer.send({ ...mail, template: undefined, id: 'two' });
  assert.deepEqual(
    mails.map(({ subject }) => subject),
    ['Hi Ada <Lovelace>', 'Your order SHOP-1001 is on its way'],
  );
  assert.equal(await count(), before);
  refusal = { code: 550, text: 'no such user me@example.com' };
  const refused = await mailer.send({ ...mail, template, id: 'three' });
  assert.ok(typeof refused === 'object');
  assert.deepEqual([refused.code, refused.facts], ['mail_refused', { answer: 'EMESSAGE 550' }]);
  assert.doesNotMatch(JSON.stringify(refused), /me@/);
});

test('[N18] who drops a template of their own gets back ours, and the next they write counts on', async () => {
  const texts = { subject: 'Own', bodyText: 'x', bodyHtml: '<p>x</p>' };
  const own = { kind: 'delivered' as const, language: 'en' };
  const read = () => readNoticeTemplate(database.pool, own.kind, own.language);
  const builtIn = await read();
  assert.equal((await hub.submit('drop_notice_template', own)).status, 404);
  await hub.submit('put_notice_template', { ...own, ...texts });
  const dropped = await hub.submit('drop_notice_template', own);
  assert.deepEqual([dropped.status, dropped.body], [200, { ...own, hasBuiltIn: true }]);
  assert.deepEqual(await read(), builtIn);
  assert.equal((await hub.submit('drop_notice_template', own)).status, 404);
  await hub.submit('put_notice_template', { ...own, ...texts });
  assert.equal((await read())?.version, 3);
  await hub.submit('put_notice_template', { ...own, ...texts, language: 'fr' });
  await hub.submit('drop_notice_template', { ...own, language: 'fr' });
  assert.equal(await readNoticeTemplate(database.pool, own.kind, 'fr'), null);
});
