import type { Instant } from '../../kernel/clock.ts';
import { recordOf } from '../../hub/index.ts';
import { textArray } from '../../platform/postgres/array-literals.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import type { FulfilmentOrder } from './fulfilment-order.ts';
import * as reads from './fulfilment-reads.sql.ts';
import * as records from './fulfilment.sql.ts';
import type { PurchaseOrder } from './purchase-order.ts';
import { readOne, withGates } from './read-fulfilment.ts';
import type { Site } from './site.ts';

type Row = Readonly<Record<string, unknown>>;

/** What a mail to a supplier is made from. */
export interface SupplierMailFacts {
  readonly purchase: PurchaseOrder;
  /** Null: nobody has said where its purchase orders go. */
  readonly email: string | null;
  readonly language: string | null;
  /** A hold, or money that went back: its order is stopped. */
  readonly isStopped: boolean;
}

/** What a mail about a purchase order is made from, as it stands at this moment; null when there is none. */
export async function readSupplierMail(
  client: Queryable,
  id: string,
  now: Instant,
): Promise<SupplierMailFacts | null> {
  const purchase = await readOne<PurchaseOrder>(client, records.purchaseOrders, id);
  if (purchase === null) return null;
  const site = await readOne<Site>(client, records.sites, purchase.location);
  const contact = site?.settings.purchaseOrders;
  const [stopped] = await stoppedAmong(client, [id], now);
  return {
    purchase,
    email: contact?.email ?? null,
    language: contact?.language ?? null,
    isStopped: stopped !== undefined,
  };
}

async function stoppedAmong(
  client: Queryable,
  ids: readonly string[],
  now: Instant,
): Promise<string[]> {
  const rows = await runStatement<Row>(client, records.fulfilmentOrders.read, [textArray(ids)]);
  const orders = rows.map((row) => recordOf<FulfilmentOrder>(records.fulfilmentOrders, row));
  const seen = await withGates(client, orders, now);
  return seen
    .filter(({ gate }) => gate === 'held' || gate === 'payment_unsettled')
    .map(({ id }) => id);
}

/** Purchase orders that were not mailed since a hold or money stopped their order, and nothing does any more. */
export async function readUnblockedPurchases(
  client: Queryable,
  now: Instant,
  limit: number,
): Promise<string[]> {
  const rows = await runStatement<{ id: string }>(client, reads.readBlockedPurchases, [limit]);
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const stopped = new Set(await stoppedAmong(client, ids, now));
  return ids.filter((id) => !stopped.has(id));
}
