import assert from 'node:assert/strict';
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { examineBackup } from '../../db/backup/read-backup.ts';
import { writeBackup } from '../../db/backup/write-backup.ts';
import { historyIsComplete } from '../api/testing.ts';
import { FIRST_PLACE, placeToText, readEventsAfter, readPresent } from '../hub/index.ts';
import { TEST_START } from '../hub/testing.ts';
import { checkOrders } from '../modules/orders/check-orders.testing.ts';
import { createSearchIndexer } from '../modules/orders/index.ts';
import {
  aLine,
  openCompany,
  openShop,
  paid,
  putSkus,
  type Shop,
} from '../modules/orders/testing.ts';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import {
  allRows,
  allSequences,
  emptyDatabase,
  restoreInto,
  type EmptyDatabase,
} from './backup.testing.ts';

const MAIN = join(import.meta.dirname, '..', 'main.ts');
const EVERYTHING = { types: [], orderId: null };

let database: TestDatabase;
let shop: Shop;
let folder: string;
const made: EmptyDatabase[] = [];

before(async () => {
  database = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), 'linchpin-backup-'));
  shop = openShop(database.pool);
  await openCompany(shop);
  await putSkus(shop, ['TEA', 'CUP']);
  await shop.receive('TEA', 5_000);
  await shop.receive('CUP', 30);
});
after(async () => {
  await shop.stop();
  for (const one of made) await one.drop();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function anEmptyDatabase(): Promise<EmptyDatabase> {
  const empty = await emptyDatabase(database);
  made.push(empty);
  return empty;
}

async function backUp(name: string): Promise<string> {
  const file = join(folder, name);
  await writeBackup({
    connection: database.connectionConfig,
    file,
    linchpin: '0.0.0',
    now: TEST_START,
  });
  return file;
}

async function linchpin(
  args: readonly string[],
  url: string,
): Promise<{ status: number; printed: string; complained: string }> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  let complained = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complained += text));
  const [status] = (await once(child, 'close')) as [number];
  return { status, printed, complained };
}

/** Places, pays, cancels and releases orders until it is told to end. */
async function trade(isOver: () => boolean): Promise<number> {
  let count = 0;
  while (!isOver()) {
    const placed = await Promise.all(
      Array.from({ length: 20 }, () => {
        count += 1;
        return shop.place({
          externalId: `trade-${count}`,
          customer: { name: 'Zoë\t\\N "Ünï"\n' },
          lines: [aLine('TEA', 1 + (count % 3))],
          ...(count % 2 === 0 ? paid(1_000 * (1 + (count % 3)), `pay-${count}`) : {}),
        });
      }),
    );
    await Promise.all(
      placed.map(({ body }, index) =>
        index % 3 === 0
          ? shop.on('cancel_order', body.id, { reason: 'changed mind' })
          : shop.on('hold_order', body.id, { kind: 'fraud', reason: 'x', owner: 'risk' }),
      ),
    );
  }
  return count;
}

test('[P21] a backup made while orders come in is one moment of the database, and whole', async () => {
  let isOver = false;
  const trading = trade(() => isOver);
  const file = await backUp('busy.backup');
  isOver = true;
  assert.ok((await trading) > 0);
  const restored = await anEmptyDatabase();
  await restoreInto(restored, file);
  await checkOrders(restored.pool);
  const events = (await allRows(restored.connectionConfig)).get('hub.event') as string[];
  const source = (await allRows(database.connectionConfig)).get('hub.event') as string[];
  assert.ok(events.length > 0 && events.length < source.length, 'made in the middle');
  const known = new Set(source);
  assert.deepEqual(
    events.filter((event) => !known.has(event)),
    [],
  );
});

test('[P22] what is restored equals what was backed up, row for row, and goes on from there', async () => {
  const order = { externalId: 'again', lines: [aLine('TEA', 2)] };
  const placed = await shop.place(order, { key: 'person/test\nkey-1' });
  const received = { location: 'SHA', reference: 'DN-9', lines: [{ sku: 'CUP', quantity: 1 }] };
  const answered = await shop.submit('receive_stock', received, { key: 'person/test\nkey-2' });
  await historyIsComplete(database.pool);
  const middle = await readPresent(database.pool);
  const seen = (await readEventsAfter(database.pool, FIRST_PLACE, EVERYTHING, 10_000)).events;
  await shop.place({ externalId: 'after the place' });
  const file = await backUp('quiet.backup');
  const restored = await anEmptyDatabase();
  const { rows } = await restoreInto(restored, file);
  assert.ok(rows > 100);
  const [was, is] = [
    await allRows(database.connectionConfig),
    await allRows(restored.connectionConfig),
  ];
  assert.deepEqual([...is.keys()], [...was.keys()]);
  for (const [table, lines] of was) assert.deepEqual(is.get(table), lines, table);
  assert.deepEqual(await allSequences(restored.pool), await allSequences(database.pool));

  // A reader that came to this place in the old database misses nothing in the new one.
  const lost = await shop.place({ externalId: 'lost: after the backup' });
  await historyIsComplete(database.pool);
  const lostPlace = await readPresent(database.pool);
  const second = openShop(restored.pool, shop.clock);
  try {
    const repeated = await second.submit('place_order', JSON.parse(orderText(order)) as object, {
      key: 'person/test\nkey-1',
    });
    assert.equal(repeated.text, placed.text);
    const again = await second.submit('receive_stock', received, { key: 'person/test\nkey-2' });
    assert.deepEqual([again.text, again.repeated], [answered.text, true]);
    const next = await second.place({ externalId: 'new', lines: [aLine('TEA', 1)] });
    assert.equal(next.status, 201, next.text);
    assert.notEqual(next.body.id, placed.body.id);
    await historyIsComplete(restored.pool);
    const all = (await readEventsAfter(restored.pool, FIRST_PLACE, EVERYTHING, 10_000)).events;
    assert.deepEqual(all.slice(0, seen.length).map(placeToText), seen.map(placeToText));
    assert.equal(all.at(-1)?.order_id, Number(next.body.id), 'new events come last');
    const resumed = await readEventsAfter(restored.pool, middle, EVERYTHING, 100);
    assert.deepEqual(
      resumed.events.map(({ type, order_id }) => [type, order_id === Number(next.body.id)]),
      [
        ['order.placed', false],
        ['order.placed', true],
      ],
    );
    const late = await readEventsAfter(restored.pool, lostPlace, EVERYTHING, 100);
    assert.deepEqual(
      late.events.map(({ order_id }) => order_id),
      [Number(next.body.id)],
      'a place that was given out after the backup was made is before all that is new',
    );
    assert.notEqual(lost.body.id, undefined);
    const log = { warn: (_: object, message: string) => assert.fail(message) };
    const indexer = createSearchIndexer({ pool: restored.pool, clock: shop.clock, log });
    await indexer.catchUp();
    await indexer.stop();
    const found = await restored.pool.query('select from orders.order_search where order_id = $1', [
      next.body.id,
    ]);
    assert.equal(found.rowCount, 1);
    await checkOrders(restored.pool);
    assert.deepEqual(second.hub.reported, []);
  } finally {
    await second.stop();
  }
});

/** The whole order as the shop sends it. */
function orderText(order: object): string {
  return JSON.stringify({
    channel: 'SHOP',
    externalId: 'E',
    currency: 'CNY',
    customer: { name: 'Li Lei' },
    shipTo: { lines: ['Nanjing Road 1'], countryCode: 'CN', regionCode: 'SH' },
    lines: [],
    ...order,
  });
}

test('[P22] a backup of a restored database can be restored again, with the places of both eras', async () => {
  const [first, second] = [await anEmptyDatabase(), await anEmptyDatabase()];
  await database.pool.query(`select graphile_worker.add_job('ring', '{}'::json)`);
  await database.pool.query(
    `update graphile_worker._private_jobs set locked_at = created_at, locked_by = 'gone'`,
  );
  await restoreInto(first, await backUp('first-era.backup'));
  const jobs = await first.pool.query('select locked_by from graphile_worker._private_jobs');
  assert.deepEqual(jobs.rows, [{ locked_by: null }], 'nobody is at a job that was restored');
  await database.pool.query('truncate graphile_worker._private_jobs');
  const shopOfFirst = openShop(first.pool, shop.clock);
  await shopOfFirst.place({ externalId: 'second era' });
  await shopOfFirst.stop();
  const file = join(folder, 'second-era.backup');
  await writeBackup({
    connection: first.connectionConfig,
    file,
    linchpin: '0.0.0',
    now: TEST_START,
  });
  await restoreInto(second, file);
  const shopOfSecond = openShop(second.pool, shop.clock);
  await shopOfSecond.place({ externalId: 'third era' });
  await shopOfSecond.stop();
  await historyIsComplete(second.pool);
  const { events, isAtEnd } = await readEventsAfter(second.pool, FIRST_PLACE, EVERYTHING, 10_000);
  assert.ok(isAtEnd);
  const eras = events.map(({ xid }) => Number(BigInt(xid) >> 40n));
  assert.deepEqual([eras[0], eras.at(-2), eras.at(-1)], [0, 1, 2]);
  assert.deepEqual(
    eras,
    eras.toSorted((a, b) => a - b),
  );
});

test('[P23] a file that is cut off, altered or something else is told, and nothing is touched', async () => {
  const whole = readFileSync(await backUp('whole.backup'));
  const tar = gunzipSync(whole);
  const write = (name: string, content: Buffer): string => {
    const file = join(folder, name);
    writeFileSync(file, content);
    return file;
  };
  const told = async (file: string, pattern: RegExp): Promise<void> => {
    await assert.rejects(examineBackup(file), (error: Error & { exitCode?: number }) => {
      assert.match(error.message, pattern);
      assert.equal(error.exitCode, /There is no/.test(error.message) ? 66 : 65);
      return true;
    });
  };
  for (const share of [0.02, 0.5, 0.99]) {
    await told(write('cut', whole.subarray(0, Math.floor(whole.length * share))), /is cut off/);
  }
  // Cut before it was packed: everything is there but the manifest.
  await told(
    write('short', gzipSync(tar.subarray(0, tar.lastIndexOf('manifest.json')))),
    /is cut off/,
  );
  const flipped = Buffer.from(whole);
  flipped[Math.floor(flipped.length / 2)] = (flipped[Math.floor(flipped.length / 2)] as number) ^ 1;
  await told(write('flipped', flipped), /is not as it was written/);
  // Altered by somebody who packed it again rightly.
  const name = Buffer.from('Li Lei');
  const edited = Buffer.from(tar);
  edited.write('Li Wei', edited.indexOf(name));
  await told(
    write('edited', gzipSync(edited)),
    /is not as it was written \(orders\.order_header\)/,
  );
  const header = Buffer.from(tar);
  header.write('"linchpin": "9', header.indexOf('"linchpin": "0'));
  await told(write('header', gzipSync(header)), /is not as it was written \(header\.json\)/);
  await told(write('text', Buffer.from('order,quantity\n')), /is no backup of Linchpin/);
  await told(join(folder, 'absent'), /There is no file/);
});

test('[P23] the commands say what they did and end with the status of the remedy', async () => {
  const file = join(folder, 'by-command.backup');
  const backup = await linchpin(['backup', file], database.url);
  assert.equal(backup.status, 0, backup.complained);
  assert.match(backup.printed, /by-command\.backup: \d+ tables, \d+ rows, [\d.]+ MiB\n$/);
  const [twice, full] = await Promise.all([
    linchpin(['backup', file], database.url),
    linchpin(['restore', file], database.url),
  ]);
  assert.deepEqual([twice.status, full.status], [73, 73]);
  assert.match(twice.complained, /is there already: give the backup another name\.\n$/);
  assert.match(full.complained, /^The database is not empty \(it holds [\w.]+\): restore into/);
  const empty = await anEmptyDatabase();
  const nothing = await linchpin(['backup', join(folder, 'none')], empty.url);
  assert.equal(nothing.status, 66, nothing.complained);
  const restore = await linchpin(['restore', file], empty.url);
  assert.equal(restore.status, 0, restore.complained);
  assert.match(restore.printed, /each as it was backed up\nstock positions equal their ledger\n$/);
});

test('[P22] a restore that is broken off leaves the database empty', async () => {
  const file = await backUp('broken-off.backup');
  const target = await anEmptyDatabase();
  const contents = await examineBackup(file);
  const { restoreBackup } = await import('../../db/backup/restore-backup.ts');
  await assert.rejects(
    restoreBackup({
      connection: target.connectionConfig,
      file,
      contents,
      now: TEST_START,
      makeJobsSchema: () => Promise.resolve(),
      verify: () => Promise.reject(new Error('pulled out')),
    }),
    /pulled out|graphile_worker/,
  );
  const { rows } = await target.pool.query('select from pg_tables where schemaname = $1', [
    'orders',
  ]);
  assert.equal(rows.length, 0);
  await restoreInto(target, file);
});
