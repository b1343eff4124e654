import type { Pool } from 'pg';
import { SECOND_MS, instantToText, type Instant } from '../../kernel/clock.ts';
import type { DeadlineSource } from '../../hub/index.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import type { AllotmentView } from '../../../contracts/inventory-allotments.ts';
import * as sql from './allotments.sql.ts';
import {
  pageOf,
  readCursor,
  rowsToAsk,
  type Answer,
  type Page,
  type PageRequest,
} from './cursor.ts';
import { findIds } from './read-stock.ts';

/** Allotments of a SKU, or all (null), by their codes. */
export async function listAllotments(
  client: Queryable,
  sku: string | null,
  page: PageRequest,
): Promise<Answer<Page<AllotmentView>>> {
  const limit = rowsToAsk(page);
  const ids = await findIds(client, { sku, location: null });
  if ('kind' in ids) return ids;
  const after = readCursor(page.cursor, ['text']);
  if (after !== null && 'kind' in after) return after;
  const place = [after?.[0] ?? '', limit];
  const rows =
    ids.skuId === null
      ? await runStatement<AllotmentRow>(client, sql.listAllotments, place)
      : await runStatement<AllotmentRow>(client, sql.listAllotmentsOfSku, [...place, ids.skuId]);
  return { kind: 'found', value: pageOf(rows, page.limit, allotmentOf, ({ code }) => [code]) };
}

interface AllotmentRow extends Pick<
  AllotmentView,
  'code' | 'channel' | 'sku' | 'location' | 'quantity' | 'taken' | 'state'
> {
  readonly starts_at: Instant;
  readonly ends_at: Instant | null;
}

function allotmentOf(row: AllotmentRow): AllotmentView {
  const { code, channel, sku, location, quantity, taken, state } = row;
  return {
    code,
    channel,
    sku,
    location,
    quantity,
    taken,
    remaining: Math.max(0, quantity - taken),
    from: instantToText(row.starts_at),
    until: row.ends_at === null ? null : instantToText(row.ends_at),
    state,
  };
}

/** Allotments whose time is over. One command ends many of them, so one is asked for at a time. */
export const allotmentDeadlines: DeadlineSource = {
  name: 'allotments',
  everyMs: SECOND_MS,
  async due(pool: Pool, now: Instant) {
    const due = await runStatement(pool, sql.readDueAllotments, [now, 1]);
    return due.length > 0 ? [{ kind: 'end_due_allotments', body: {} }] : [];
  },
};
