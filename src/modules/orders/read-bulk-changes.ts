import { recordOf } from '../../hub/index.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import type {
  BulkChange as BulkChangeView,
  BulkChangeOrderPage,
  BulkOutcome,
} from '../../../contracts/bulk-changes.ts';
import { viewBulkChange, type BulkChange } from './bulk-change.ts';
import * as sql from './bulk-changes.sql.ts';

type Row = Readonly<Record<string, unknown>>;

/** A bulk change, or null when there is none. */
export async function readBulkChange(
  client: Queryable,
  id: string,
): Promise<BulkChangeView | null> {
  const [row] = await runStatement<Row>(client, sql.bulkChanges.read, [[id]]);
  return row === undefined ? null : viewBulkChange(recordOf<BulkChange>(sql.bulkChanges, row));
}

/** Bulk changes newest first, those behind `cursor`; one more than the limit when others follow. */
export async function listBulkChanges(
  client: Queryable,
  cursor: string | null,
  limit: number,
): Promise<readonly BulkChangeView[]> {
  const rows = await runStatement<Row>(client, sql.listBulkChanges, [cursor, limit + 1]);
  return rows.map((row) => viewBulkChange(recordOf<BulkChange>(sql.bulkChanges, row)));
}

/** What became of the orders of a bulk change, ascending by order behind `afterOrderId`; null: whatever it is. */
export async function listBulkOrders(
  client: Queryable,
  id: string,
  { outcome, why }: { readonly outcome: BulkOutcome | null; readonly why: string | null },
  { afterOrderId, limit }: { readonly afterOrderId: number; readonly limit: number },
): Promise<BulkChangeOrderPage> {
  const rows = await runStatement<{
    order_id: number;
    outcome: BulkOutcome;
    why: string | null;
    detail: string | null;
  }>(client, sql.listBulkOrders, [id, outcome, why, afterOrderId, limit + 1]);
  const items = rows
    .slice(0, limit)
    .map(({ order_id, ...rest }) => ({ orderId: String(order_id), ...rest }));
  return {
    items,
    nextCursor: rows.length > limit ? (items.at(-1)?.orderId ?? null) : null,
  };
}
