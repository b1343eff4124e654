import assert from 'node:assert/strict';
import { createManualClock } from '../../hub/testing.ts';
import { openCompany, putSkus } from '../../modules/orders/testing.ts';
import { testDatabase } from '../../platform/postgres/testing.ts';
import type { FlowReleaseView } from '../../../contracts/flow-releases.ts';
import { readRelease, releaseDeadlines } from '../index.ts';
import { lotOf, shareOf, type ReleaseGroup } from '../release/index.ts';
import { flowDesk, openFlowShop, releaseReader } from './releases.testing.ts';
import { READ_CHANNEL, READ_COUNTED } from './releases.testing.sql.ts';

/** A company with tea, flows and the reader that counts what happens to the orders of their releases. */
export async function openReleases() {
  const database = await testDatabase();
  const { pool } = database;
  const clock = createManualClock();
  const shop = openFlowShop(pool, clock);
  await openCompany(shop);
  await putSkus(shop, ['TEA']);
  await shop.receive('TEA', 100_000);
  const { rows: channels } = await pool.query<{ id: number }>(READ_CHANNEL);
  const channelId = Number(channels[0]?.id);
  let reader = releaseReader(pool, shop);
  let named = 0;
  const names = new Map<number, string>();
  /** The group of what the channel calls so. */
  const groupOfName = (externalId: string, releaseId: string, share: number): ReleaseGroup =>
    shareOf(lotOf({ channelId, externalId }), releaseId, share);
  const releases = {
    pool,
    clock,
    shop,
    desk: flowDesk(shop),
    groupOfName,
    /** The group of an order that was placed here. */
    groupOf: (orderId: number, releaseId: string, share: number): ReleaseGroup => {
      const name = names.get(orderId);
      assert.ok(name !== undefined, `${orderId} was placed here`);
      return groupOfName(name, releaseId, share);
    },
    /** Places an order under a name of its own. */
    place: async (order: Parameters<typeof shop.place>[0] = {}) => {
      const externalId = order.externalId ?? `R${(named += 1)}`;
      const answer = await shop.place({ ...order, externalId });
      if (answer.status === 201) names.set(Number(answer.body.id), externalId);
      return { ...answer, externalId };
    },
    placeMany: async (count: number): Promise<number[]> => {
      const placed = await Promise.all(Array.from({ length: count }, () => releases.place()));
      return placed.map(({ body }) => Number(body.id));
    },
    viewOf: async (code: string, id: string): Promise<FlowReleaseView> => {
      const looking = { actor: 'key/test', now: clock.now() };
      const found = await readRelease(pool, { code, id }, looking);
      assert.ok(found.kind === 'found');
      return found.value;
    },
    /** What was counted of the groups of a release. */
    countedOf: async (releaseId: string) => {
      const { rows } = await pool.query<{
        group: string;
        orders: number;
        failures: number;
        holds: number;
      }>(READ_COUNTED, [releaseId]);
      return rows;
    },
    /** Counts what events tell. */
    catchUp: () => reader.catchUp(),
    /** Counts what events tell, and lets the clock judge. */
    judgeNow: async (): Promise<number> => {
      await reader.catchUp();
      return shop.tick(releaseDeadlines);
    },
    /** Another reader goes on in the place of the one until now. */
    async replaceReader(): Promise<void> {
      await reader.stop();
      reader = releaseReader(pool, shop);
    },
    async close(): Promise<void> {
      await reader.stop();
      assert.deepEqual(shop.hub.reported, []);
      await shop.stop();
      await database.drop();
    },
  };
  return releases;
}
