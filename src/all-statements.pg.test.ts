import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { allStatements } from './platform/postgres/index.ts';
import { testDatabase, type TestDatabase } from './platform/postgres/testing.ts';

let database: TestDatabase;

before(async () => {
  database = await testDatabase({ poolSize: 1 });
  const files = globSync('**/*.sql.ts', { cwd: import.meta.dirname });
  assert.ok(files.length > 0, 'there are statements');
  for (const file of files) await import(pathToFileURL(join(import.meta.dirname, file)).href);
});
after(() => database.drop());

test('the server can prepare every statement that we declare', async () => {
  const failures: string[] = [];
  const client = await database.pool.connect();
  for (const [index, { name, text }] of allStatements().entries()) {
    try {
      await client.query(`prepare statement_${index} as ${text}`);
    } catch (error) {
      failures.push(`${name}: ${(error as Error).message}`);
    }
  }
  client.release();
  assert.deepEqual(failures, []);
});

test('no statement reads the clock of the server', () => {
  const clock =
    /\b(now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(|\bcurrent_(timestamp|date|time)\b|\blocaltime/i;
  const reading = allStatements().filter(({ text }) => clock.test(text));
  assert.deepEqual(
    reading.map(({ name }) => name),
    [],
  );
});
