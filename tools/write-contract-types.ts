import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { CONTRACT_TYPES_FILE, contractTypesOf } from '../console/tools/contract-types.ts';
import { testServer } from '../src/api/testing.ts';
import { testDatabase } from '../src/platform/postgres/testing.ts';

// Writes the console's types of the API from the document of a server. A test says when they are out of date.
const database = await testDatabase();
const server = await testServer(database.pool);
const { text } = await server.call('GET', '/openapi.json');
writeFileSync(
  path.join(import.meta.dirname, '..', CONTRACT_TYPES_FILE),
  await contractTypesOf(text),
);
await server.stop();
await database.drop();
