import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';

const MAIN = join(import.meta.dirname, '..', 'main.ts');

interface Ended {
  readonly status: number;
  readonly out: string;
  readonly error: string;
}

/** Runs linchpin with these arguments and without a database of the environment's. */
function linchpin(...args: string[]): Promise<Ended> {
  const environment = { ...process.env };
  delete environment['DATABASE_URL'];
  delete environment['PORT'];
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, ...args], { env: environment }, (failure, out, error) =>
      resolve({ status: failure === null ? 0 : Number(failure.code), out, error }),
    );
  });
}

const REFUSED: readonly (readonly [args: string, told: RegExp])[] = [
  ['nonsense', /^There is no command nonsense\. There are: start, /],
  ['toString', /^There is no command toString\./],
  ['help nonsense', /^There is no command nonsense\./],
  ['start --nonsense', /^Unknown option '--nonsense'\. See linchpin help\.$/],
  ['start extra', /^Unexpected argument 'extra'\./],
  ['start --port 70000', /^--port takes a whole number from 0 to 65535, not 70000\.$/],
  ['start --data', /^Option '--data <value>' argument missing\./],
  ['key', /^linchpin key takes create, list, rotate, revoke or admin\./],
  ['key create', /^linchpin key create takes a name/],
  ['key create a', /^A key needs at least one --scope: orders:read, /],
  ['key create a --scope orders:eat', /^There is no scope orders:eat\./],
  ['key create a --scope * --expires tomorrow', /^--expires takes a time such as/],
  ['key create a b', /^b is one word too many\./],
];

for (const [args, told] of REFUSED) {
  test(`linchpin ${args} is refused with one line and status 2`, async () => {
    const { status, out, error } = await linchpin(...args.split(' '));
    assert.equal(status, 2, error);
    assert.equal(out, '');
    assert.match(error.trimEnd(), told);
    assert.equal(error.trimEnd().split('\n').length, 1);
  });
}

test('help and version are printed', async () => {
  const overview = await linchpin('--help');
  assert.equal(overview.status, 0);
  for (const name of ['start', 'import', 'explain', 'replay', 'simulate', 'key', 'doctor']) {
    assert.match(overview.out, new RegExp(`^  ${name} `, 'm'));
  }
  assert.equal((await linchpin('help', 'start')).out, (await linchpin('start', '--help')).out);
  assert.match((await linchpin('--version')).out, /^\d+\.\d+\.\d+\n$/);
});

test('without a command the overview is printed and nothing is done', async () => {
  const { status, out } = await linchpin();
  assert.equal(status, 2);
  assert.match(out, /Usage: linchpin COMMAND/);
});

test('a database address that is none is one clear line with the status of its kind', async () => {
  const { status, error } = await linchpin('key', 'list', '--database-url', 'nonsense');
  assert.equal(status, 69);
  assert.match(error, /^DATABASE_URL is not a PostgreSQL address .*\n$/);
});

test('the doctor names a folder without a database', async () => {
  const { status, out } = await linchpin('doctor', '--data', '/nowhere/at-all');
  assert.equal(status, 1);
  assert.match(
    out,
    /broken {3}There is no database in \/nowhere\/at-all\.\n {9}Give the right folder/,
  );
});
