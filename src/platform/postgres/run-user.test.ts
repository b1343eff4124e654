import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { canReach, chooseRunUser } from './run-user.ts';
import { StartRefusal } from './start-refusal.ts';

const folder = mkdtempSync(join(tmpdir(), 'linchpin-user-'));
chmodSync(folder, 0o755);
after(() => rmSync(folder, { recursive: true }));

test('[P4] an ordinary user runs the server itself', () => {
  assert.deepEqual(chooseRunUser(1_000), {});
});

test('[P4] root takes an existing unprivileged user', () => {
  const passwd = join(folder, 'passwd');
  writeFileSync(
    passwd,
    'root:x:0:0::/root:/bin/sh\nnobody:x:65534:65533:::\npostgres:x:101:104:::\n',
  );
  assert.deepEqual(chooseRunUser(0, passwd), { uid: 101, gid: 104 });
  writeFileSync(passwd, 'root:x:0:0::/root:/bin/sh\nnobody:x:65534:65533:::\n');
  assert.deepEqual(chooseRunUser(0, passwd), { uid: 65_534, gid: 65_533 });
});

test('[P7] root without any unprivileged user is told how to make one', () => {
  for (const passwd of [join(folder, 'missing'), '/dev/null']) {
    assert.throws(
      () => chooseRunUser(0, passwd),
      (error) =>
        error instanceof StartRefusal &&
        error.code === 'no_unprivileged_user' &&
        /useradd/.test(error.message),
    );
  }
});

test('[P4] whether a user can reach a path is told by every folder on the way', async () => {
  const stranger = { uid: 54_321, gid: 54_321 };
  const closed = join(folder, 'closed');
  const inner = join(closed, 'inner');
  mkdirSync(inner, { recursive: true });
  assert.equal(await canReach(stranger, inner), true);
  assert.equal(await canReach(stranger, join(inner, 'not-there-yet')), true);
  chmodSync(closed, 0o700);
  assert.equal(await canReach(stranger, inner), false);
  assert.equal(await canReach({}, inner), true);
  chmodSync(closed, 0o711);
  const file = join(inner, 'program');
  writeFileSync(file, '', { mode: 0o700 });
  assert.equal(await canReach(stranger, file), false);
});
