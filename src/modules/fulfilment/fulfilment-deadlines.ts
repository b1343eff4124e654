import { SECOND_MS } from '../../kernel/clock.ts';
import { runStatement } from '../../platform/postgres/index.ts';
import type { DeadlineSource } from '../../hub/index.ts';
import { WAVE_CANDIDATES_MAX } from '../../../contracts/fulfilment.ts';
import * as sql from './fulfilment-reads.sql.ts';
import { readUnblockedPurchases } from './read-supplier-mail.ts';

/** Locations whose next waves are due, as the clock asks for them: those that have something open. */
export const waveDeadlines: DeadlineSource = {
  name: 'waves',
  everyMs: 2 * SECOND_MS,
  async due(pool, now, limit) {
    const sites = await runStatement<{ location: string }>(pool, sql.readDueSites, [now, limit]);
    return Promise.all(
      sites.map(async ({ location }) => ({
        kind: 'plan_waves',
        body: { location, fulfilmentOrders: await readWaveCandidates(pool, location) },
      })),
    );
  },
};

/** Shipments of closed manifests that have not been handed over yet. */
export const manifestDeadlines: DeadlineSource = {
  name: 'closed manifests',
  everyMs: SECOND_MS,
  async due(pool, _now, limit) {
    const rows = await runStatement<{ id: string }>(pool, sql.readShipmentsToHandOver, [limit]);
    return rows.map(({ id }) => ({ kind: 'ship_shipment', body: { shipment: id } }));
  },
};

/** Purchase orders whose order was stopped when they were to be mailed, and goes on now. */
export const purchaseDeadlines: DeadlineSource = {
  name: 'blocked purchase orders',
  everyMs: 10 * SECOND_MS,
  async due(pool, now, limit) {
    const ids = await readUnblockedPurchases(pool, now, limit);
    return ids.map((id) => ({ kind: 'send_purchase_order', body: { purchaseOrder: id } }));
  },
};

/** The open fulfilment orders of a location, the most urgent first, as many as one plan takes. */
export async function readWaveCandidates(
  pool: Parameters<typeof runStatement>[0],
  location: string,
): Promise<string[]> {
  const rows = await runStatement<{ id: string }>(pool, sql.readWaveCandidates, [
    location,
    WAVE_CANDIDATES_MAX,
  ]);
  return rows.map(({ id }) => id);
}
