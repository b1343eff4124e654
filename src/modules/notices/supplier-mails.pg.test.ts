import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { createJobRunner, EventReader, jobControl, listJobs } from '../../hub/index.ts';
import { createManualClock } from '../../hub/testing.ts';
import { createIdSource } from '../../kernel/ids.ts';
import type { JobRunner } from '../../platform/jobs/index.ts';
import { testDatabase } from '../../platform/postgres/testing.ts';
import type { PurchaseOrderView } from '../../../contracts/purchase-orders.ts';
import { createFulfilment, readPurchaseOrder } from '../fulfilment/index.ts';
import { warehouseOf } from '../fulfilment/testing.ts';
import {
  aLine,
  openCompany,
  openShop,
  putLocation,
  putSkus,
  shopModules,
} from '../orders/testing.ts';
import { createTracking, exceptionConsumer, listOpenExceptions } from '../tracking/index.ts';
import {
  createMailTransport,
  createNoticeConsumer,
  createNotices,
  listSentNotices,
  mailSupplierTask,
  previewNotice,
  sendNoticeTask,
} from './index.ts';

const database = await testDatabase({ poolSize: 16 });
const { pool } = database;
const shop = openShop(pool, createManualClock(), [
  jobControl,
  createNotices({ mayBePrivate: true }),
  ...shopModules((orders) => {
    const [fulfilment, tracking] = [createFulfilment(orders), createTracking(orders)];
    return {
      ...fulfilment,
      leadingSources: [...tracking.sources, ...fulfilment.leadingSources],
      handlers: [...tracking.handlers, ...fulfilment.handlers],
    };
  }),
]);
const warehouse = warehouseOf(shop);
const { done, released } = warehouse;
const mails: ParsedMail[] = [];
/** What the server answers to the next messages: a code to refuse with, or null to take them. */
let refusal: number | null = null;
let reader: EventReader;
let jobs: JobRunner;
let transport: ReturnType<typeof createMailTransport>;
const smtp = new SMTPServer({
  authOptional: true,
  closeTimeout: 50,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onData: (stream, _session, answer) => void receive(stream, answer),
});

async function receive(
  stream: Parameters<typeof simpleParser>[0],
  answer: (error?: Error) => void,
): Promise<void> {
  const mail = await simpleParser(stream);
  if (refusal === null) mails.push(mail);
  answer(
    refusal === null
      ? undefined
      : Object.assign(new Error('no such kiln@maker.example'), { responseCode: refusal }),
  );
}

const shared = { pool, hub: shop.hub.hub, clock: shop.clock, ids: createIdSource(shop.clock) };
const log = { warn: () => undefined };
const sender = 'Shop <shop@example.com>';

function jobsWith(given: ReturnType<typeof createMailTransport> | null): JobRunner {
  return createJobRunner({
    ...shared,
    log,
    tasks: {
      mail_supplier: mailSupplierTask({ ...shared, transport: given, sender }),
      ...(given === null
        ? {}
        : { send_notice: sendNoticeTask({ ...shared, transport: given, sender }) }),
    },
  });
}

before(async () => {
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
  const { port } = smtp.server.address() as AddressInfo;
  transport = createMailTransport(`smtp://127.0.0.1:${port}/?ignoreTLS=true`);
  reader = new EventReader({
    ...shared,
    log,
    consumers: [exceptionConsumer, createNoticeConsumer(pool)],
  });
  jobs = jobsWith(transport);
  await openCompany(shop);
  for (const [code, kind] of [
    ['MAKER', 'supplier'],
    ['STORE', 'store'],
  ] as const) {
    await putLocation(shop, code, {
      kind,
      name: `The ${code}`,
      names: { 'zh-CN': `${code} 店` },
      address: { lines: ['Kiln Road 9'], city: 'Shanghai', countryCode: 'CN', regionCode: 'SH' },
    });
  }
  await putSkus(shop, ['TEA', 'LAMP'], {
    dimensionsMillimetres: { length: 100, width: 80, height: 60 },
  });
  await shop.receive('LAMP', 50, 'MAKER');
  await shop.receive('TEA', 10, 'STORE');
  await reader.catchUp();
});
beforeEach(async () => {
  mails.length = 0;
  refusal = null;
  await putAddress('en');
});
after(async () => {
  assert.deepEqual(shop.hub.reported, []);
  await reader.stop();
  await jobs.stop();
  transport.close();
  await new Promise<void>((resolve) => smtp.close(resolve));
  await shop.stop();
  await database.drop();
});

const lamps = {
  kind: 'drop_ship' as const,
  shipTo: {
    name: 'Ada <Lovelace>',
    lines: ['Nanjing Road 1'],
    city: 'Shanghai',
    countryCode: 'CN',
    regionCode: 'SH',
  },
  lines: [aLine('LAMP', 2)],
};

const putAddress = (language: string) =>
  done('put_site', {
    location: 'MAKER',
    purchaseOrders: { email: 'kiln@maker.example', language },
  });

async function catchUp(runner = jobs): Promise<void> {
  await reader.catchUp();
  await runner.catchUp();
  await reader.catchUp();
}

async function purchase(id: string): Promise<PurchaseOrderView> {
  const answer = await readPurchaseOrder(pool, id);
  assert.ok(answer.kind === 'found', id);
  return answer.value;
}

async function openKinds(): Promise<string[]> {
  const filter = { kind: null, owners: null, subject: null };
  const list = await listOpenExceptions(pool, filter, { limit: 50, cursor: null });
  assert.ok(list.kind === 'found');
  return list.value.items.map(({ kind }) => kind);
}

const toOf = (mail: ParsedMail | undefined) =>
  mail?.to === undefined ? '' : [mail.to].flat()[0]?.text;

test('[N16] a supplier is mailed what to send, to where and until when, without any price', async () => {
  const id = `${await released(lamps)}-1`;
  await catchUp();
  const [mail] = mails;
  assert.equal(mails.length, 1);
  assert.deepEqual(
    [mail?.subject, toOf(mail), mail?.from?.text],
    [`Purchase order ${id}`, 'kiln@maker.example', '"Shop" <shop@example.com>'],
  );
  const body = mail?.text ?? '';
  assert.match(body, /Hello The MAKER,/);
  assert.match(body, /2 × LAMP/);
  assert.match(body, /Send it to:\s+Ada <Lovelace>\s+Nanjing Road 1\s+Shanghai SH\s+CN/);
  assert.match(mail?.html === false ? '' : (mail?.html ?? ''), /Ada &lt;Lovelace&gt;<br>/);
  assert.doesNotMatch(body, /¥|CNY|1,000|10\.00/);
  const sent = await purchase(id);
  assert.deepEqual([sent.state, sent.mails[0]?.outcome], ['sent', 'sent']);
  const { rows } = await pool.query(
    'select to_jsonb(job)::text from graphile_worker._private_jobs as job',
  );
  assert.ok(!JSON.stringify(rows).includes('kiln@'), 'no job keeps an address');
});

test('[N16] in the language of the supplier, and of what is left of it after a part has gone', async () => {
  await putAddress('zh-CN');
  const orderId = await released({ ...lamps, lines: [aLine('LAMP', 5)] });
  const id = `${orderId}-1`;
  await catchUp();
  assert.equal(mails[0]?.subject, `采购单 ${id}`);
  await done('ship_purchase_order', {
    purchaseOrder: id,
    carrier: 'SF',
    trackingNumber: 'PART',
    lines: [{ lineNumber: 1, quantity: 2 }],
  });
  await shop.on('cancel_order', orderId, {
    reason: 'four will do',
    lines: [{ lineNumber: 1, quantity: 1 }],
  });
  await catchUp();
  assert.equal(mails[1]?.subject, `采购单 ${id} 有变更`);
  assert.match(mails[1]?.text ?? '', /2 × LAMP/);
  await shop.on('cancel_order', orderId, { reason: 'that will do' });
  await catchUp();
  assert.equal(mails[2]?.subject, `采购单 ${id} 已取消`);
  assert.deepEqual(
    (await listSentNotices(pool, Number(orderId))).map(({ kind }) => kind),
    ['purchase_order', 'purchase_order_changed', 'purchase_order_cancelled'].toSorted(
      (one, other) => mailOrder(one) - mailOrder(other),
    ),
  );
});

/** All of a test happens at one time, and the list is by time and then by kind. */
const mailOrder = (kind: string) =>
  ['purchase_order', 'purchase_order_cancelled', 'purchase_order_changed'].indexOf(kind);

test('[N16] who has no address opens one exception, which ends when it is sent again', async () => {
  await done('put_site', { location: 'MAKER' });
  const [first, second] = [`${await released(lamps)}-1`, `${await released(lamps)}-1`];
  await catchUp();
  assert.deepEqual(
    [(await purchase(first)).state, (await purchase(second)).mails[0]?.outcome, mails.length],
    ['drafted', 'no_address', 0],
  );
  assert.deepEqual(await openKinds(), ['purchase_order_not_sent']);
  await putAddress('en');
  for (const id of [first, second]) await done('send_purchase_order', { purchaseOrder: id });
  await catchUp();
  assert.deepEqual(
    [(await purchase(first)).state, (await purchase(second)).state, mails.length],
    ['sent', 'sent', 2],
  );
  assert.deepEqual(await openKinds(), []);
});

test('[N16] without a mail server, under a hold, and when it is refused for good, the purchase order says so', async () => {
  const unserved = jobsWith(null);
  const without = `${await released(lamps)}-1`;
  await unserved.catchUp();
  await unserved.stop();
  assert.equal((await purchase(without)).mails[0]?.outcome, 'no_mail_server');
  const held = await released(lamps);
  await shop.on('hold_order', held, { type: 'fraud', reason: 'looks odd', owner: 'risk' });
  await catchUp();
  assert.equal((await purchase(`${held}-1`)).mails[0]?.outcome, 'blocked');
  refusal = 550;
  const refused = `${await released(lamps)}-1`;
  await catchUp();
  const { state, mails: told } = await purchase(refused);
  assert.deepEqual([state, told[0]?.outcome], ['drafted', 'refused']);
  assert.ok(!JSON.stringify(await openKinds()).includes('job_failed'));
  // Answered all the same: nobody looks any longer for why it was not sent.
  for (const id of [without, refused]) await done('accept_purchase_order', { purchaseOrder: id });
  await catchUp();
  assert.deepEqual(await openKinds(), []);
});

test('[N17] a server that is away is tried again, and what went out is not sent twice', async () => {
  refusal = 451;
  const id = `${await released(lamps)}-1`;
  await catchUp();
  assert.deepEqual([(await purchase(id)).mails[0]?.outcome, mails.length], ['waiting', 0]);
  refusal = null;
  const [waiting] = await listJobs(pool, { state: null, task: 'mail_supplier' }, '0', 10);
  assert.ok(waiting !== undefined);
  shop.clock.advance(3_600_000);
  await catchUp();
  assert.deepEqual([(await purchase(id)).state, mails.length], ['sent', 1]);
  // The job comes again, as after a crash between the mail and the word of it.
  const { rows } = await pool.query<{ event_id: string }>(
    'select event_id from notices.sent_mail order by sent_at desc limit 1',
  );
  const told: unknown[] = [];
  await mailSupplierTask({ ...shared, transport, sender })(
    { purchaseOrder: id, kind: 'purchase_order', eventId: rows[0]?.event_id },
    {
      submit: (_kind: string, body: unknown) => {
        told.push(body);
        return Promise.resolve({ status: 200, body: '{}', repeated: false });
      },
    } as never,
  );
  assert.deepEqual(told, [{ purchaseOrder: id, kind: 'purchase_order', outcome: 'sent' }]);
  assert.equal(mails.length, 1);
});

test('[N17] [N14] its texts may be replaced, and the preview shows them', async () => {
  const ours = await previewNotice(pool, 'purchase_order', 'zh-CN', undefined);
  assert.match(ours.bodyText, /采购单 100001-1[\s\S]+2 × TEA-01/);
  await done('put_notice_template', {
    kind: 'purchase_order_cancelled',
    language: 'en',
    subject: 'Stop {{purchaseOrder}}',
    bodyText: 'Stop.',
    bodyHtml: '<p>Stop.</p>',
  });
  const orderId = await released(lamps);
  await catchUp();
  await shop.on('cancel_order', orderId, { reason: 'never mind' });
  await catchUp();
  assert.equal(mails.at(-1)?.subject, `Stop ${orderId}-1`);
});

test('[N15] whoever collects an order is told where, with which code and until when', async () => {
  await done('put_notice_setting', { channel: '*', kinds: ['ready_for_pick_up'] });
  await reader.catchUp();
  const ready = async (language: string) => {
    const id = await released({
      kind: 'pick_up',
      pickUpLocation: 'STORE',
      customer: { name: 'Li Lei', email: 'lilei@example.com', language },
      lines: [aLine('TEA', 2)],
    });
    await warehouse.packed('STORE', `${id}-1`);
    return id;
  };
  const [english, chinese] = [await ready('en'), await ready('zh-CN')];
  await catchUp();
  const codes = await pool.query<{ order_id: number; code: string }>(
    `select order_id, data::json ->> 'pickUpCode' as code from hub.event
     where type = 'fulfilment.ready_for_pick_up'`,
  );
  const codeOf = (id: string) => codes.rows.find((row) => String(row.order_id) === id)?.code;
  const bodies = mails.map(({ text }) => text ?? '').toSorted();
  assert.equal(bodies.length, 2);
  assert.match(bodies[0] ?? '', /is ready for you at The STORE, Kiln Road 9, Shanghai\./);
  assert.ok(bodies[0]?.includes(`Your code is ${codeOf(english)}.`));
  assert.match(bodies[0] ?? '', /It is kept for you until \w+ \d+, \d{4}\./);
  assert.ok(bodies[1]?.includes(`取货码：${codeOf(chinese)}`) && bodies[1].includes('STORE 店'));
  const gone = await ready('en');
  const told = await pool.query<{ code: string }>(
    `select data::json ->> 'pickUpCode' as code from hub.event
     where type = 'fulfilment.ready_for_pick_up' and order_id = $1`,
    [gone],
  );
  await done('hand_over', { fulfilmentOrder: `${gone}-1`, code: told.rows[0]?.code });
  await catchUp();
  assert.equal(mails.length, 2, 'nobody is told to come for what is collected');
});
