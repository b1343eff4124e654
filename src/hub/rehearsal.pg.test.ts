import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createIdSource } from '../kernel/ids.ts';
import { testDatabase } from '../platform/postgres/testing.ts';
import { requestHashOf, type Command } from './command.ts';
import { BOX_TABLE, boxesModule, type OnBoxes } from './records.testing.ts';
import { Rehearsal } from './rehearsal.ts';
import { createManualClock, testHub } from './testing.ts';

const database = await testDatabase();
const { pool } = database;
await pool.query(BOX_TABLE);
const clock = createManualClock();
const boxes = boxesModule();
const hub = testHub(pool, { modules: [boxes], clock });
const ids = createIdSource(clock);
after(async () => {
  await hub.stop();
  await database.drop();
});

const box = (id: string, shelfNumber: number) => ({
  id,
  shelfNumber,
  contents: [],
  label: null,
  movedAt: null,
});

const commandOf = (body: OnBoxes): Command => ({
  id: ids.uuid(),
  kind: 'on_boxes',
  body,
  key: null,
  requestHash: requestHashOf('on_boxes', body),
  actor: 'person/test',
  trace: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  receivedAt: clock.now(),
});

test('[H19] a rehearsal sees the database and its own commands, and leaves nothing unless it is committed', async () => {
  await hub.submit('on_boxes', { make: box('a', 1) });
  const [source] = boxes.sources;
  assert.ok(source !== undefined);
  const open = () =>
    Rehearsal.open({ pool, ids, ...boxes }, (unit) => {
      const facts = unit.facts(source) as { needBy(column: string, value: number): void };
      facts.needBy('shelf_number', 1);
    });
  const count = async () =>
    (
      await pool.query<{ id: string }>(
        'select id from test_boxes.box where shelf_number = 2 order by id',
      )
    ).rows;
  const tried = await open();
  assert.equal(tried.submit(commandOf({ make: box('b', 1) })).kind, 'accepted');
  const moved = tried.submit(commandOf({ from: 1, to: 2 }));
  assert.ok(moved.kind === 'accepted');
  assert.deepEqual(JSON.parse(moved.body), { ids: ['a', 'b'] });
  assert.deepEqual(await count(), [], 'a rehearsal changes nothing');
  await tried.commit();
  assert.deepEqual(await count(), [{ id: 'a' }, { id: 'b' }]);
});

test('[H19] a rehearsal whose facts have changed meanwhile is not committed', async () => {
  const [source] = boxes.sources;
  assert.ok(source !== undefined);
  await hub.submit('on_boxes', { make: box('c', 5) });
  const tried = await Rehearsal.open({ pool, ids, ...boxes }, (unit) => {
    (unit.facts(source) as { needBy(column: string, value: number): void }).needBy(
      'shelf_number',
      5,
    );
  });
  tried.submit(commandOf({ from: 5, to: 6 }));
  await hub.submit('on_boxes', { from: 5, to: 7 });
  await assert.rejects(tried.commit(), /0 of 1 rows/);
});
