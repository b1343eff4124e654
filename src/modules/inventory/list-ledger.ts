import { runStatement, type Queryable, type Statement } from '../../platform/postgres/index.ts';
import type { StockEntryView } from '../../../contracts/inventory-answers.ts';
import {
  pageOf,
  readCursor,
  rowsToAsk,
  type Answer,
  type Page,
  type PageRequest,
} from './cursor.ts';
import { entryOf, findIds, type EntryRow, type StockFilter } from './read-stock.ts';
import * as sql from './read-stock.sql.ts';

/** An entry with the position that it moved. */
export type LedgerEntry = StockEntryView & { readonly sku: string; readonly location: string };

/**
 * The ledger of a SKU, of a location, of both, or all of it, position by position, each from its first
 * entry on: what an export writes. Positions come in the order in which their SKUs were created.
 */
export async function listLedger(
  client: Queryable,
  filter: StockFilter,
  page: PageRequest,
): Promise<Answer<Page<LedgerEntry>>> {
  const limit = rowsToAsk(page);
  const ids = await findIds(client, filter);
  if ('kind' in ids) return ids;
  const after = readCursor(page.cursor, ['integer', 'integer', 'integer']);
  if (after !== null && 'kind' in after) return after;
  const { skuId, locationId } = ids;
  const statement: Statement =
    skuId === null
      ? locationId === null
        ? sql.listLedger
        : sql.listLedgerAtLocation
      : locationId === null
        ? sql.listLedgerOfSku
        : sql.listLedgerOfSkuAtLocation;
  const given = [skuId, locationId].filter((id) => id !== null);
  const rows = await runStatement<LedgerRow>(client, statement, [
    ...(after ?? [0, 0, 0]),
    limit,
    ...given,
  ]);
  return {
    kind: 'found',
    value: pageOf(rows, page.limit, ledgerEntryOf, (row) => [row.sku_id, row.location_id, row.id]),
  };
}

interface LedgerRow extends EntryRow {
  sku_id: number;
  location_id: number;
  sku: string;
  location: string;
}

function ledgerEntryOf(row: LedgerRow): LedgerEntry {
  return { ...entryOf(row), sku: row.sku, location: row.location };
}
