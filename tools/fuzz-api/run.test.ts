import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeReport, pathsWithTwins, writeConfig, type Report } from './run.ts';

const GOOD: Report = {
  seed: 7,
  complete: true,
  running_time: 1.4,
  operations: { selected: 2, tested: 2 },
  test_cases: { generated: 10 },
  failures: [],
  errors: [],
};

test('a run counts as good only when it ended, erred nowhere and reached every operation', () => {
  const good = judgeReport(GOOD);
  assert.deepEqual(good, { seed: 7, seconds: 1, operations: 2, cases: 10, failures: [] });
  const failure = { title: 'Server error', count: 1, operations: ['GET /a'] };
  const bad: readonly [Partial<Report>, RegExp][] = [
    [{ failures: [failure] }, /Server error.*GET/],
    [{ errors: [{ title: 'Serialization not possible', count: 1 }] }, /Serialization/],
    [{ complete: false }, /broken off/],
    [{ operations: { selected: 2, tested: 1 } }, /not tested/],
    [{ operations: null }, /not tested/],
  ];
  for (const [change, expected] of bad) {
    const { failures } = judgeReport({ ...GOOD, ...change });
    assert.equal(failures.length, 1);
    assert.match(JSON.stringify(failures), expected);
  }
});

test('a path that is also one with a code takes the methods of both, and is not asked for its own', () => {
  const paths = [
    '/v1/skus/bulk',
    '/v1/skus/{code}',
    '/v1/skus',
    '/v1/{a}/bulk/c',
    '/v1/skus/{code}/d',
  ];
  assert.deepEqual(pathsWithTwins(paths), ['/v1/skus/bulk']);
  const config = writeConfig(3, paths);
  assert.match(config, /include-path = "\/v1\/skus\/bulk"\nchecks\.allow_header_conformance/);
  assert.doesNotMatch(config, /include-path = "\/v1\/skus\/\{code\}"/);
  assert.match(config, /max-examples = 3\n/);
});
