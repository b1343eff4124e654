import type { ClientConfig } from 'pg';
import { HOUR_MS, type Instant } from '../kernel/clock.ts';
import { createManualClock } from '../hub/testing.ts';
import { createPool } from '../platform/postgres/pool.ts';
import { effectRunner, openFlowShop } from './effects.testing.ts';

// A hub with its jobs in a process of its own, which a test kills at any moment.

/** What the process is to do: place and release these orders, and carry out what their flows ask for. */
export interface EffectsErrand {
  readonly connection: ClientConfig;
  readonly now: Instant;
  readonly orders: readonly string[];
}

/** So many orders have something under way at a time. */
const AT_ONCE = 3;

process.once('message', (errand: EffectsErrand) => {
  void carryOut(errand).then(() => {
    process.send?.('done');
    process.disconnect();
  });
});
// Without the test there is nothing left to do.
process.on('disconnect', () => process.exit());

async function carryOut({ connection, now, orders }: EffectsErrand): Promise<void> {
  const pool = createPool(connection, { poolSize: 8 });
  const clock = createManualClock(now);
  const shop = openFlowShop(pool, clock);
  const runner = effectRunner(pool, shop.hub.hub, clock);
  process.send?.('begun');
  for (const [index, externalId] of orders.entries()) {
    // Under keys: a process after this one does it again, and it has effect once.
    const placing = { channel: 'LEDGER', externalId };
    const placed = await shop.place(placing, { key: `place ${externalId}` });
    const released = { orderId: Number(placed.body.id) };
    await shop.submit('release_order', released, { key: `release ${externalId}` });
    if (index % AT_ONCE !== 0) continue;
    await runner.catchUp();
    clock.advance(HOUR_MS);
  }
  await runner.catchUp();
}
