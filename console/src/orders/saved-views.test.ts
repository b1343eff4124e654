import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  changedColumn,
  COLUMN_KEYS,
  movedColumn,
  readColumns,
  readOrdersPreference,
  viewOf,
  withView,
} from './saved-views.ts';

const view = { id: 'v1', name: 'Mine', filters: { state: 'held' }, columns: null };

test('what was kept is read back, and what nobody knows any more is left out', () => {
  const kept = { views: [view], columns: readColumns(null) };
  assert.deepEqual(readOrdersPreference(structuredClone(kept)), kept);
  const odd = {
    views: [{ id: 1 }, null, { ...view, filters: { state: 'held', gone: 'x' } }],
    columns: [{ key: 'gone' }, { key: 'state', widthPx: 'wide' }, { key: 'state' }],
  };
  const read = readOrdersPreference(odd);
  assert.deepEqual(read.views, [view]);
  assert.deepEqual(
    read.columns?.filter(({ isShown }) => isShown).map(({ key }) => key),
    ['id', 'state'],
  );
  assert.equal(read.columns?.length, COLUMN_KEYS.length);
  assert.deepEqual(readOrdersPreference(null), { views: [], columns: null });
});

test('columns move and change, and the number stays the first', () => {
  const columns = readColumns(null);
  const keysOf = (list: typeof columns) => list.map(({ key }) => key).slice(0, 3);
  assert.deepEqual(keysOf(movedColumn(columns, 'customer', -1)), ['id', 'customer', 'state']);
  assert.equal(movedColumn(columns, 'state', -1), columns);
  assert.equal(movedColumn(columns, 'id', 1), columns);
  assert.equal(movedColumn(columns, 'externalId', 1), columns);
  const wide = changedColumn(columns, 'state', { widthPx: 200 });
  assert.equal(wide[1]?.widthPx, 200);
});

test('an address is the view that it names or whose filters it has', () => {
  assert.equal(viewOf('v1', { state: 'held', search: 'a' }, [view]), 'v1');
  assert.equal(viewOf(undefined, { state: 'held' }, [view]), 'v1');
  assert.equal(viewOf(undefined, { state: 'held' }, []), 'held');
  assert.equal(viewOf('gone', {}, []), 'all');
  assert.equal(viewOf(undefined, { state: 'packed' }, [view]), null);
});

test('a view has a name, and there is room for fifty', () => {
  const none = { views: [], columns: null };
  assert.equal(withView(none, { ...view, name: '  ' }), null);
  assert.equal(withView(none, { ...view, name: ' Mine ' })?.views[0]?.name, 'Mine');
  const full = { ...none, views: Array.from({ length: 50 }, () => view) };
  assert.equal(withView(full, view), null);
});
