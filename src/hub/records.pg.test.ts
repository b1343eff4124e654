import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../platform/postgres/testing.ts';
import { BOX_TABLE, boxesModule, type Box } from './records.testing.ts';
import { createManualClock, TEST_START, testHub } from './testing.ts';

const database = await testDatabase();
const { pool } = database;
await pool.query(BOX_TABLE);
const clock = createManualClock();
const boxes = boxesModule();
const one = testHub(pool, { modules: [boxes], clock });
const other = testHub(pool, { modules: [boxes], clock });
after(async () => {
  await one.stop();
  await other.stop();
  await database.drop();
});

const box = (id: string, shelfNumber: number): Omit<Box, 'version'> => ({
  id,
  shelfNumber,
  contents: [{ name: 'a "quoted" \\ name\n茶', weight: 7 }],
  label: null,
  movedAt: null,
});
const make = (id: string, shelf: number, hub = one) =>
  hub.submit('on_boxes', { make: box(id, shelf) });
const move = (from: number, to: number, hub = one) =>
  hub.submit<{ readonly ids: readonly string[] }>('on_boxes', { from, to });
interface BoxRow {
  readonly version: number;
  readonly shelf_number: number;
  readonly moved_at: number | null;
}
const read = async (id: string) => {
  const { rows } = await pool.query<BoxRow>('select * from test_boxes.box where id = $1', [id]);
  assert.ok(rows[0] !== undefined);
  return rows[0];
};

test('[H17] records come back as they were put, and each change counts the version up', async () => {
  assert.equal((await make('a', 1)).status, 201);
  assert.deepEqual(await read('a'), {
    id: 'a',
    version: 1,
    shelf_number: 1,
    contents: box('a', 1).contents,
    label: null,
    moved_at: null,
  });
  assert.deepEqual((await move(1, 2)).body.ids, ['a']);
  const moved = await read('a');
  assert.equal(moved.version, 2);
  assert.equal(moved.moved_at, TEST_START);
  assert.equal((await make('a', 3)).status, 409, 'its key is taken');
});

test('[H17] commands of one batch see what those before them made and moved', async () => {
  const answers = await Promise.all([make('b', 10), make('c', 10), move(10, 11), move(11, 12)]);
  assert.deepEqual(
    answers.map(({ status }) => status),
    [201, 201, 200, 200],
  );
  assert.deepEqual((await read('b')).shelf_number, 12);
  assert.deepEqual((await move(12, 13)).body.ids, ['b', 'c']);
});

test('[H17] of two hubs that change a record or make the same one, the slower decides anew on what the faster left', async () => {
  for (let round = 0; round < 20; round += 1) {
    const shelf = 100 + round * 3;
    const made = await Promise.all([make(`r${round}`, shelf), make(`r${round}`, shelf, other)]);
    assert.deepEqual(
      made.map(({ status }) => status).toSorted((a, b) => a - b),
      [201, 409],
    );
    const [first, second] = await Promise.all([
      move(shelf, shelf + 1),
      move(shelf, shelf + 2, other),
    ]);
    const ids = [...(first?.body.ids ?? []), ...(second?.body.ids ?? [])];
    assert.deepEqual(ids, [`r${round}`], 'it is moved once');
    assert.equal((await read(`r${round}`)).version, 2);
  }
  assert.deepEqual([...one.reported, ...other.reported], []);
});
