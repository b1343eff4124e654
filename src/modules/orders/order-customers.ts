import { integerArray } from '../../platform/postgres/array-literals.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import * as sql from './order-customers.sql.ts';

/**
 * Under which address of e-mail orders were placed, in lower case; null: under none. Orders that do
 * not exist are not in the answer.
 */
export async function readCustomerEmails(
  client: Queryable,
  orderIds: readonly number[],
): Promise<ReadonlyMap<number, string | null>> {
  const rows = await runStatement<{ id: number; email: string | null }>(
    client,
    sql.readCustomerEmails,
    [integerArray(orderIds)],
  );
  return new Map(rows.map(({ id, email }) => [id, email]));
}
