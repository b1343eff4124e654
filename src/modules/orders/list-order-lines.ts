import type { Pool } from 'pg';
import type { Instant } from '../../kernel/clock.ts';
import { integerArray } from '../../platform/postgres/array-literals.ts';
import { runStatement } from '../../platform/postgres/index.ts';
import type { Answer, Page } from '../inventory/index.ts';
import type { OrderSummary } from '../../../contracts/order-reads.ts';
import * as sql from './orders-read.sql.ts';
import { listOrders, type NarrowedOrders } from './search-orders.ts';

/** A line with what its order says of it. */
export interface ListedLine {
  readonly order: OrderSummary;
  readonly lineNumber: number;
  readonly sku: string;
  readonly skuName: string;
  /** What is wanted now; what was cancelled is not in it. */
  readonly quantity: number;
  readonly cancelledQuantity: number;
  readonly unitPriceMinor: number;
  readonly discountMinor: number;
  readonly taxMinor: number;
  readonly attributes: Readonly<Record<string, unknown>> | null;
}

interface LineRow {
  order_id: number;
  line_number: number;
  sku: string;
  sku_name: string;
  quantity: number;
  cancelled_quantity: number;
  unit_price_minor: number;
  discount_minor: number;
  tax_minor: number;
  attributes: string | null;
}

/**
 * The lines of a page of orders: the same filters, the same order of orders and the same cursor as
 * `listOrders`. `limit` counts orders.
 */
export async function listOrderLines(
  pool: Pool,
  filters: NarrowedOrders,
  cursor: string | null,
  limit: number,
  now: Instant,
): Promise<Answer<Page<ListedLine>>> {
  const orders = await listOrders(pool, filters, cursor, limit, now);
  if (orders.kind === 'refused') return orders;
  const byId = new Map(orders.value.items.map((order) => [Number(order.id), order]));
  const rows = await runStatement<LineRow>(pool, sql.listLines, [integerArray([...byId.keys()])]);
  return {
    kind: 'found',
    value: {
      items: rows.map((row) => ({
        order: byId.get(row.order_id) as OrderSummary,
        lineNumber: row.line_number,
        sku: row.sku,
        skuName: row.sku_name,
        quantity: row.quantity,
        cancelledQuantity: row.cancelled_quantity,
        unitPriceMinor: row.unit_price_minor,
        discountMinor: row.discount_minor,
        taxMinor: row.tax_minor,
        attributes:
          row.attributes === null ? null : (JSON.parse(row.attributes) as Record<string, unknown>),
      })),
      nextCursor: orders.value.nextCursor,
    },
  };
}
