import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allStatements, defineStatement, query } from './statements.ts';

test('[P12] a name is taken once', () => {
  const statement = defineStatement('test_once', 'select 1');
  assert.ok(allStatements().includes(statement));
  assert.throws(
    () => defineStatement('test_once', 'select 2'),
    /two statements are named test_once/,
  );
});

test('[P12] a name that the server would cut is a bug', () => {
  assert.throws(() => defineStatement('x'.repeat(64), 'select 1'), /longer than 63 bytes/);
});

test('[P12] an object is not a value: JSON is passed as text', async () => {
  const statement = defineStatement('test_object', 'select $1::jsonb');
  const client = { query: () => assert.fail('must not be sent') };
  await assert.rejects(query(client as never, statement, [{ a: 1 }]), /pass JSON as text/);
});
