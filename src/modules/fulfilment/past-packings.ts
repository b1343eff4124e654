import type { Pool } from 'pg';
import type { Instant } from '../../kernel/clock.ts';
import { runStatement } from '../../platform/postgres/index.ts';
import type { FulfilmentLine } from './fulfilment-order.ts';
import * as sql from './past-packings.sql.ts';

/** What a location packed in the past, as it can be told once more. */
export interface PastPacking {
  readonly orderId: number;
  readonly at: Instant;
  readonly location: string;
  readonly parcels: readonly { readonly weightGrams: number }[];
  readonly units: readonly { readonly sku: string; readonly quantity: number }[];
}

/** What was packed of these orders, by order and time. What locations and suppliers only report as sent is not among it. */
export async function readPastPackings(
  pool: Pool,
  orderIds: readonly number[],
): Promise<PastPacking[]> {
  const rows = await runStatement<{
    order_id: number;
    recorded_at: Instant;
    location: string;
    parcels: PastPacking['parcels'];
    lines: readonly FulfilmentLine[];
  }>(pool, sql.readPastPackings, [orderIds]);
  return rows.map(({ order_id: orderId, recorded_at: at, location, parcels, lines }) => ({
    orderId,
    at,
    location,
    parcels: parcels.map(({ weightGrams }) => ({ weightGrams })),
    units: lines.map(({ sku, packed: quantity }) => ({ sku, quantity })),
  }));
}
