import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import type { TransferView } from '../../../contracts/inventory-answers.ts';
import {
  pageOf,
  readCursor,
  rowsToAsk,
  type Answer,
  type Page,
  type PageRequest,
} from './cursor.ts';
import { findIds } from './read-stock.ts';
import { transferOf, type TransferRow } from './transfers.ts';
import * as sql from './transfers.sql.ts';
import { viewTransfer } from './view-transfer.ts';

/** Which transfers are listed: that leave or reach a location, and how far they are; null: all. */
export interface TransferFilter {
  readonly location: string | null;
  readonly state: TransferView['state'] | null;
}

const AFTER_ALL = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Transfers, the newest first. */
export async function findTransfers(
  client: Queryable,
  { location, state }: TransferFilter,
  page: PageRequest,
): Promise<Answer<Page<TransferView>>> {
  const limit = rowsToAsk(page);
  const ids = await findIds(client, { sku: null, location });
  if ('kind' in ids) return ids;
  const before = readCursor(page.cursor, ['uuid']);
  if (before !== null && 'kind' in before) return before;
  const place = [before?.[0] ?? AFTER_ALL, limit];
  const { locationId } = ids;
  const rows = await (locationId === null
    ? state === null
      ? runStatement<TransferRow>(client, sql.listNewestTransfers, place)
      : runStatement<TransferRow>(client, sql.listNewestTransfersInState, [...place, state])
    : runStatement<TransferRow>(client, sql.listNewestTransfersOfLocation, [
        ...place,
        locationId,
        state,
      ]));
  return {
    kind: 'found',
    value: pageOf(
      rows,
      page.limit,
      (row) => viewTransfer(transferOf(row)),
      (row) => [row.id],
    ),
  };
}
