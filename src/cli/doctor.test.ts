import assert from 'node:assert/strict';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { tryFileLock } from '../platform/postgres/file-lock.ts';
import type { Finding } from './doctor-finding.ts';
import { judgeDisk, judgeFolder } from './doctor-folder.ts';
import { judgeMachine, judgePort, readMachine } from './doctor-machine.ts';

const GIB = 1_073_741_824;
const ROOT = process.getuid?.() === 0;
const OURS = process.getuid?.() ?? 0;
const PID_OF_NOBODY = 4_194_303;
const made: string[] = [];
after(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A data folder that looks as if a server had used it and stopped cleanly. */
function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'linchpin-doctor-'));
  made.push(folder);
  mkdirSync(join(folder, 'postgres'), { mode: 0o700 });
  mkdirSync(join(folder, 'postgres', 'global'));
  writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '18\n');
  writeFileSync(join(folder, 'postgres-password'), 'secret\n', { mode: 0o600 });
  return folder;
}

const judge = (folder: string, uid = OURS): Promise<Finding[]> => judgeFolder(folder, uid, 18);
const wrong = (findings: readonly Finding[]): string[] =>
  findings
    .filter(({ level }) => level !== 'ok')
    .map(({ name, level, sentence }) => `${name} ${level}: ${sentence}`);

async function tells(folder: string, pattern: RegExp, uid = OURS): Promise<void> {
  const findings = await judge(folder, uid);
  assert.match(wrong(findings).join('\n'), pattern);
  for (const { level, mend } of findings) assert.equal(mend === null, level === 'ok');
}

test('[P27] a folder that is as it should be has nothing wrong', async () => {
  assert.deepEqual(wrong(await judge(dataFolder())), []);
});

test('[P27] a folder without a database, half made, emptied or with other files in it', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'linchpin-doctor-'));
  made.push(empty);
  await tells(join(empty, 'absent'), /folder broken: There is no database in/);
  await tells(empty, /folder broken: There is no database in/);
  mkdirSync(join(empty, 'postgres.new-17'));
  await tells(empty, /folder broken: .* is half made: a start was broken off/);
  mkdirSync(join(empty, 'postgres'));
  await tells(empty, /folder broken: .*postgres is empty/);
  writeFileSync(join(empty, 'postgres', 'notes.txt'), '');
  await tells(empty, /folder broken: .* holds files but is not a whole PostgreSQL data folder/);
  await tells(join(empty, 'postgres', 'notes.txt'), /folder broken: .* is no folder/);
});

test('[P27] a folder of another PostgreSQL, and a link to nowhere', async () => {
  const folder = dataFolder();
  writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '17\n');
  await tells(
    folder,
    /folder broken: .* was made by PostgreSQL 17, and this Linchpin brings PostgreSQL 18/,
  );
  rmSync(join(folder, 'postgres'), { recursive: true });
  symlinkSync(join(folder, 'gone'), join(folder, 'postgres'));
  await tells(folder, /folder broken: .* points to a folder that is gone/);
});

test('[P27] rights: another owner, others who may look in, a password that all may read', async (t) => {
  const folder = dataFolder();
  chmodSync(join(folder, 'postgres'), 0o755);
  await tells(folder, /rights broken: Others may look into .* \(mode 755\)/);
  chmodSync(join(folder, 'postgres'), 0o700);
  chmodSync(join(folder, 'postgres-password'), 0o644);
  await tells(folder, /password warning: Others may read the password/);
  rmSync(join(folder, 'postgres-password'));
  await tells(folder, /password warning: .* is missing/);
  await tells(
    folder,
    /rights broken: .* belongs to user \d+, and this user \(12345\) may not write/,
    12_345,
  );
  if (!ROOT) return t.skip('only root gives files away');
  chownSync(folder, 12_345, 12_345);
  await tells(
    folder,
    /rights broken: .*postgres belongs to user 0, as after a start as root/,
    12_345,
  );
});

test('[P27] the lock: a Linchpin that lives, one that was killed, a server that outlived it', async () => {
  const folder = dataFolder();
  const pidFile = join(folder, 'postgres', 'postmaster.pid');
  const lock = tryFileLock(join(folder, 'hub.lock'), 'exclusive');
  assert.ok(lock !== null);
  const held = (await judge(folder)).find(({ name }) => name === 'lock');
  assert.deepEqual([held?.level, /has taken/.test(held?.sentence ?? '')], ['ok', true]);
  lock.release();
  writeFileSync(pidFile, `${PID_OF_NOBODY}\n`);
  await tells(folder, /lock warning: The last Linchpin on .* was killed: .* is dead/);
  writeFileSync(pidFile, `${process.pid}\n`);
  await tells(folder, new RegExp(`lock warning: No Linchpin runs on .* process ${process.pid}`));
});

test('[P27] a disk with little room, with none, or without inodes', () => {
  const disk = (freeBytes: number, freeInodes = 1_000_000): string[] =>
    wrong(judgeDisk('/data', { freeBytes, inodes: 2_000_000, freeInodes }));
  assert.deepEqual(disk(3 * GIB), []);
  assert.match(disk(GIB).join(), /^disk warning: 1\.0 GiB free/);
  assert.match(disk(1_000).join(), /^disk broken: 0\.0 GiB free/);
  assert.match(disk(3 * GIB, 900).join(), /^inodes warning: Only 900 more files fit/);
  assert.match(disk(3 * GIB, 3).join(), /^inodes broken: Only 3 more files fit/);
  // Some file systems have no bound and tell 0.
  assert.deepEqual(wrong(judgeDisk('/data', { freeBytes: 3 * GIB, inodes: 0, freeInodes: 0 })), []);
});

test('[P27] a machine of another kind', () => {
  const here = readMachine();
  const told = (more: object, isEmbedded = true): string =>
    wrong(judgeMachine({ ...here, memoryBytes: 4 * GIB, ...more }, isEmbedded)).join('\n');
  assert.equal(told({}), '');
  assert.match(
    told({ node: '20.1.0' }),
    /^node warning: This is Node\.js 20\.1\.0; Linchpin is tested with/,
  );
  assert.match(
    told({ platform: 'linux', architecture: 'ia32' }),
    /^platform broken: No PostgreSQL is packaged/,
  );
  assert.match(
    told({ platform: 'linux', architecture: 'x64', glibc: null }),
    /^platform broken: This Linux has no glibc/,
  );
  assert.equal(
    told({ platform: 'linux', glibc: null }, false),
    '',
    'a PostgreSQL elsewhere needs none',
  );
  assert.match(told({ memoryBytes: GIB / 4 }), /^memory warning: 0\.3 GiB of memory/);
});

test('[P27] a port that another program has, by name where the kernel shows it', async () => {
  const other = createServer((socket) => socket.destroy());
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const taken = await judgePort('127.0.0.1', port);
  assert.equal(taken.level, 'warning');
  if (process.platform === 'linux') {
    assert.match(taken.sentence, new RegExp(`is taken by \\S+ \\(process ${process.pid}\\)\\.$`));
  }
  other.close();
  await once(other, 'close');
  assert.equal((await judgePort('127.0.0.1', port)).level, 'ok');
  assert.match((await judgePort('192.0.2.1', port)).sentence, /^Nobody can listen on 192\.0\.2\.1/);
});
