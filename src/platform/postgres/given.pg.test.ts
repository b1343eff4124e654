import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { after, test } from 'node:test';
import { openDatabase, StartRefusal, type StartRefusalCode } from './index.ts';
import { testDatabase } from './testing.ts';

const database = await testDatabase({ poolSize: 2 });
const name = String(database.connectionConfig.database);
after(async () => {
  await database.pool.query(`drop database if exists ${name}_ascii`);
  await database.drop();
});

function open(databaseUrl: string) {
  return openDatabase({ dataFolder: '/nowhere', databaseUrl, log: () => undefined, poolSize: 2 });
}

async function refuses(
  databaseUrl: string,
  code: StartRefusalCode,
  message: RegExp,
): Promise<void> {
  await assert.rejects(open(databaseUrl), (error) => {
    assert.ok(error instanceof StartRefusal, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, message);
    assert.ok(!error.message.includes(String(database.connectionConfig.password)));
    return true;
  });
}

test('[P10] a given database is opened as it is, and nothing is touched in the data folder', async () => {
  const opened = await open(database.url);
  assert.equal(opened.kind, 'given');
  assert.equal(opened.databaseName, name);
  assert.match(opened.serverVersion, /^\d+\.\d+/);
  const { rows } = await opened.pool.query(
    `select 5::int8 as five, current_setting('TimeZone') as zone`,
  );
  assert.deepEqual(rows, [{ five: 5, zone: 'UTC' }]);
  await opened.stop();
});

test('[P10] a server that is away is refused within seconds', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  await refuses(
    `postgres://me:secret@127.0.0.1:${port}/shop`,
    'database_unreachable',
    /127\.0\.0\.1:\d+ cannot be used .*: start it or correct the address\./,
  );
});

test('[P10] a wrong password, a missing database and a wrong address each get their own advice', async () => {
  const password = String(database.connectionConfig.password);
  await refuses(
    database.url.replace(password, 'wrong'),
    'database_unreachable',
    /correct its user and password/,
  );
  await refuses(
    database.url.replace(`/${name}`, '/no_such_database'),
    'database_unreachable',
    /create that database/,
  );
  await refuses(
    'mysql://me@here/shop',
    'database_unreachable',
    /not a PostgreSQL address .*postgres:\/\/user:password/,
  );
  await refuses('postgres://me@here:port/shop', 'database_unreachable', /not a PostgreSQL address/);
});

test('[P10] a database in another encoding is refused', async () => {
  await database.pool.query(
    `create database ${name}_ascii encoding 'SQL_ASCII' locale_provider libc locale 'C' template template0`,
  );
  await refuses(
    database.url.replace(`/${name}`, `/${name}_ascii`),
    'database_unsuitable',
    /is encoded in SQL_ASCII, and Linchpin needs UTF8/,
  );
});

test('[P10] a server too old is refused', async () => {
  // The server is made to look old by a function that is found before its own.
  await database.pool.query(`create schema old;
    create function old.current_setting(setting text) returns text language sql as
      $$ select case setting when 'server_version' then '14.9' when 'server_version_num' then '140009' else pg_catalog.current_setting(setting) end $$;
    alter database ${name} set search_path = old, pg_catalog`);
  await refuses(
    database.url,
    'database_unsuitable',
    /is PostgreSQL 14\.9, and Linchpin needs 15 or newer/,
  );
});
