import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { CONTRACT_TYPES_FILE, contractTypesOf } from '../console/tools/contract-types.ts';
import { testServer } from '../src/api/testing.ts';
import { testDatabase } from '../src/platform/postgres/testing.ts';

test('the types of the console are those of the document that the server shows', async () => {
  const database = await testDatabase();
  const server = await testServer(database.pool);
  try {
    const { text } = await server.call('GET', '/openapi.json');
    const kept = readFileSync(path.join(import.meta.dirname, '..', CONTRACT_TYPES_FILE), 'utf8');
    assert.ok(kept === (await contractTypesOf(text)), 'run `npm run contract`');
  } finally {
    await server.stop();
    await database.drop();
  }
});
