import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../src/platform/postgres/testing.ts';
import { checkOrders } from '../src/modules/orders/check-orders.testing.ts';
import { Life } from './lives/life.ts';
import { liveOnce, runLives } from './lives/run-lives.ts';
import { buildSmallWorld } from './lives/small-world.ts';
import { createStage } from './lives/stage.ts';
import { drawLife } from './lives/steps.ts';
import { findViolations } from './oracle.ts';
import { STOCK_CHECKS } from './oracle-stock.ts';

const SEED = Number(process.env.LINCHPIN_TEST_SEED ?? 20_261_122);
const LIVES = 300 * Number(process.env.LINCHPIN_PROPERTY_RUNS ?? 1);
const COMMITTED = 30;

const database = await testDatabase();
const { pool } = database;
await buildSmallWorld(pool);
const stage = createStage(pool);
after(() => database.drop());

test('[T9] whatever happens in the life of orders, goods and money balance after every step', async (t) => {
  const { failed, commands, byKind, byState } = await runLives(stage, {
    seed: SEED,
    first: 0,
    count: LIVES,
    stride: 1,
    failuresMax: 3,
  });
  t.diagnostic(`seed ${SEED}: ${LIVES} lives, ${commands} commands ${JSON.stringify(byState)}`);
  assert.deepEqual(failed, []);
  for (const kind of EXPECTED_KINDS)
    assert.ok((byKind[kind]?.[0] ?? 0) > 0, `${kind} was carried out`);
});

test('[T9] lives that have failed once hold', async () => {
  for (const { seed, number } of FAILED_ONCE) {
    const { failure } = await liveOnce(stage, { seed, number, steps: drawLife(seed, number) });
    assert.equal(failure, null, `life ${number} of seed ${seed}`);
  }
});

test('[T9] the same life is lived again in the same way', async () => {
  const steps = drawLife(SEED, 7);
  const tell = async () => {
    const { carried } = await liveOnce(stage, { seed: SEED, number: 7, steps });
    return carried.map(({ kind, outcome }) => `${kind} ${outcome.kind}`);
  };
  assert.deepEqual(await tell(), await tell());
});

test('[T9] a unit that nobody told of is found after the next command', async () => {
  const life = new Life(1, stage, await stage.open(1));
  const skuId = life.facts('catalogue').sku('TEA')?.id ?? 0;
  const [position] = life.facts('stock').positionsOf(skuId);
  assert.ok(position !== undefined);
  life.submit('hold_order', { orderId: 1, kind: 'fraud', reason: 'there is no such order' });
  position.qualityControl += 1;
  assert.throws(
    () => life.submit('hold_order', { orderId: 1, kind: 'fraud', reason: 'nor is there now' }),
    /TEA at \w+: qualityControl is 1, and should be 0/,
  );
});

test('[T10] lives that are written down hold in the database too', async () => {
  for (let number = 0; number < COMMITTED; number += 1) {
    const { failure } = await liveOnce(
      stage,
      { seed: SEED, number, steps: drawLife(SEED, number) },
      (life) => life.rehearsal.commit(),
      true,
    );
    assert.equal(failure, null, `life ${number}`);
  }
  await checkOrders(pool);
  assert.deepEqual(await findViolations(pool, Date.UTC(2027, 0, 1), STOCK_CHECKS), []);
});

const FAILED_ONCE = [
  // What was left of an order was called off while an exchange of goods from it was under way.
  { seed: 2, number: 30_593 },
  // Units of a return were written off while they lay in quality control.
  { seed: 2, number: 88_124 },
];

const EXPECTED_KINDS: readonly string[] = [
  'place_order',
  'amend_order',
  'cancel_order',
  'record_payment',
  'release_order',
  'confirm_picks',
  'pack_order',
  'ship_shipment',
  'report_tracking',
  'request_return',
  'receive_return',
  'inspect_return',
  'appease_order',
  'place_exchange',
];
