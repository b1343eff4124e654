import assert from 'node:assert/strict';
import { readEventsBefore } from './event-audit.ts';
import { after, before, test } from 'node:test';
import { planOf } from '../platform/postgres/plan-testing.ts';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import * as feed from './event-feed.sql.ts';
import {
  comparePlaces,
  FIRST_PLACE,
  matchesType,
  placeFromText,
  placeToText,
  readEventsAfter,
  readPresent,
} from './event-history.ts';
import * as sql from './event-history.testing.sql.ts';

const EVENTS = 60_000;
const TRACE = '00000000-0000-0000-0000-000000000008';
const NIL = '00000000-0000-0000-0000-000000000000';
let database: TestDatabase;

before(async () => {
  database = await testDatabase({ poolSize: 2 });
  await database.pool.query(sql.fillHistory, [EVENTS]);
  await database.pool.query('analyze hub.event');
});
after(() => database.drop());

test('[H13] places are read as they are written, and nothing else is a place', () => {
  const place = { xid: '778', id: '01a203c1-e82b-72b4-ad5b-3979cab4eace' };
  assert.deepEqual(placeFromText(placeToText(place)), place);
  for (const text of [
    '',
    '1',
    '1.',
    `-1.${NIL}`,
    `99999999999999999999.${NIL}`,
    `1.${NIL}0`,
    "1.'; drop",
  ]) {
    assert.equal(placeFromText(text), null, text);
  }
  assert.ok(comparePlaces({ xid: '9', id: NIL }, { xid: '10', id: NIL }) < 0);
  assert.ok(comparePlaces(place, { ...place, id: NIL }) > 0);
  assert.equal(comparePlaces(place, { ...place }), 0);
});

test('[H13] a type is wanted whole, or by a beginning that ends with a dot', () => {
  assert.ok(matchesType([], 'order.placed'));
  assert.ok(matchesType(['order.'], 'order.placed'));
  assert.ok(matchesType(['sku.put', 'order.placed'], 'order.placed'));
  assert.ok(!matchesType(['order'], 'order.placed'));
  assert.ok(!matchesType(['order.place'], 'order.placed'));
});

test('[H13] pages forwards and backwards hold every event once, also when hardly any is wanted', async () => {
  const read = async (types: string[], orderId: number | null) => {
    const ids: string[] = [];
    let pages = 0;
    for (let place = FIRST_PLACE; ; pages += 1) {
      const { events, end, isAtEnd } = await readEventsAfter(
        database.pool,
        place,
        { types, orderId },
        5_000,
      );
      ids.push(...events.map(({ id }) => id));
      if (isAtEnd) return { ids, pages };
      place = end;
    }
  };
  const all = await read([], null);
  assert.equal(new Set(all.ids).size, EVENTS);
  const rare = await read(['rare.'], null);
  assert.equal(rare.ids.length, EVENTS / 10_000);
  assert.ok(rare.pages >= 2, 'each page looks through a window only');
  assert.equal((await read([], 7)).ids.length, EVENTS / 1_000);

  const backwards: string[] = [];
  let before = await readPresent(database.pool);
  for (;;) {
    const { events, end } = await readEventsBefore(
      database.pool,
      before,
      { types: ['rare.'], actor: 'key/a' },
      2,
    );
    backwards.push(...events.map(({ id }) => id));
    if (end === null) break;
    before = end;
  }
  assert.deepEqual(backwards, rare.ids.toReversed());
});

test('[H46] the chain of a trace comes in order, page by page, of one order or of all', async () => {
  const traceId = (8).toString(16).padStart(32, '0');
  const read = async (orderId: number | null, limit: number) => {
    const filter = { types: [], orderId, traceId };
    const found: string[] = [];
    for (let place = FIRST_PLACE; ;) {
      const page = await readEventsAfter(database.pool, place, filter, limit);
      found.push(...page.events.map(({ id, trace }) => `${trace.slice(3, 35)} ${id}`));
      if (page.isAtEnd) return found;
      place = page.end;
    }
  };
  const whole = await read(null, 100);
  assert.equal(whole.length, EVENTS / 5_000);
  assert.ok(whole.every((text) => text.startsWith(traceId)));
  assert.deepEqual(whole, whole.toSorted());
  assert.deepEqual(await read(null, 5), whole);
  // Each trace of this history is of one order.
  assert.deepEqual(await read(7, 100), whole);
  assert.deepEqual(await read(8, 100), []);
});

test('[H13] every statement of the history goes by an index, however long the history is', async () => {
  const place = ['5', NIL];
  const plans = [
    await planOf(database.pool, feed.readEvents, [...place, 1_000]),
    await planOf(database.pool, feed.readEventsOfOrder, [...place, 100, 7]),
    await planOf(database.pool, feed.readEventsOfTrace, [...place, 100, TRACE, 7]),
    await planOf(database.pool, feed.readWindowEnd, [...place, 20_000]),
    await planOf(database.pool, feed.readWindow, [...place, '9', NIL, '{rare.%}', 100]),
    await planOf(database.pool, feed.readWindowStart, [...place, 20_000]),
    await planOf(database.pool, feed.readWindowBackwards, [
      ...place,
      '1',
      NIL,
      '{rare.%}',
      'key/a',
      100,
      1_000,
      1_790_000_000_000,
    ]),
    await planOf(database.pool, feed.readSubjectBackwards, [
      ...place,
      'test/1',
      '{rare.%}',
      'key/a',
      1_000,
      1_790_000_000_000,
      100,
    ]),
    await planOf(database.pool, feed.readOrderBackwards, [
      ...place,
      7,
      '{order.%}',
      'key/a',
      1_000,
      1_790_000_000_000,
      100,
    ]),
    await planOf(database.pool, feed.readFirstFrom, ['5']),
  ];
  for (const { indexes, scannedTables, sorts, text } of plans) {
    assert.ok(indexes.length > 0, text);
    assert.deepEqual(scannedTables, [], text);
    assert.equal(sorts, 0, text);
  }
});
