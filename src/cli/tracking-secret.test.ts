import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { CommandRefused } from './command-line.ts';
import { openTrackingLinks } from './tracking-secret.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'linchpin-secret-'));
const file = path.join(folder, 'tracking-secret');
after(() => rmSync(folder, { recursive: true }));

test('[X14] the secret is made once in the data folder, for its owner alone, and stays over starts', async () => {
  const first = await openTrackingLinks('embedded', folder, {});
  const again = await openTrackingLinks('embedded', folder, {});
  assert.ok(first !== null && again !== null);
  assert.equal(again.orderOf(first.tokenOf(7)), 7);
  assert.equal(statSync(file).mode & 0o777, 0o600);
});

test('[X14] the environment goes before the folder; a database of the user’s own needs it there', async () => {
  const environment = { LINCHPIN_TRACKING_SECRET: 'shared by every process of it' };
  const [one, other] = await Promise.all([
    openTrackingLinks('given', folder, environment),
    openTrackingLinks('embedded', folder, environment),
  ]);
  assert.ok(one !== null && other !== null);
  assert.equal(other.orderOf(one.tokenOf(7)), 7);
  assert.equal(await openTrackingLinks('given', folder, {}), null);
});

test('[X14] a secret that is none is refused with where it stands', async () => {
  writeFileSync(file, 'short');
  await assert.rejects(openTrackingLinks('embedded', folder, {}), (error: Error) => {
    assert.ok(error instanceof CommandRefused);
    assert.match(error.message, /tracking-secret holds no secret/);
    return true;
  });
});
