import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { machineClock } from '../../src/kernel/clock.ts';
import { createIdSource } from '../../src/kernel/ids.ts';
import { assemble } from '../../src/assemble.ts';
import { requestHashOf } from '../../src/hub/index.ts';
import { testDatabase } from '../../src/platform/postgres/testing.ts';
import { loadSampleCompany } from './index.ts';

const database = await testDatabase();
after(() => database.drop());

test('[T1] the sample company loads through the hub, and loading it again changes nothing', async () => {
  const ids = createIdSource(machineClock);
  const hub = assemble({
    pool: database.pool,
    clock: machineClock,
    ids,
    log: { warn() {}, error: console.error },
  });
  hub.start();
  const now = machineClock.now();
  const load = () =>
    loadSampleCompany(
      (kind, body, key) =>
        hub.submit({
          id: ids.uuid(),
          kind,
          body,
          key,
          requestHash: requestHashOf(kind, body),
          actor: 'system/sample',
          trace: '00-00000000000000000000000000000001-0000000000000001-01',
          receivedAt: now,
        }),
      { now },
    );
  const counts = async () =>
    (
      await database.pool.query(
        `select (select count(*) from inventory.sku)::int as skus, (select count(*) from inventory.location)::int as locations,
           (select count(*) from orders.channel)::int as channels, (select count(*) from sourcing.carrier_service)::int as services,
           (select count(*) from inventory.stock_position)::int as positions, (select sum(on_hand) from inventory.stock_position)::int as units,
           (select count(*) from inventory.incoming)::int as incoming`,
      )
    ).rows[0] as Record<string, number>;
  const started = performance.now();
  await load();
  assert.ok(performance.now() - started < 10_000, 'it loads in seconds');
  const first = await counts();
  assert.deepEqual(
    [first.skus, first.locations, first.channels, first.services],
    [2_000, 12, 5, 7],
  );
  assert.ok((first.positions ?? 0) > 5_000, JSON.stringify(first));
  await load();
  assert.deepEqual(await counts(), first);
  await hub.stop();
});
