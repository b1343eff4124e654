import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { after, test } from 'node:test';
import { DAY_MS, HOUR_MS } from '../kernel/clock.ts';
import { Random } from '../kernel/random.ts';
import { createManualClock } from '../hub/testing.ts';
import { openCompany, putSkus } from '../modules/orders/testing.ts';
import { testDatabase } from '../platform/postgres/testing.ts';
import type { FlowDefinition } from '../../contracts/flows.ts';
import { StandIn, type Mood } from './connectors/stand-in.testing.ts';
import { connect, effectRunner, openFlowShop, publishFlow } from './effects.testing.ts';
import type { EffectsErrand } from './effects-process.testing.ts';
import shipped from './shipped/invoice-label-erp.json' with { type: 'json' };

const database = await testDatabase({ poolSize: 16 });
const { pool } = database;
const random = new Random(7);
const clock = createManualClock();
const shop = openFlowShop(pool, clock);
const invoices = new StandIn('INV');
const courier = new StandIn('SF');
// What it hears it does, each time: whoever asks twice has two documents.
const erp = new StandIn('ERP', { forgetsKeys: true });
const KINDS = [
  ['invoices', invoices, 'idempotent'],
  ['courier', courier, 'queryable'],
  ['erp', erp, 'neither'],
] as const;
const ORDERS = 18;
const KILLS = 6;
const MOODS: readonly Mood[] = ['well', 'well', 'well', 'well', 'cut', 'busy'];
await openCompany(shop);
await putSkus(shop, ['TEA']);
await shop.receive('TEA', 1_000);
for (const [code, standIn, repeat] of KINDS) {
  const moods: readonly Mood[] = code === 'erp' ? [...MOODS, 'refuses'] : MOODS;
  standIn.moods = Array.from({ length: ORDERS }, () => random.pick(moods));
  const queryPath = repeat === 'queryable' ? '/by-key/{key}' : null;
  const settings = { repeat, queryPath, timeoutMs: 2_000, failuresMax: 1_000 };
  await connect(shop, code, await standIn.open(), settings);
}
await publishFlow(shop, shipped.definition as FlowDefinition);
after(async () => {
  for (const [, standIn] of KINDS) await standIn.close();
  await shop.stop();
  await database.drop();
});

/** When a process is killed: after so long, or when a stand-in has done so much and not answered the last. */
type Death =
  | { readonly kind: 'after'; readonly milliseconds: number }
  | { readonly kind: 'before_answer'; readonly standIn: StandIn; readonly works: number };

/** Lets a process do the errand and kills it, unless it is done before. Answers whether it was done. */
async function errand(round: number, death: Death | null): Promise<boolean> {
  const child = fork(path.join(import.meta.dirname, 'effects-process.testing.ts'));
  const kill = (): void => void child.kill('SIGKILL');
  if (death?.kind === 'before_answer') {
    const { standIn, works } = death;
    let left = works;
    standIn.onDone = () => {
      left -= 1;
      if (left === 0) kill();
    };
  }
  const given: EffectsErrand = {
    connection: database.connectionConfig,
    now: clock.now() + round * 3 * DAY_MS,
    orders: Array.from({ length: ORDERS }, (_, index) => `K${index + 1}`),
  };
  let isDone = false;
  child.on('message', (told) => {
    isDone ||= told === 'done';
    if (told === 'begun' && death?.kind === 'after') setTimeout(kill, death.milliseconds).unref();
  });
  child.send(given);
  await once(child, 'exit');
  for (const [, standIn] of KINDS) standIn.onDone = () => undefined;
  return isDone;
}

interface Outcome {
  readonly order: string;
  readonly state: string;
  readonly effects: readonly string[];
}

async function outcomes(): Promise<Outcome[]> {
  const { rows } = await pool.query<Outcome>(
    `select run.order_id as order, run.state,
       (select array_agg(concat(case when is_undo then 'undo ' end, node, ' ', effect.state) order by effect.key)
        from flows.effect where effect.run_id = run.id) as effects
     from flows.run order by run.order_id`,
  );
  return rows;
}

test('[FO11] killed at any moment, nothing that was asked for outside is lost or done twice', async (t) => {
  let killed = 0;
  for (let round = 1; round <= KILLS; round += 1) {
    const [, standIn] = KINDS[round % KINDS.length] ?? KINDS[0];
    const death: Death =
      round <= KINDS.length
        ? { kind: 'before_answer', standIn, works: random.integer(1, 3) }
        : { kind: 'after', milliseconds: random.integer(20, 500) };
    if (!(await errand(round, death))) killed += 1;
  }
  assert.ok(killed >= KINDS.length, 'at least each kind was killed before its answer');
  assert.ok(await errand(KILLS + 1, null), 'and in the end one gets through');
  clock.advance(60 * DAY_MS);
  const runner = effectRunner(pool, shop.hub.hub, clock);
  // What nobody knows somebody looks up in the system itself.
  let lookedUp = 0;
  for (let days = 0; days < 30; days += 1) {
    await runner.catchUp();
    const { rows } = await pool.query<{ id: string; key: string }>(
      `select id, key from flows.effect where state = 'unsure'`,
    );
    for (const { id, key } of rows) {
      lookedUp += 1;
      const isDone = erp.done.some((work) => work.key === key);
      const found = isDone
        ? { outcome: 'done', values: { number: 'LOOKED-UP' } }
        : { outcome: 'failed' };
      const body = { effectId: id, note: 'looked it up', ...found };
      const { status, text } = await shop.submit('decide_effect', body);
      assert.equal(status, 200, text);
    }
    clock.advance(8 * HOUR_MS);
    if ((await outcomes()).every(({ state }) => state !== 'waiting')) break;
  }
  const found = await outcomes();
  assert.equal(found.length, ORDERS);
  const ended = found.filter(({ state }) => state === 'ended');
  const failed = found.filter(({ state }) => state === 'failed');
  assert.equal(ended.length + failed.length, ORDERS, JSON.stringify(found));
  for (const { effects } of ended) {
    assert.deepEqual(effects.toSorted(), ['erp done', 'invoice done', 'label done']);
  }
  for (const { effects } of failed) {
    assert.deepEqual(effects.toSorted(), [
      'erp failed',
      'invoice compensated',
      'label compensated',
      'undo invoice done',
      'undo label done',
    ]);
  }
  for (const [code, standIn] of KINDS) {
    const keys = standIn.done.map(({ key }) => key);
    assert.equal(new Set(keys).size, keys.length, `${code} did something twice`);
    const made = keys.filter((key) => !key.endsWith(':undo'));
    assert.equal(made.length, code === 'erp' ? ended.length : ORDERS, code);
    assert.equal(keys.length - made.length, code === 'erp' ? 0 : failed.length, code);
  }
  t.diagnostic(`${killed} kills, ${lookedUp} looked up, ${failed.length} undone`);
});
