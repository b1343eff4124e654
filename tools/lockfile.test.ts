import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { completeLockfile, judgeLockfile, missingOptionalPackages } from './lockfile.ts';

const PARSER = {
  version: '2.0.0',
  dev: true,
  optionalDependencies: { '@a/linux-x64-musl': '2.0.0' },
};

test('the lockfile of this repository is complete', () => {
  assert.deepEqual(judgeLockfile(path.dirname(import.meta.dirname)), []);
});

test('a missing platform package is described by its name', () => {
  assert.deepEqual(missingOptionalPackages({ 'node_modules/parser': PARSER }), [
    {
      location: 'node_modules/@a/linux-x64-musl',
      wantedBy: 'node_modules/parser',
      entry: {
        version: '2.0.0',
        cpu: ['x64'],
        dev: true,
        libc: ['musl'],
        optional: true,
        os: ['linux'],
      },
    },
  ]);
});

test('another version in the place of the missing one sends it below its owner', () => {
  const packages = {
    'node_modules/@a/linux-x64-musl': { version: '1.0.0' },
    'node_modules/parser': PARSER,
  };
  const [missing] = missingOptionalPackages(packages);
  assert.equal(missing?.location, 'node_modules/parser/node_modules/@a/linux-x64-musl');
});

test('a package that is there, below its owner or above, is not missing', () => {
  const there = { version: '2.0.0' };
  const above = {
    'node_modules/@a/linux-x64-musl': there,
    'node_modules/b/node_modules/parser': PARSER,
  };
  const below = {
    'node_modules/parser': PARSER,
    'node_modules/parser/node_modules/@a/linux-x64-musl': there,
  };
  assert.deepEqual(missingOptionalPackages(above), []);
  assert.deepEqual(missingOptionalPackages(below), []);
});

test('completing writes what is missing once', (context) => {
  const root = mkdtempSync(path.join(tmpdir(), 'linchpin-lockfile-'));
  context.after(() => rmSync(root, { recursive: true }));
  const file = path.join(root, 'package-lock.json');
  writeFileSync(
    file,
    JSON.stringify({ lockfileVersion: 3, packages: { '': {}, 'node_modules/parser': PARSER } }),
  );
  assert.match(
    judgeLockfile(root)[0] ?? '',
    /lacks node_modules\/@a\/linux-x64-musl, .*npm run lockfile/,
  );
  assert.equal(completeLockfile(root), 1);
  assert.equal(completeLockfile(root), 0);
  assert.deepEqual(judgeLockfile(root), []);
  const keys = Object.keys(
    (JSON.parse(readFileSync(file, 'utf8')) as { packages: object }).packages,
  );
  assert.deepEqual(keys, ['', 'node_modules/@a/linux-x64-musl', 'node_modules/parser']);
});
