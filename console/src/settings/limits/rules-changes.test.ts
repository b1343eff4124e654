import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  limitsByState,
  moved,
  unreachableRoutes,
  type Limit,
  type Route,
} from './rules-changes.ts';

const limit = (state: Limit['state'], more: Partial<Limit> = {}): Limit => ({
  state,
  channel: null,
  location: null,
  minutes: 60,
  clock: 'always',
  severity: 2,
  ...more,
});
const route = (more: Partial<Route> = {}): Route => ({
  kind: null,
  channel: null,
  location: null,
  owner: 'role/operations',
  slaMinutes: 60,
  chain: [],
  ...more,
});

test('limits follow the life of an order, the general before the closer, and keep their places', () => {
  const limits = [
    limit('shipped'),
    limit('placed', { location: 'A' }),
    limit('placed', { channel: 'web' }),
    limit('placed'),
  ];
  assert.deepEqual(
    limitsByState(limits).map(({ place }) => place),
    [3, 2, 1, 0],
  );
});

test('a route behind one that takes all of it is never reached', () => {
  const routes = [
    route({ kind: 'stuck', channel: 'web' }),
    route({ kind: 'stuck' }),
    route({ kind: 'stuck', location: 'A' }),
    route({ kind: 'chargeback' }),
    route(),
    route({ channel: 'web' }),
  ];
  assert.deepEqual([...unreachableRoutes(routes)], [2, 5]);
});

test('an entry moves by one and stays at the ends', () => {
  assert.deepEqual(moved(['a', 'b', 'c'], 2, 1), ['a', 'c', 'b']);
  assert.deepEqual(moved(['a', 'b'], 0, -1), ['a', 'b']);
  assert.deepEqual(moved(['a', 'b'], 1, 2), ['a', 'b']);
});
