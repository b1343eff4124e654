import assert from 'node:assert/strict';
import type { Pool } from 'pg';
import { testHub, type ManualClock, type TestHub } from '../../hub/testing.ts';
import { createInventory } from './create-inventory.ts';
import type { Answer } from './cursor.ts';

/** A hub that knows the catalogue and stock, and nothing else. */
export function inventoryHub(pool: Pool, clock?: ManualClock): TestHub {
  const modules = [createInventory()];
  return testHub(pool, clock === undefined ? { modules } : { modules, clock });
}

/** Collects the SQLSTATE of every statement that fails on this pool from now on. */
export function watchFailures(pool: Pool): readonly string[] {
  const codes: string[] = [];
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...values: unknown[]) => unknown;
    const watched = (...values: unknown[]): unknown => {
      const result = query(...values);
      if (result instanceof Promise) {
        result.catch((error: { code?: string }) => codes.push(error.code ?? 'none'));
      }
      return result;
    };
    client.query = watched as typeof client.query;
  });
  return codes;
}

/** SQLSTATE of a violated CHECK, which the guards of our statements never let happen. */
export const CHECK_VIOLATION = '23514';

/** Puts SKUs of 100 grams each, named as their codes. */
export async function putTestSkus(hub: TestHub, codes: readonly string[]): Promise<void> {
  const skus = codes.map((code) => ({ code, name: code, weightGrams: 100, valueMinor: 500 }));
  const { status } = await hub.submit('put_skus', { skus });
  assert.equal(status, 200);
}

/** Puts warehouses in Shanghai, named as their codes. */
export async function putTestLocations(hub: TestHub, codes: readonly string[]): Promise<void> {
  for (const code of codes) {
    const { status } = await hub.submit('put_location', {
      code,
      name: code,
      kind: 'warehouse',
      timeZone: 'Asia/Shanghai',
      address: { lines: [], countryCode: 'CN' },
    });
    assert.equal(status, 200);
  }
}

/** The value of an answer that must not be a refusal. */
export function found<Value>(answer: Answer<Value>): Value {
  assert.equal(answer.kind, 'found', JSON.stringify(answer));
  return (answer as { value: Value }).value;
}
