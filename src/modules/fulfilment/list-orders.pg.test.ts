import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../platform/postgres/testing.ts';
import { FULFILMENT_STATES } from '../../../contracts/fulfilment.ts';
import type { FulfilmentOrderRead } from '../../../contracts/fulfilment-answers.ts';
import { aLine } from '../orders/testing.ts';
import { listFulfilmentOrders, type FulfilmentOrderFilter } from './index.ts';
import { openWarehouse } from './testing.ts';

const database = await testDatabase();
const { pool } = database;
const { shop, released } = await openWarehouse(pool);
after(async () => {
  await shop.stop();
  await database.drop();
});

const PAGE_LIMIT = 7;

async function listed(filter: FulfilmentOrderFilter): Promise<FulfilmentOrderRead[]> {
  const items: FulfilmentOrderRead[] = [];
  let cursor: string | null = null;
  do {
    const page = { limit: PAGE_LIMIT, cursor };
    const answer = await listFulfilmentOrders(pool, filter, page, shop.clock.now());
    assert.ok(answer.kind === 'found');
    items.push(...answer.value.items);
    cursor = answer.value.nextCursor;
  } while (cursor !== null);
  return items;
}

test('[F33] every filter with every other leaves what fits all of them, in pages, each once', async () => {
  const orderIds = [
    await released({ lines: [aLine('TEA', 1)] }),
    await released({ lines: [aLine('TEA', 1)] }),
  ];
  // Copies in every state, at two locations, some due at the same moment: what lists tell apart.
  await pool.query(
    `insert into fulfilment.fulfilment_order
     select (jsonb_populate_record(work, jsonb_build_object(
       'id', work.id || '-' || copy, 'state', ($1::text[])[1 + copy % 8], 'priority', copy % 3,
       'number', copy + 1, 'location', case when copy % 5 < 2 then 'ELSEWHERE' else work.location end,
       'ship_by', work.ship_by + make_interval(hours => copy % 11)))).*
     from fulfilment.fulfilment_order as work, generate_series(1, 120) as copy`,
    [FULFILMENT_STATES],
  );
  const all = await listed({ location: null, state: null });
  assert.equal(all.length, 242);
  const locations = [
    null,
    'ELSEWHERE',
    all.find(({ location }) => location !== 'ELSEWHERE')?.location,
  ];
  for (const location of locations)
    for (const state of [null, ...FULFILMENT_STATES])
      for (const priority of [null, 0, 2, 9])
        for (const orderId of [null, Number(orderIds[1]), 1]) {
          const filter = { location: location ?? null, state, priority, orderId };
          const expected = all.filter(
            (order) =>
              (location === null || order.location === location) &&
              (state === null || order.state === state) &&
              (priority === null || order.priority === priority) &&
              (orderId === null || order.orderId === String(orderId)),
          );
          const found = await listed(filter);
          assert.deepEqual(
            found.map(({ id }) => id),
            expected.map(({ id }) => id),
            JSON.stringify(filter),
          );
        }
});
