import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../platform/postgres/testing.ts';
import { BULK_ACTIONS, BULK_OUTCOMES, BULK_STATES } from '../../../contracts/bulk-changes.ts';
import { BULK_TRANSITIONS } from './bulk-change.ts';

const database = await testDatabase();
after(() => database.drop());

test('[O93] table of transitions, contract and the CHECKs of the database name the same words', async () => {
  const { rows } = await database.pool.query<{ text: string }>(
    `select pg_get_constraintdef(oid) as text from pg_constraint where contype = 'c'
     and conrelid in ('orders.bulk_change'::regclass, 'orders.bulk_change_order'::regclass)`,
  );
  const wordsOf = (column: string): string[] => {
    const check = rows.find(({ text }) => text.startsWith(`CHECK ((${column} = `));
    return [...(check?.text ?? '').matchAll(/'(\w+)'/g)].map(([, word]) => word ?? '').toSorted();
  };
  assert.deepEqual(wordsOf('state'), Object.keys(BULK_TRANSITIONS).toSorted());
  assert.deepEqual(wordsOf('state'), [...BULK_STATES].toSorted());
  assert.deepEqual(wordsOf('action'), [...BULK_ACTIONS].toSorted());
  assert.deepEqual(wordsOf('outcome'), [...BULK_OUTCOMES].toSorted());
});
