import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';

const MAIN = join(import.meta.dirname, '..', 'main.ts');
const START_MS_MAX = 30_000;

let database: TestDatabase;
const children: ChildProcess[] = [];

before(async () => {
  database = await testDatabase();
});
after(async () => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL');
  await database.drop();
});

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  readonly printed: () => string;
  readonly complained: () => string;
}

function linchpin(args: readonly string[], url = database.url): Running {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let out = '';
  let error = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text));
  const ended = once(child, 'close').then(([status]) => status as number | null);
  return { child, ended, printed: () => out, complained: () => error };
}

async function until<Found>(find: () => Found | null | Promise<Found | null>): Promise<Found> {
  const startedAt = performance.now();
  for (;;) {
    const found = await find();
    if (found !== null) return found;
    assert.ok(performance.now() - startedAt < START_MS_MAX, 'it comes in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function start(...more: string[]): Promise<Running & { readonly address: string }> {
  const running = linchpin(['start', '--port', '0', ...more]);
  const address = await until(() => {
    assert.equal(running.child.exitCode, null, running.complained());
    return /serves at (\S+)/.exec(running.printed())?.[1] ?? null;
  });
  return { ...running, address };
}

async function makeKey(name: string): Promise<string> {
  const running = linchpin([
    'key',
    'create',
    name,
    '--scope',
    'orders:*',
    '--scope',
    'operations:read',
  ]);
  assert.equal(await running.ended, 0, running.complained());
  return running.printed().trim();
}

test('a new database gets the sample company, a login that works, and a twin that orders', async () => {
  const server = await start();
  try {
    // The address is printed before the login, and the pipe may bring them apart.
    const password = await until(() =>
      Promise.resolve(/^password {2}(\S+) /m.exec(server.printed())?.[1] ?? null),
    );
    const login = await fetch(`${server.address}/v1/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'admin', password }),
    });
    assert.equal(login.status, 200);
    const authorization = `Bearer ${await makeKey('watcher')}`;
    const first = await until(async () => {
      const orders = await fetch(`${server.address}/v1/orders`, { headers: { authorization } });
      const { items } = (await orders.json()) as { items: { id: string }[] };
      return items[0] ?? null;
    });
    assert.match(first.id, /^\d+$/);
    assert.equal(server.complained(), '');
  } finally {
    server.child.kill('SIGINT');
  }
  assert.equal(await server.ended, 0);
  assert.match(server.printed(), /\nstopped\n$/);
});

test('several processes serve one database; one that is killed leaves the others to it', async () => {
  const [one, other] = await Promise.all([start('--bare'), start('--bare')]);
  const authorization = `Bearer ${await makeKey('several')}`;
  for (const { address, printed } of [one, other]) {
    assert.equal(
      (await fetch(`${address}/v1/orders?limit=1`, { headers: { authorization } })).status,
      200,
    );
    assert.doesNotMatch(printed(), /password/);
  }
  one.child.kill('SIGKILL');
  await one.ended;
  assert.equal((await fetch(`${other.address}/readyz`)).status, 200);
  // The doctor is right: the server that the tests share is quick and would lose data in a crash.
  const doctor = linchpin(['doctor']);
  assert.equal(await doctor.ended, 1, doctor.printed());
  assert.match(doctor.printed(), /broken {3}fsync is off: what was acknowledged may be lost/);
  assert.match(doctor.printed(), /ok {7}stock positions equal their ledger/);
  const port = new URL(other.address).port;
  const third = linchpin(['start', '--port', port, '--bare']);
  assert.equal(await third.ended, 75);
  assert.equal(
    third.complained(),
    `Port ${port} of 127.0.0.1 is in use: stop the program that uses it, or give another one with --port.\n`,
  );
  other.child.kill('SIGTERM');
  assert.equal(await other.ended, 0);
});

test('keys are made, listed and revoked, and a new password is set, beside a server or without one', async () => {
  await makeKey('listed');
  const twice = linchpin(['key', 'create', 'listed', '--scope', '*']);
  assert.equal(await twice.ended, 1);
  assert.match(twice.complained(), /^There is a key listed already\. /);
  const list = linchpin(['key', 'list']);
  await list.ended;
  assert.match(list.printed(), /^listed\torders:\*,operations:read\tmade \S+\tno end$/m);
  const revoke = linchpin(['key', 'revoke', 'listed']);
  assert.equal(await revoke.ended, 0, revoke.complained());
  const again = linchpin(['key', 'revoke', 'listed']);
  assert.equal(await again.ended, 1);
  const admin = linchpin(['key', 'admin', 'ada']);
  assert.equal(await admin.ended, 0, admin.complained());
  assert.match(admin.printed(), /^login {5}ada\npassword {2}\S{23}\n$/);
});
