import assert from 'node:assert/strict';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { findBinaries } from './binaries.ts';
import { openDatabase, StartRefusal, type Database, type StartRefusalCode } from './index.ts';
import { isAlive } from './processes.ts';

const isRoot = process.getuid?.() === 0;
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'linchpin-embedded-')));
chmodSync(folder, 0o755);
after(() => rmSync(folder, { recursive: true, force: true }));
/** One cluster serves most tests: creating it is what takes time. */
const dataFolder = join(folder, 'data');
const cluster = join(dataFolder, 'postgres');
const pidFile = join(cluster, 'postmaster.pid');
const log = (): void => undefined;

function open(options: { dataFolder?: string; loopbackPort?: number } = {}): Promise<Database> {
  return openDatabase({ dataFolder, log, poolSize: 3, ...options });
}

async function withDatabase(
  work: (database: Database) => Promise<void>,
  options = {},
): Promise<void> {
  const database = await open(options);
  try {
    await work(database);
  } finally {
    await database.stop();
  }
}

async function refuses(code: StartRefusalCode, message: RegExp, options = {}): Promise<void> {
  await assert.rejects(open(options), (error) => {
    assert.ok(error instanceof StartRefusal, String(error));
    assert.equal(error.code, code, error.message);
    assert.match(error.message, message);
    assert.equal(error.message.includes('\n'), false);
    assert.ok(error.exitCode > 0);
    return true;
  });
}

async function setting(database: Database, name: string): Promise<string> {
  const { rows } = await database.pool.query<{ value: string }>(
    'select current_setting($1) as value',
    [name],
  );
  return (rows[0] as { value: string }).value;
}

/** Waits until a process has printed something, or is over. */
function sayOrEnd(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    child.stdout?.once('data', () => done());
    child.once('exit', () => done());
  });
}

test('[P1] the first start creates the database, later starts find what was committed', async () => {
  await withDatabase(async (database) => {
    assert.equal(database.kind, 'embedded');
    assert.match(database.serverVersion, /^18\./);
    assert.equal(database.databaseName, 'linchpin');
    for (const [name, value] of [
      ['data_checksums', 'on'],
      ['server_encoding', 'UTF8'],
      ['TimeZone', 'UTC'],
    ] as const) {
      assert.equal(await setting(database, name), value);
    }
    await database.pool.query('create table kept (id integer); insert into kept values (1)');
  });
  await withDatabase(async ({ pool }) => {
    assert.equal((await pool.query('select from kept')).rowCount, 1);
  });
});

test('[P26] the log of the server quotes neither rows nor parameters', async () => {
  await withDatabase(async ({ pool }) => {
    await pool.query('create table quoted (secret text check (length(secret) < 9))');
    const put = 'insert into quoted values ($1)';
    await assert.rejects(pool.query(put, ['SECRET-IN-ROW']), { detail: /SECRET-IN-ROW/ });
    await pool.query('select pg_sleep(1.1), $1::text', ['SECRET-PARAMETER']);
  });
  const folder = join(cluster, 'log');
  const log = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  assert.match(log.join(''), /violates check constraint/);
  assert.match(log.join(''), /select pg_sleep/);
  assert.doesNotMatch(log.join(''), /SECRET-/);
});

test('[P2] durability is on and the user’s own settings win', async () => {
  writeFileSync(join(cluster, 'custom.conf'), "work_mem = '7MB'\n");
  chmodSync(join(cluster, 'custom.conf'), 0o644);
  await withDatabase(async (database) => {
    assert.equal(await setting(database, 'work_mem'), '7MB');
    for (const name of ['fsync', 'synchronous_commit', 'full_page_writes'])
      assert.equal(await setting(database, name), 'on');
  });
  rmSync(join(cluster, 'custom.conf'));
});

test('[P3] password, socket and cluster are private, and the network is closed', async () => {
  await withDatabase(async (database) => {
    assert.equal(statSync(join(dataFolder, 'postgres-password')).mode & 0o777, 0o600);
    assert.equal(statSync(String(database.connectionConfig.host)).mode & 0o777, 0o700);
    assert.equal(statSync(cluster).mode & 0o777, 0o700);
    assert.equal(await setting(database, 'listen_addresses'), '');
  });
});

test('[P3] a lost password file is replaced', async () => {
  rmSync(join(dataFolder, 'postgres-password'));
  await withDatabase(async ({ pool }) => {
    assert.equal((await pool.query('select from kept')).rowCount, 1);
  });
});

test(
  '[P4] started as root, the server runs as an unprivileged user',
  { skip: !isRoot && 'not root' },
  async () => {
    await withDatabase(async () => {
      const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
      assert.notEqual(statSync(`/proc/${pid}`).uid, 0);
      assert.notEqual(statSync(cluster).uid, 0);
    });
  },
);

test(
  '[P4] a data folder that the unprivileged user cannot enter gets its cluster elsewhere',
  { skip: !isRoot && 'not root' },
  async () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const inner = join(closed, 'data');
    await withDatabase(
      async ({ pool }) => {
        await pool.query('create table elsewhere ()');
      },
      { dataFolder: inner },
    );
    assert.ok(lstatSync(join(inner, 'postgres')).isSymbolicLink());
    const elsewhere = dirname(realpathSync(join(inner, 'postgres')));
    await withDatabase(
      async ({ pool }) => {
        await pool.query('select from elsewhere');
      },
      { dataFolder: inner },
    );
    rmSync(elsewhere, { recursive: true });
    await refuses('data_folder_unusable', /points to a folder that is gone/, { dataFolder: inner });
  },
);

test(
  '[P4] a data folder that bars the way by itself is opened for passing through',
  { skip: !isRoot && 'not root' },
  async () => {
    const barred = join(folder, 'barred');
    mkdirSync(barred, { mode: 0o700 });
    await withDatabase(
      async () => {
        assert.equal(statSync(barred).mode & 0o777, 0o711);
        assert.ok(!lstatSync(join(barred, 'postgres')).isSymbolicLink());
      },
      { dataFolder: barred },
    );
    rmSync(barred, { recursive: true });
  },
);

test('[P3] a path too long for a socket moves the socket only', async () => {
  const long = join(folder, 'a-long-name-'.repeat(9));
  await withDatabase(
    async (database) => {
      assert.ok(!String(database.connectionConfig.host).startsWith(long));
      assert.ok(existsSync(join(long, 'postgres', 'PG_VERSION')));
    },
    { dataFolder: long },
  );
  rmSync(long, { recursive: true });
});

test('[P5] a second hub on the same folder is refused, and the first goes on', async () => {
  await withDatabase(async ({ pool }) => {
    await refuses('data_folder_in_use', /Another Linchpin is running/);
    await pool.query('select 1');
  });
});

test('[P6] the server that a killed hub left behind is stopped and replaced', async () => {
  const source = `
    const { openDatabase } = await import(${JSON.stringify(join(import.meta.dirname, 'index.ts'))});
    const database = await openDatabase({ dataFolder: ${JSON.stringify(dataFolder)}, log: () => {} });
    await database.pool.query('insert into kept values (2)');
    console.log('ready');`;
  const hub = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await sayOrEnd(hub);
  const orphan = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
  hub.kill('SIGKILL');
  await new Promise((done) => hub.once('exit', done));
  assert.ok(isAlive(orphan));
  await withDatabase(async ({ pool }) => {
    assert.equal(isAlive(orphan), false);
    assert.equal((await pool.query('select from kept')).rowCount, 2);
  });
});

test('[P6] a stale pid file does not hinder a start, and a program that reuses the pid is left alone', async () => {
  const bystander = spawn('sleep', ['60'], { stdio: 'ignore' });
  try {
    for (const pid of [4_194_303, bystander.pid]) {
      writeFileSync(
        pidFile,
        `${pid}\n${cluster}\n1700000000\n5432\n${join(dataFolder, 'socket')}\n\n  1234567         7\nready   \n`,
      );
      await withDatabase(async ({ pool }) => {
        await pool.query('select 1');
      });
    }
    assert.equal(bystander.exitCode, null);
    assert.equal(bystander.signalCode, null);
  } finally {
    bystander.kill('SIGKILL');
  }
});

test('[P7] a folder that is a file, or holds other files, is refused untouched', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, 'mine');
  await refuses('data_folder_unusable', /cannot be written/, { dataFolder: file });
  const strange = join(folder, 'strange');
  mkdirSync(join(strange, 'postgres'), { recursive: true });
  writeFileSync(join(strange, 'postgres', 'letter.txt'), 'mine');
  await refuses('not_a_cluster', /move these files away/, { dataFolder: strange });
  assert.equal(readFileSync(join(strange, 'postgres', 'letter.txt'), 'utf8'), 'mine');
});

test('[P7] a cluster of another major version is refused', async () => {
  writeFileSync(join(cluster, 'PG_VERSION'), '17\n');
  await refuses('other_major_version', /made by PostgreSQL 17 .* brings PostgreSQL 18/);
  writeFileSync(join(cluster, 'PG_VERSION'), '18\n');
  await withDatabase(async () => undefined);
});

test('[P7] a taken loopback port is refused, a free one is open', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => other.once('listening', done));
  const { port } = other.address() as { port: number };
  await refuses('port_in_use', new RegExp(`Port ${port} of 127.0.0.1`), { loopbackPort: port });
  await new Promise((done) => other.close(done));
  await withDatabase(
    async (database) => {
      assert.equal(await setting(database, 'listen_addresses'), '127.0.0.1');
    },
    { loopbackPort: port },
  );
});

test('[P7] a folder on a read-only disk is refused', async (context) => {
  if (!isRoot) {
    const closed = join(folder, 'read-only');
    mkdirSync(closed, { mode: 0o555 });
    return refuses('data_folder_unusable', /cannot be written/, {
      dataFolder: join(closed, 'data'),
    });
  }
  await onTinyDisk(context, 'size=1m,ro', (disk) =>
    refuses('data_folder_unusable', /read-only/, { dataFolder: disk }),
  );
});

test('[P7] a full disk is refused before anything is created', async (context) => {
  await onTinyDisk(context, 'size=64m', (disk) =>
    refuses('disk_full', /free at least 256 MB/, { dataFolder: disk }),
  );
});

test('[P7] a disk that fills up while the database is created leaves nothing behind', async (context) => {
  // Inodes run out where free bytes promise enough room.
  await onTinyDisk(context, 'size=1g,nr_inodes=300,mode=755', async (disk) => {
    await refuses('disk_full', /is full/, { dataFolder: disk });
    assert.equal(existsSync(join(disk, 'postgres')), false);
    execFileSync('mount', ['-o', 'remount,nr_inodes=100000', disk]);
    await withDatabase(
      async ({ pool }) => {
        await pool.query('select 1');
      },
      { dataFolder: disk },
    );
  });
});

async function onTinyDisk(
  context: TestContext,
  options: string,
  work: (disk: string) => Promise<void>,
): Promise<void> {
  if (!isRoot || process.platform !== 'linux')
    return context.skip('only root can mount a tiny disk');
  const disk = mkdtempSync(join(folder, 'disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk], { stdio: 'pipe' });
  } catch {
    return context.skip('this machine lets nobody mount');
  }
  try {
    await work(disk);
  } finally {
    await unmount(disk);
  }
}

/** What has ended may hold its folder for a moment longer, on a machine with much to do. */
async function unmount(disk: string): Promise<void> {
  for (const deadline = performance.now() + 20_000; ; await sleep(100)) {
    try {
      execFileSync('umount', [disk], { stdio: 'pipe' });
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
  }
}

test('[P7] a machine without packaged programs is told what to do', async () => {
  await assert.rejects(findBinaries({}, log, 'plan9-mips'), {
    code: 'binaries_missing',
    message: /plan9-mips is not installed.*npm install.*DATABASE_URL/,
  });
});

test('[P7] a server that cannot start says why in one sentence', async () => {
  writeFileSync(join(cluster, 'custom.conf'), 'shared_buffers = banana\n');
  await refuses('server_failed', /FATAL:.*custom\.conf/);
  rmSync(join(cluster, 'custom.conf'));
});

test('[P8] a killed server comes back, and callers that wait are served', async () => {
  const database = await open();
  const states: string[] = [];
  const up = new Promise<void>((done) =>
    database.onStateChange((state) => {
      states.push(state);
      if (state === 'up') done();
    }),
  );
  try {
    await database.pool.query('insert into kept values (3)');
    const waiting = database.pool.query('select pg_sleep(60)');
    waiting.catch(() => undefined);
    // A statement that computes does not notice by itself that its server is gone.
    const computing = database.pool.query('do $$ begin loop end loop; end $$');
    computing.catch(() => undefined);
    await sleep(200);
    process.kill(Number.parseInt(readFileSync(pidFile, 'utf8'), 10), 'SIGKILL');
    const { rowCount } = await (async () => {
      await sleep(20);
      return database.pool.query('select from kept where id = 3');
    })();
    assert.equal(rowCount, 1);
    await assert.rejects(waiting);
    await assert.rejects(computing);
    await up;
    assert.deepEqual(states, ['restarting', 'up']);
  } finally {
    await database.stop();
  }
});

test('[P9] stop is clean and gives the folder free', async () => {
  const database = await open();
  const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
  await database.stop();
  assert.equal(isAlive(pid), false);
  assert.equal(existsSync(pidFile), false);
  const messages: string[] = [];
  const again = await openDatabase({ dataFolder, log: (message) => messages.push(message) });
  await again.stop();
  assert.deepEqual(messages, []);
});

test('[P1] an interrupted creation is cleared away', async () => {
  const fresh = join(folder, 'interrupted');
  cpSync(join(cluster, 'PG_VERSION'), join(fresh, 'postgres.new-1', 'PG_VERSION'), {
    recursive: true,
  });
  await withDatabase(
    async ({ pool }) => {
      await pool.query('select 1');
    },
    { dataFolder: fresh },
  );
  assert.equal(existsSync(join(fresh, 'postgres.new-1')), false);
  rmSync(fresh, { recursive: true });
});

test(
  '[P4] a start as root keeps the cluster its owner’s',
  { skip: !isRoot && 'not root' },
  async () => {
    const owner = { uid: 65_534, gid: 65_534 };
    for (const path of [
      cluster,
      ...readdirSync(cluster, { recursive: true, encoding: 'utf8' }).map((name) =>
        join(cluster, name),
      ),
    ]) {
      lchownSync(path, owner.uid, owner.gid);
    }
    await withDatabase(async ({ pool }) => {
      await pool.query('select from kept');
      assert.equal(statSync(cluster).uid, owner.uid);
    });
    // Root has copied a backup back.
    for (const path of [
      cluster,
      ...readdirSync(cluster, { recursive: true, encoding: 'utf8' }).map((name) =>
        join(cluster, name),
      ),
    ]) {
      lchownSync(path, 0, 0);
    }
    await withDatabase(async ({ pool }) => {
      await pool.query('select from kept');
      assert.notEqual(statSync(cluster).uid, 0);
    });
  },
);

test('[P9] a process that ends without stopping takes the server with it, and the next start waits for that', async () => {
  const source = `
    const { readFileSync } = await import('node:fs');
    const { openDatabase } = await import(${JSON.stringify(join(import.meta.dirname, 'index.ts'))});
    await openDatabase({ dataFolder: ${JSON.stringify(dataFolder)}, log: () => {} });
    console.log(Number.parseInt(readFileSync(${JSON.stringify(pidFile)}, 'utf8'), 10));
    process.exit(3);`;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const hub = spawn(process.execPath, ['--input-type=module', '-e', source], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pid = Number(await text(hub.stdout));
    await sleep(attempt * 20);
    await withDatabase(async () => assert.equal(isAlive(pid), false));
  }
});

test('[P9] stop during a restart ends the restart', async () => {
  const database = await open();
  const restarting = new Promise<void>((done) =>
    database.onStateChange((state) => state === 'restarting' && done()),
  );
  process.kill(Number.parseInt(readFileSync(pidFile, 'utf8'), 10), 'SIGKILL');
  await restarting;
  await database.stop();
  await withDatabase(async () => undefined);
});
