import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { testDatabase } from '../src/platform/postgres/testing.ts';
import { migrate, readMigrations } from './migrate.ts';

const NOW = Date.UTC(2031, 4, 6, 7, 8, 9);
const database = await testDatabase({ poolSize: 4 });
const { pool } = database;
const parent = mkdtempSync(join(tmpdir(), 'linchpin-migrations-'));
const folder = join(parent, 'migrations');
after(async () => {
  rmSync(parent, { recursive: true });
  await database.drop();
});

beforeEach(async () => {
  await pool.query('drop schema if exists linchpin, probe cascade');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  write('000001-probe.sql', 'create schema probe;\ncreate table probe.item (id integer);');
  write('000002-name.sql', 'alter table probe.item add name text;');
});

function write(fileName: string, sql: string): void {
  writeFileSync(join(folder, fileName), sql);
}

function run(): Promise<number[]> {
  return migrate(pool, { now: NOW, folder, log: () => undefined });
}

async function appliedNumbers(): Promise<number[]> {
  const { rows } = await pool.query<{ number: number }>(
    'select number from linchpin.migration order by number',
  );
  return rows.map(({ number }) => number);
}

test('[P16] migrations are applied once, in order, at the time passed in', async () => {
  assert.deepEqual(await run(), [1, 2]);
  assert.deepEqual(await run(), []);
  write('000010-more.sql', 'create index on probe.item (name);');
  assert.deepEqual(await run(), [10]);
  const { rows } = await pool.query(
    'select number, name, applied_at, length(checksum) as length from linchpin.migration',
  );
  assert.deepEqual(rows[0], { number: 1, name: 'probe', applied_at: NOW, length: 64 });
});

test('[P16] an absent or empty folder migrates nothing', async () => {
  rmSync(folder, { recursive: true });
  assert.deepEqual(await run(), []);
});

test('[P16] several processes at once apply everything once', async () => {
  const runs = await Promise.all([run(), run(), run()]);
  assert.deepEqual(
    runs.flat().toSorted((a, b) => a - b),
    [1, 2],
  );
});

test('[P16] a failing migration leaves the one before and names file and line', async () => {
  write(
    '000003-wrong.sql',
    'create table probe.half (id integer);\n\nselect * from probe.nowhere;',
  );
  await assert.rejects(
    run(),
    /000003-wrong\.sql failed and was rolled back: relation "probe\.nowhere" does not exist \(line 3\)/,
  );
  assert.deepEqual(await appliedNumbers(), [1, 2]);
  assert.deepEqual((await pool.query(`select to_regclass('probe.half') as found`)).rows, [
    { found: null },
  ]);
  write('000003-wrong.sql', 'create table probe.half (id integer);');
  assert.deepEqual(await run(), [3]);
});

test('[P16] a migration that ends its own transaction is refused', async () => {
  write('000003-commits.sql', 'create table probe.half (id integer); commit;');
  await assert.rejects(run(), /ends its own transaction/);
});

test('[P17] a changed file is refused before anything is applied', async () => {
  await run();
  write('000001-probe.sql', 'create schema probe; -- changed');
  write('000003-next.sql', 'create table probe.next (id integer);');
  await assert.rejects(run(), {
    code: 'schema_changed',
    exitCode: 78,
    message: /000001-probe\.sql was changed.*restore the file/,
  });
  assert.deepEqual(await appliedNumbers(), [1, 2]);
});

test('[P17] a missing file is refused', async () => {
  await run();
  rmSync(join(folder, '000001-probe.sql'));
  await assert.rejects(run(), {
    code: 'schema_changed',
    message: /000001-probe\.sql .* file is gone/,
  });
});

test('[P17] a file added behind an applied one is refused', async () => {
  rmSync(join(folder, '000001-probe.sql'));
  write('000002-name.sql', 'create schema probe;');
  await run();
  write('000001-late.sql', 'create table probe.late (id integer);');
  await assert.rejects(run(), {
    code: 'schema_changed',
    message: /000001-late\.sql was added behind 000002-name\.sql/,
  });
});

test('[P17] a database newer than the code is refused', async () => {
  write('000003-newer.sql', 'create table probe.newer (id integer);');
  await run();
  rmSync(join(folder, '000003-newer.sql'));
  await assert.rejects(run(), {
    code: 'schema_newer',
    message: /000003-newer\.sql.*newer Linchpin/,
  });
});

test('[P16] a misnamed or doubled file is a mistake that is named', () => {
  write('3-short.sql', '');
  assert.throws(() => readMigrations(folder), /3-short\.sql is misnamed/);
  rmSync(join(folder, '3-short.sql'));
  write('000002-again.sql', '');
  assert.throws(() => readMigrations(folder), /Two migrations have the number 000002/);
});

test('[P16] line ends of another system do not change a checksum', () => {
  const [before] = readMigrations(folder);
  write('000001-probe.sql', 'create schema probe;\r\ncreate table probe.item (id integer);');
  assert.equal(readMigrations(folder)[0]?.checksum, before?.checksum);
});
