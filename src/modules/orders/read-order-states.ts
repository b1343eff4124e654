import { integerArray } from '../../platform/postgres/array-literals.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import type { OrderState } from '../../../contracts/orders.ts';
import * as sql from './read-order-states.sql.ts';

/** Where orders stand. Orders that do not exist are not in the answer. */
export async function readOrderStates(
  client: Queryable,
  orderIds: readonly number[],
): Promise<ReadonlyMap<number, OrderState>> {
  const rows = await runStatement<{ id: number; state: OrderState }>(client, sql.readOrderStates, [
    integerArray(orderIds),
  ]);
  return new Map(rows.map(({ id, state }) => [id, state]));
}
