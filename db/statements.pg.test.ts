import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { allStatements } from '../src/platform/postgres/index.ts';
import { allCopies } from '../src/platform/postgres/copy.ts';
import { testDatabase } from '../src/platform/postgres/testing.ts';

const database = await testDatabase({ poolSize: 1 });
after(() => database.drop());

test('[P12] every statement of the program can be prepared against the newest schema', async () => {
  const sources = join(import.meta.dirname, '..', 'src');
  for (const file of globSync('**/*.sql.ts', { cwd: sources })) {
    await import(pathToFileURL(join(sources, file)).href);
  }
  const wrong: string[] = [];
  for (const { name, table, columns } of allCopies()) {
    await database.pool
      .query(`select ${columns.join(', ')} from ${table} limit 0`)
      .catch((error: Error) => wrong.push(`${name}: ${error.message}`));
  }
  for (const { name, text } of allStatements()) {
    try {
      await database.pool.query(`prepare ${name} as ${text}`);
    } catch (error) {
      wrong.push(`${name}: ${(error as Error).message}`);
    }
  }
  assert.deepEqual(wrong, []);
});
