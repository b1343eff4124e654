import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  areSameFilters,
  daysOf,
  filtersOf,
  isNewcomer,
  queryOf,
  searchOf,
  withoutFilter,
} from './order-filters.ts';

test('filters come back from an address as they went into it', () => {
  const filters = {
    state: 'held',
    priority: '9',
    isLate: 'true',
    search: '13812345678',
    externalId: '007',
    placed: '2026-11-01..2026-11-22',
  };
  const search = searchOf(filters);
  assert.equal(search['priority'], 9);
  assert.equal(search['isLate'], true);
  assert.equal(search['externalId'], '007', 'a leading nought is kept');
  assert.deepEqual(filtersOf(search), filters);
});

test('what means nothing in an address is left out', () => {
  assert.deepEqual(
    filtersOf({
      priority: 'high',
      placed: '..',
      isLate: 'perhaps',
      needs: 'you',
      unknown: 'x',
      search: '  ',
      state: 'held',
    }),
    { state: 'held' },
  );
});

test('days are asked for from midnight to midnight of the reader', () => {
  const now = new Date(2026, 10, 22, 15, 30);
  const at = (day: number) => new Date(2026, 10, day).toISOString();
  assert.deepEqual(queryOf({ placed: 'today' }, now), { placedFrom: at(22) });
  assert.deepEqual(queryOf({ placed: 'yesterday' }, now), { placedFrom: at(21), placedTo: at(22) });
  assert.deepEqual(queryOf({ placed: 'week' }, now), { placedFrom: at(16) });
  assert.deepEqual(queryOf({ placed: '2026-11-01..2026-11-02', priority: '0' }, now), {
    priority: 0,
    placedFrom: at(1),
    placedTo: at(3),
  });
  assert.deepEqual(queryOf({ placed: '..2026-11-02' }, now), { placedTo: at(3) });
  assert.deepEqual(daysOf('2026-11-01..'), ['2026-11-01', null]);
});

test('the same filters are the same in any order, and one is dropped alone', () => {
  assert.ok(areSameFilters({ state: 'held', search: 'a' }, { search: 'a', state: 'held' }));
  assert.ok(!areSameFilters({ state: 'held' }, { state: 'held', search: 'a' }));
  assert.deepEqual(withoutFilter({ state: 'held', search: 'a' }, 'search'), { state: 'held' });
});

test('what was placed a moment ago belongs into a list where its event alone tells that', () => {
  const order = {
    state: 'sourced',
    paymentState: 'paid',
    channel: 'shop',
    kind: 'standard',
    priority: 5,
    externalId: 'S-7',
  } as const;
  for (const filters of [
    {},
    { state: 'sourced' },
    { priority: '5' },
    { externalId: 'S-' },
    { placed: 'today' },
  ])
    assert.equal(isNewcomer(filters, order), true, JSON.stringify(filters));
  for (const filters of [
    { state: 'held' },
    { search: 'S-7' },
    { placed: 'yesterday' },
    { countryCode: 'CN' },
  ])
    assert.equal(isNewcomer(filters, order), false, JSON.stringify(filters));
});
