import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { copyIn, copyJson, copyRow } from './copy.ts';
import { testDatabase } from './testing.ts';

const database = await testDatabase();
after(() => database.drop());

test('[P28] what was copied in as JSON can be looked into', async () => {
  const client = await database.pool.connect();
  try {
    await client.query('create temporary table document (data json)');
    const target = { name: 'copy document', table: 'document', columns: ['data'] };
    const text = 'copy document (data) from stdin';
    const texts = ['a\0b\ud83d', '茶 🎁', '\\u0000 "\n', '\udf81\\'];
    const rows = texts.map((each) => copyRow([copyJson(JSON.stringify({ each }))]));
    await copyIn(client, { ...target, text }, rows.join(''));
    const { rows: read } = await client.query<{ each: string }>(
      `select data ->> 'each' as each from document`,
    );
    assert.deepEqual(
      read.map(({ each }) => each),
      ['a\ufffdb\ufffd', '茶 🎁', '\\u0000 "\n', '\ufffd\\'],
    );
  } finally {
    client.release();
  }
});
