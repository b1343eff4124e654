import type { Pool } from 'pg';
import { assert } from '../../kernel/assert.ts';
import { integerArray } from '../../platform/postgres/array-literals.ts';
import { inTransaction, runStatement, type Queryable } from '../../platform/postgres/index.ts';
import type { Answer } from '../inventory/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { Order } from '../../../contracts/orders.ts';
import * as sql from './orders-read.sql.ts';
import type { OrderRecord } from './order-record.ts';
import { readOrderRecords } from './order-rows.ts';
import { orderView, type Names } from './order-view.ts';

/** The whole order as it stands, under one snapshot. */
export async function readOrder(pool: Pool, orderId: number): Promise<Answer<Order>> {
  return inTransaction(
    pool,
    async (client) => {
      const [order] = await readOrderRecords(
        [orderId],
        (statement, values) => runStatement(client, statement, values),
        'optimistic',
      );
      if (order === undefined) return refuseUnknownOrder(orderId);
      return { kind: 'found', value: orderView(order, await readNamesOf(client, order)) };
    },
    'isolation level repeatable read, read only',
  );
}

/** The number of the order that a channel placed under an external id; null when there is none. */
export async function findOrderId(
  client: Queryable,
  channel: string,
  externalId: string,
): Promise<number | null> {
  const [row] = await runStatement<{ id: number }>(client, sql.findByExternalId, [
    channel,
    externalId,
  ]);
  return row?.id ?? null;
}

/** The refusal for a number that no order has. */
export function refuseUnknownOrder(orderId: number): Refusal {
  return refuse('not_found', `There is no order ${orderId}.`, { orderId: String(orderId) });
}

async function readNamesOf(client: Queryable, order: OrderRecord): Promise<Names> {
  const rows = await runStatement<{
    kind: 'channel' | 'sku' | 'location';
    id: number;
    code: string;
  }>(client, sql.readNames, [
    integerArray([order.channelId]),
    integerArray([...new Set(order.lines.map(({ skuId }) => skuId))]),
    integerArray([...new Set(order.shipments.map(({ locationId }) => locationId))]),
  ]);
  const codes = new Map(rows.map(({ kind, id, code }) => [`${kind}/${id}`, code]));
  const codeOf = (kind: string) => (id: number) => {
    const code = codes.get(`${kind}/${id}`);
    assert(code !== undefined, `${kind} ${id} of order ${order.id} exists`);
    return code;
  };
  return {
    channelCode: codeOf('channel'),
    skuCode: codeOf('sku'),
    locationCode: codeOf('location'),
  };
}
