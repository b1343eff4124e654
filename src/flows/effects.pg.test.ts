import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../kernel/clock.ts';
import { createManualClock } from '../hub/testing.ts';
import { createMailTransport, createPlainMailer } from '../modules/notices/index.ts';
import {
  openCompany,
  openShop,
  putSkus,
  shopModules,
  type OrderAnswer,
} from '../modules/orders/testing.ts';
import { testDatabase } from '../platform/postgres/testing.ts';
import type { PutConnector } from '../../contracts/flow-effects.ts';
import type { FlowDefinition } from '../../contracts/flows.ts';
import { StandIn, type Mood } from './connectors/stand-in.testing.ts';
import { connect, effectRunner, openFlowShop, publishFlow } from './effects.testing.ts';
import { createFlows, forgetSettledEffects, listConnectors } from './index.ts';
import shipped from './shipped/invoice-label-erp.json' with { type: 'json' };

const database = await testDatabase();
const { pool } = database;
const clock = createManualClock();
const shop = openFlowShop(pool, clock);
const runner = effectRunner(pool, shop.hub.hub, clock);
const standIns: StandIn[] = [];
await openCompany(shop);
await putSkus(shop, ['TEA']);
await shop.receive('TEA', 10_000);
after(async () => {
  assert.deepEqual(shop.hub.reported, []);
  for (const standIn of standIns) await standIn.close();
  await shop.stop();
  await database.drop();
});

/** A stand-in behind a connector of this code. */
async function standIn(
  code: string,
  moods: readonly Mood[] = [],
  settings: Partial<PutConnector> = {},
): Promise<StandIn> {
  const forgetsKeys = settings.repeat === 'neither';
  const made = new StandIn(code.toUpperCase(), { forgetsKeys });
  made.moods = [...moods];
  standIns.push(made);
  const queryPath = settings.repeat === 'queryable' ? '/by-key/{key}' : null;
  // Long enough for a busy machine to answer in, where an answer is to come.
  const patience = moods.includes('silent') ? { timeoutMs: 1_000 } : {};
  await connect(shop, code, await made.open(), { queryPath, ...patience, ...settings });
  return made;
}

/** A flow for orders of one note: asks a connector for a number and keeps it with the order. */
function asking(code: string): FlowDefinition {
  return {
    format: 1,
    code,
    names: { en: code },
    trigger: { kind: 'event', event: 'order.placed' },
    filter: `has(order.note) && order.note == '${code}'`,
    start: 'ask',
    nodes: [
      {
        id: 'ask',
        component: 'call_http',
        settings: {
          connector: code,
          method: 'POST',
          path: '/orders/{number}/things',
          pathValues: { number: 'order.externalId' },
          body: { 'buyer.channel': 'order.channel', 'lines[].sku': 'order.lines.map(l, l.sku)' },
          answer: [{ name: 'number', pointer: '/number', type: 'string', example: 'X-1' }],
        },
      },
      {
        id: 'keep',
        component: 'set_attribute',
        settings: { name: 'number', value: 'steps.ask.number' },
      },
    ],
    edges: [{ from: 'ask', output: 'next', to: 'keep' }],
  };
}

async function place(note: string): Promise<string> {
  const { status, text, body } = await shop.place({ note });
  assert.equal(status, 201, text);
  return body.id;
}

interface RunNow {
  readonly state: string;
  readonly trail: string;
  readonly failure: string | null;
  readonly number: string | null;
}

async function runOf(orderId: string): Promise<RunNow | undefined> {
  const { rows } = await pool.query<RunNow>(
    `select run.state, trail, failures -> 0 ->> 'message' as failure,
       header.details #>> '{attributes,number}' as number
     from flows.run join orders.order_header as header on header.id = run.order_id
     where order_id = $1`,
    [orderId],
  );
  return rows[0];
}

interface EffectNow {
  readonly id: string;
  readonly node: string;
  readonly state: string;
  readonly is_undo: boolean;
  readonly reason: string | null;
  readonly key: string;
}

async function effectsOf(orderId: string): Promise<EffectNow[]> {
  const { rows } = await pool.query<EffectNow>(
    'select id, node, state, is_undo, reason, key from flows.effect where order_id = $1 order by requested_at, id',
    [orderId],
  );
  return rows;
}

async function eventsOf(orderId: string): Promise<string[]> {
  const { rows } = await pool.query<{ type: string }>(
    `select type from hub.event where order_id = $1 and type like 'flow.%' order by xid, id`,
    [orderId],
  );
  return rows.map(({ type }) => type);
}

/** Lets jobs run until nothing is left that comes back within so long. */
async function catchUp(forMs = 0): Promise<void> {
  await runner.catchUp();
  const until = clock.now() + forMs;
  while (clock.now() < until) {
    clock.set(Math.min(until, clock.now() + 10 * SECOND_MS));
    await runner.catchUp();
  }
}

const LATER = 2 * MINUTE_MS;

test('[FO1, FO2] what a run asks for is sent once that is durable, under its key, and its answer goes on', async () => {
  const erp = await standIn('plain', [], {
    secretVariable: 'LINCHPIN_SECRET_ERP',
  });
  await publishFlow(shop, asking('plain'));
  const order = await place('plain');
  assert.deepEqual(erp.heard, []);
  assert.equal((await runOf(order))?.state, 'waiting');
  await catchUp();
  const [effect] = await effectsOf(order);
  const { rows } = await pool.query<{ id: string; external_id: string }>(
    `select run.id, external_id from flows.run join orders.order_header as header on header.id = order_id
     where order_id = $1`,
    [order],
  );
  assert.equal(effect?.key, `${order}:plain/1:ask:0:${rows[0]?.id}`);
  assert.deepEqual(erp.heard, [
    {
      method: 'POST',
      path: `/orders/${rows[0]?.external_id}/things`,
      key: effect.key,
      authorization: 'Bearer opensesame',
      body: { buyer: { channel: 'SHOP' }, lines: [{ sku: 'TEA' }] },
    },
  ]);
  assert.deepEqual(await runOf(order), {
    state: 'ended',
    trail: 'ask keep',
    failure: null,
    number: 'PLAIN-1',
  });
  assert.deepEqual(await eventsOf(order), ['flow.effect_done']);
});

for (const mood of ['silent', 'cut', 'busy'] as const) {
  test(`[FO3] idempotent and ${mood}: it is sent again under its key, and done once`, async () => {
    const code = `idempotent-${mood}`;
    const erp = await standIn(code, [mood]);
    await publishFlow(shop, asking(code));
    const order = await place(code);
    await catchUp();
    assert.equal((await effectsOf(order))[0]?.state, 'sent');
    await catchUp(LATER);
    assert.equal(new Set(erp.heard.map(({ key }) => key)).size, 1);
    assert.equal(erp.heard.length, 2);
    assert.equal(erp.done.length, 1);
    assert.equal((await runOf(order))?.number, `${code.toUpperCase()}-1`);
  });

  test(`[FO4] queryable and ${mood}: it is asked first, and sent again only when it was not done`, async () => {
    const code = `queryable-${mood}`;
    const erp = await standIn(code, [mood], { repeat: 'queryable' });
    await publishFlow(shop, asking(code));
    const order = await place(code);
    await catchUp(LATER);
    assert.deepEqual(
      erp.heard.map(({ method }) => method),
      mood === 'busy' ? ['POST', 'GET', 'POST'] : ['POST', 'GET'],
    );
    assert.equal(erp.done.length, 1);
    assert.equal((await runOf(order))?.number, `${code.toUpperCase()}-1`);
  });

  test(`[FO5] neither and ${mood}: it is never sent again, a person settles it once`, async () => {
    const code = `neither-${mood}`;
    const erp = await standIn(code, [mood], { repeat: 'neither' });
    await publishFlow(shop, asking(code));
    const order = await place(code);
    await catchUp(LATER);
    assert.equal(erp.heard.length, 1);
    const [effect] = await effectsOf(order);
    assert.equal(effect?.state, 'unsure');
    assert.deepEqual(await eventsOf(order), ['flow.effect_unsure']);
    assert.equal((await runOf(order))?.state, 'waiting');
    const decide = (body: object) =>
      shop.submit('decide_effect', { effectId: effect.id, note: 'rang them up', ...body });
    assert.equal((await decide({ outcome: 'done' })).status, 400);
    assert.equal((await decide({ outcome: 'done', values: { number: 7 } })).status, 400);
    const values = { number: 'FOUND-1' };
    assert.equal((await decide({ outcome: 'done', values })).status, 200);
    assert.equal((await decide({ outcome: 'failed' })).status, 409);
    assert.equal((await runOf(order))?.number, 'FOUND-1');
    await catchUp(LATER);
    assert.equal(erp.heard.length, 1);
  });
}

test('[FO5] sent by a process that died before the answer: neither is not sent again', async () => {
  const erp = await standIn('widow', [], { repeat: 'neither' });
  await publishFlow(shop, asking('widow'));
  const order = await place('widow');
  await pool.query(`update flows.effect set state = 'sent', attempts = 1 where order_id = $1`, [
    order,
  ]);
  await catchUp();
  assert.deepEqual(erp.heard, []);
  assert.equal((await effectsOf(order))[0]?.state, 'unsure');
});

test('[FO6] refused for good, or without the values that are wanted', async () => {
  const erp = await standIn('strict', ['refuses', 'leads_away', 'mumbles']);
  await publishFlow(shop, asking('strict'));
  const refused = await place('strict');
  await catchUp();
  const led = await place('strict');
  await catchUp();
  const mumbled = await place('strict');
  await catchUp();
  assert.equal(erp.heard.length, 3);
  const run = await runOf(refused);
  assert.deepEqual([run?.state, run?.failure], ['failed', 'The answer was 422.']);
  assert.equal((await runOf(led))?.failure, 'The answer was 302.');
  const [unsure] = await effectsOf(mumbled);
  assert.deepEqual(
    [unsure?.state, unsure?.reason],
    ['unsure', 'The answer has no number of type string at /number.'],
  );
});

test('[FO7] after failures in a row nothing is sent; after a pause one call finds out', async () => {
  const erp = await standIn('ill', ['busy', 'busy', 'busy'], { failuresMax: 2, pauseSeconds: 120 });
  await publishFlow(shop, asking('ill'));
  const breaker = async () => {
    const all = await listConnectors(pool, clock.now(), () => undefined);
    const found = all.find(({ code }) => code === 'ill');
    return [found?.breaker, found?.failuresInRow, found?.effectsOpen];
  };
  await place('ill');
  await place('ill');
  await catchUp();
  assert.deepEqual(await breaker(), ['open', 2, 2]);
  assert.equal(erp.heard.length, 2);
  await place('ill');
  await catchUp(MINUTE_MS);
  assert.equal(erp.heard.length, 2);
  clock.advance(MINUTE_MS);
  assert.deepEqual(await breaker(), ['half_open', 2, 3]);
  await catchUp(MINUTE_MS);
  // One call: it failed, and all wait again.
  assert.equal(erp.heard.length, 3);
  assert.deepEqual(await breaker(), ['open', 3, 3]);
  await catchUp(5 * MINUTE_MS);
  assert.deepEqual(await breaker(), ['closed', 0, 0]);
  assert.equal(erp.done.length, 3);
});

test('[FO8] a connector is called as often as its rate allows', async () => {
  const erp = await standIn('slow', [], { ratePerMinute: 4 });
  await publishFlow(shop, asking('slow'));
  for (let count = 0; count < 4; count += 1) await place('slow');
  const elsewhere = effectRunner(pool, shop.hub.hub, clock);
  for (let seconds = 0; seconds < 60; seconds += 5) {
    await Promise.all([runner.catchUp(), elsewhere.catchUp()]);
    assert.ok(erp.heard.length <= 1 + Math.floor(seconds / 15), `${seconds} s`);
    clock.advance(5 * SECOND_MS);
  }
  assert.equal(erp.heard.length, 4);
});

test('[FO9] when a later step fails for good, what was done is undone, the last first', async () => {
  const invoices = await standIn('invoices');
  const courier = await standIn('courier', ['well', 'cut']);
  const erp = await standIn('erp', ['refuses']);
  await publishFlow(shop, shipped.definition as FlowDefinition);
  const { body } = await shop.place({ channel: 'LEDGER' });
  const order = body.id;
  const released = await shop.on('release_order', order, {});
  assert.equal(released.status, 200, released.text);
  await catchUp(LATER);
  assert.deepEqual(invoices.works(), ['POST /invoices', 'POST /invoices/INVOICES-1/cancel']);
  assert.deepEqual(courier.works(), ['POST /labels', 'DELETE /labels/COURIER-1']);
  assert.deepEqual(erp.works(), []);
  const effects = await effectsOf(order);
  assert.deepEqual(
    effects.map(({ node, state, is_undo: isUndo }) => `${isUndo ? 'undo ' : ''}${node} ${state}`),
    [
      'invoice compensated',
      'label compensated',
      'erp failed',
      'undo label done',
      'undo invoice done',
    ],
  );
  assert.deepEqual(await runOf(order), {
    state: 'failed',
    trail: 'invoice label erp',
    failure: 'The answer was 422.',
    number: null,
  });
});

test('[FO10] flows call no address of our own network unless the server was started for it', async () => {
  const strict = openShop(
    pool,
    clock,
    shopModules((orders) => createFlows(orders)),
  );
  for (const url of ['http://127.0.0.1:9', 'http://10.1.2.3', 'http://[::1]', 'http://localhost']) {
    const { status, text } = await strict.submit('put_flow_connector', {
      code: 'inner',
      names: { en: 'inner' },
      url,
      secretVariable: null,
      repeat: 'idempotent',
    });
    assert.equal(status, 422, text);
  }
  await strict.stop();
});

test('[FO13] a flow writes a mail, once, to one address', async () => {
  const got: { readonly to: string; readonly head: string; readonly text: string }[] = [];
  const codes = [0, 0, 451, 0, 550];
  const smtp = new SMTPServer({
    authOptional: true,
    closeTimeout: 50,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
      stream.on('end', () => {
        const [head = '', text = ''] = Buffer.concat(chunks).toString().split('\r\n\r\n');
        got.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), head, text });
        const responseCode = codes[got.length] ?? 0;
        if (responseCode === 0) done();
        else done(Object.assign(new Error('no'), { responseCode }));
      });
    },
  });
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
  const { port } = smtp.server.address() as AddressInfo;
  const transport = createMailTransport(`smtp://127.0.0.1:${port}/?ignoreTLS=true`);
  const mailer = createPlainMailer({ transport, sender: 'Shop <shop@shop.example>' });
  const mailing = effectRunner(pool, shop.hub.hub, clock, mailer);
  const drawn = asking('mail');
  const settings = {
    to: 'order.customer.email',
    subject: "'Order ' + order.externalId",
    text: "'Thank you'",
  };
  await publishFlow(shop, {
    ...drawn,
    code: 'mailing',
    nodes: [{ id: 'ask', component: 'send_mail', settings }],
    edges: [],
  });
  const write = async (email: string): Promise<string | undefined> => {
    const { body } = await shop.place({ note: 'mail', customer: { name: 'Li Lei', email } });
    await mailing.catchUp();
    clock.advance(MINUTE_MS);
    await mailing.catchUp();
    const [effect] = await effectsOf(body.id);
    return `${effect?.state}: ${effect?.reason}`;
  };
  assert.equal(await write('li@example.com'), 'done: null');
  assert.match(got[0]?.head ?? '', /Subject: Order E\d+/);
  assert.equal(got[0]?.to, 'li@example.com');
  // Not taken now, and taken at the next attempt.
  assert.equal(await write('li@example.com'), 'done: null');
  const ids = got.map(({ head }) => /Message-ID: (<flow\..*>)/i.exec(head)?.[1]);
  assert.equal(ids.length, 3);
  assert.equal(ids[1], ids[2]);
  assert.notEqual(ids[0], ids[1]);
  assert.match((await write('li@example.com')) ?? '', /^failed: mail: EMESSAGE 550/);
  transport.close();
  await new Promise<void>((resolve) => {
    smtp.close(resolve);
  });
  const order = await place('mail');
  await catchUp();
  assert.match((await runOf(order))?.failure ?? '', /email/);
  const { body } = await shop.place({
    note: 'mail',
    customer: { name: 'x', email: 'a@b.example' },
  });
  await catchUp();
  assert.match((await effectsOf(body.id))[0]?.reason ?? '', /no mail server/);
});

test('[FO14] without its connector what was not sent has failed, and what may have arrived is unsure', async () => {
  const erp = await standIn('leaving', ['silent']);
  await publishFlow(shop, asking('leaving'));
  const sent = await place('leaving');
  await catchUp();
  const waiting = await place('leaving');
  const used = await shop.submit('remove_flow_connector', { code: 'leaving' });
  const { code, flows } = used.body as OrderAnswer & { flows: string[] };
  assert.deepEqual([code, flows], ['connector_in_use', [asking('leaving').code]]);
  await shop.submit('stop_flow', { code: asking('leaving').code });
  const removed = await shop.submit('remove_flow_connector', { code: 'leaving' });
  assert.equal(removed.status, 200, removed.text);
  await catchUp(LATER);
  assert.equal(erp.heard.length, 1);
  assert.equal((await effectsOf(sent))[0]?.state, 'unsure');
  assert.equal((await effectsOf(waiting))[0]?.state, 'failed');
  assert.equal((await runOf(waiting))?.failure, 'There is no connector leaving.');
});

test('[FO14] without its secret nothing is sent, and it goes out once the secret is there', async () => {
  const settings = { secretVariable: 'LINCHPIN_SECRET_FORGOTTEN' };
  const erp = await standIn('locked', [], settings);
  await publishFlow(shop, asking('locked'));
  const order = await place('locked');
  await catchUp();
  assert.deepEqual(erp.heard, []);
  assert.equal((await effectsOf(order))[0]?.state, 'requested');
  await connect(shop, 'locked', erp.address, { secretVariable: 'LINCHPIN_SECRET_ERP' });
  await catchUp(LATER);
  assert.equal((await effectsOf(order))[0]?.state, 'done');
});

test('[FO15] what was settled is kept 90 days; what is open, unsure or of a run that goes on, longer', async () => {
  const statesNow = async () => {
    const { rows } = await shop.pool.query<{ state: string; waits: boolean }>(
      `select effect.state, run.state = 'waiting' as waits from flows.effect as effect
       join flows.run as run on run.id = effect.run_id`,
    );
    return rows.map(({ state, waits }) => (waits ? `${state} waits` : state));
  };
  const before = await statesNow();
  assert.ok(before.includes('done') && before.includes('unsure waits'), before.join());
  await forgetSettledEffects.run(shop.pool, clock.now() + 89 * DAY_MS);
  assert.equal((await statesNow()).length, before.length);
  await forgetSettledEffects.run(shop.pool, clock.now() + 91 * DAY_MS);
  const isSettled = (text: string) => ['done', 'failed', 'compensated'].includes(text);
  assert.deepEqual(
    (await statesNow()).toSorted(),
    before.filter((each) => !isSettled(each)).toSorted(),
  );
});
