import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { Client } from 'pg';
import { isAlive, waitUntilGone } from './processes.ts';
import { testDatabase } from './testing.ts';

const given = process.env.LINCHPIN_TEST_DATABASE_URL !== undefined && 'the server is given';
/** A temporary folder of their own gives the processes below a server of their own. */
const folder = mkdtempSync(join(tmpdir(), 'lt-'));
chmodSync(folder, 0o755);
after(() => rmSync(folder, { recursive: true, force: true }));
const TESTING = JSON.stringify(join(import.meta.dirname, 'testing.ts'));

/** Runs a program text in a process of its own and gives what it prints. */
async function runInProcess(source: string): Promise<string> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TMPDIR: folder },
  });
  return (await text(child.stdout)).trim();
}

test('[P18] every test has a migrated, empty database of its own', async () => {
  const [one, two] = await Promise.all([testDatabase(), testDatabase()]);
  assert.notEqual(one.connectionConfig.database, two.connectionConfig.database);
  await one.pool.query('create table probe ()');
  assert.deepEqual((await two.pool.query(`select to_regclass('probe') as found`)).rows, [
    { found: null },
  ]);
  await one.pool.query('select from linchpin.migration');
  const client = new Client({ connectionString: two.url });
  await client.connect();
  const { rows } = await client.query('select current_database() as name');
  assert.deepEqual(rows, [{ name: two.connectionConfig.database }]);
  await client.end();
  await Promise.all([one.drop(), two.drop()]);
  await assert.rejects(new Client(one.connectionConfig).connect(), { code: '3D000' });
});

test('[P18] identifiers start above 2^31', async () => {
  const database = await testDatabase({ poolSize: 1 });
  const { rows } = await database.pool.query<{ sequence: string }>(
    `select format('%I.%I', schemaname, sequencename) as sequence from pg_sequences where data_type = 'bigint'::regtype`,
  );
  for (const { sequence } of rows) {
    const next = await database.pool.query<{ value: number }>('select nextval($1) as value', [
      sequence,
    ]);
    assert.ok((next.rows[0]?.value ?? 0) > 2 ** 31, sequence);
  }
  await database.drop();
});

test(
  '[P19] processes that start at once share one server, which ends when it is told',
  { skip: given },
  async () => {
    const source = `
    const { testDatabase } = await import(${TESTING});
    const { pool, drop } = await testDatabase({ poolSize: 1 });
    const { rows } = await pool.query('select pg_postmaster_start_time()::text as started, count(*) as migrations from linchpin.migration');
    console.log(JSON.stringify(rows[0]));
    await drop();`;
    const answers = await Promise.all([source, source, source].map(runInProcess));
    assert.equal(new Set(answers).size, 1, answers.join('\n'));
    const [server] = readdirSync(folder);
    assert.ok(server);
    const { pid } = JSON.parse(readFileSync(join(folder, server, 'server.json'), 'utf8')) as {
      pid: number;
    };
    assert.ok(isAlive(pid));
    await runInProcess(`await (await import(${TESTING})).stopTestServer()`);
    assert.equal(isAlive(pid), false);
    assert.equal(existsSync(join(folder, server, 'data', 'postgres', 'postmaster.pid')), false);
  },
);

test(
  '[P19] a server is not stopped under a process that uses it, and not left without one',
  { skip: given },
  async () => {
    const user = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `
    const { testDatabase } = await import(${TESTING});
    await testDatabase();
    console.log('ready');
    setInterval(() => {}, 1000);`,
      ],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, TMPDIR: folder, LINCHPIN_TEST_IDLE_MS: '500' },
      },
    );
    await new Promise((done) => user.stdout.once('data', done));
    const [server] = readdirSync(folder) as [string];
    const { pid } = JSON.parse(readFileSync(join(folder, server, 'server.json'), 'utf8')) as {
      pid: number;
    };
    await runInProcess(`await (await import(${TESTING})).stopTestServer()`);
    assert.ok(isAlive(pid));
    user.kill('SIGKILL');
    assert.ok(await waitUntilGone(pid, 10_000));
  },
);
