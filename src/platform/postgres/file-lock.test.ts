import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { tryFileLock, waitForFileLock } from './file-lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'linchpin-lock-'));
after(() => rmSync(folder, { recursive: true }));

test('[P5] one holder at a time, within a process too', () => {
  const path = join(folder, 'one');
  const first = tryFileLock(path, 'exclusive');
  assert.ok(first);
  assert.equal(tryFileLock(path, 'exclusive'), null);
  assert.equal(tryFileLock(path, 'shared'), null);
  first.release();
  const second = tryFileLock(path, 'exclusive');
  assert.ok(second);
  second.release();
});

test('[P19] shared holders keep an exclusive one out', () => {
  const path = join(folder, 'shared');
  const [one, two] = [tryFileLock(path, 'shared'), tryFileLock(path, 'shared')];
  assert.ok(one !== null && two !== null);
  assert.equal(tryFileLock(path, 'exclusive'), null);
  one.release();
  assert.equal(tryFileLock(path, 'exclusive'), null);
  two.release();
  tryFileLock(path, 'exclusive')?.release();
});

test('[P5] the lock of a killed process is free at once', async () => {
  const path = join(folder, 'killed');
  const source = `
    const { tryFileLock } = await import(${JSON.stringify(join(import.meta.dirname, 'file-lock.ts'))});
    globalThis.lock = tryFileLock(${JSON.stringify(path)}, 'exclusive');
    console.log(globalThis.lock === null ? 'busy' : 'held');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = await new Promise<string>((done) =>
    child.stdout.once('data', (text) => done(String(text))),
  );
  assert.equal(said.trim(), 'held');
  assert.equal(tryFileLock(path, 'exclusive'), null);
  assert.equal(await waitForFileLock(path, 'exclusive', 60), null);
  child.kill('SIGKILL');
  const lock = await waitForFileLock(path, 'exclusive', 5_000);
  assert.ok(lock);
  lock.release();
});
