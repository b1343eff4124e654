import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Pool } from 'pg';
import { createIdSource } from '../kernel/ids.ts';
import { createPool } from '../platform/postgres/pool.ts';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import { EventReader, type EventConsumer } from './event-reader.ts';
import { interceptedPool } from './gate.testing.ts';
import { listJobs } from './job-control.ts';
import { testHub, type TestHub } from './testing.ts';
import type { CommandHandler } from './unit-of-work.ts';

const say: CommandHandler<{ readonly types: readonly string[] }> = {
  kind: 'say',
  need() {},
  decide({ body, receivedAt }, unit) {
    for (const type of body.types) {
      unit.emit({ type, subject: 'thing/1', occurredAt: receivedAt, data: '{}' });
    }
    return { kind: 'accepted', status: 200, body: '{}' };
  },
};
const noted: unknown[] = [];
const note: CommandHandler = {
  kind: 'note',
  need() {},
  decide({ body }) {
    noted.push(body);
    return { kind: 'accepted', status: 200, body: '{}' };
  },
};

let database: TestDatabase;
let hub: TestHub;
let testNumber = 0;
const open: EventReader[] = [];

before(async () => {
  database = await testDatabase({ poolSize: 12 });
  hub = testHub(database.pool, { modules: [{ sources: [], handlers: [say, note] }] });
});
beforeEach(async () => {
  for (const reader of open.splice(0)) await reader.stop();
  noted.length = 0;
  testNumber += 1;
  await database.pool.query('delete from graphile_worker._private_jobs');
});
after(async () => {
  for (const reader of open) await reader.stop();
  await hub.stop();
  await database.drop();
});

function reader(consumers: readonly EventConsumer[], pool: Pool = database.pool): EventReader {
  const made = new EventReader({
    pool,
    hub: hub.hub,
    clock: hub.clock,
    ids: createIdSource(hub.clock),
    log: { warn: () => undefined },
    consumers,
  });
  open.push(made);
  return made;
}

/** A consumer that keeps what it is given; each test has names of its own. */
function collector(types: readonly string[], name = 'one') {
  const seen: string[] = [];
  const consumer: EventConsumer = {
    name: `test_${testNumber}_${name}`,
    types: () => types,
    consume: async (events) => {
      seen.push(...events.map(({ type }) => type));
      return {};
    },
  };
  return { seen, consumer };
}

async function happen(...types: string[]): Promise<void> {
  assert.equal((await hub.submit('say', { types })).status, 200);
}

/** Waits until what happened is history: that ends where the oldest transaction of the whole server begins. */
async function historyEnds(): Promise<void> {
  for (const deadline = performance.now() + 15_000; ;) {
    const { rows } = await database.pool.query<{ has_ended: boolean }>(
      `select hub.horizon() > xid as has_ended from hub.event
       order by hub.event.xid desc limit 1`,
    );
    if (rows[0]?.has_ended !== false) return;
    assert.ok(performance.now() < deadline, 'other transactions end in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function until(isTrue: () => boolean, what: string): Promise<void> {
  for (const deadline = performance.now() + 15_000; !isTrue();) {
    assert.ok(performance.now() < deadline, `${what} in time`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('[H40] a consumer gets what it wants, in order and once, from its first reading on', async () => {
  await happen('a.one');
  await historyEnds();
  const wanted = ['a.', 'b.one'];
  const { seen, consumer } = collector(wanted);
  const all = collector(['*'], 'all');
  const none = collector([], 'none');
  const first = collector(['a.one'], 'first');
  const reading = reader([
    consumer,
    all.consumer,
    none.consumer,
    { ...first.consumer, fromFirst: true },
  ]);
  await reading.catchUp();
  assert.deepEqual([seen, all.seen, first.seen], [[], [], ['a.one']]);
  await happen('a.one', 'b.one', 'b.two');
  await happen('a.two');
  await reading.catchUp();
  await reading.catchUp();
  assert.deepEqual(seen, ['a.one', 'b.one', 'a.two']);
  assert.deepEqual(all.seen, ['a.one', 'b.one', 'b.two', 'a.two']);
  assert.deepEqual(none.seen, []);
  wanted.splice(0, 2, 'b.two');
  await happen('a.one', 'b.two');
  await reading.catchUp();
  assert.deepEqual(seen.slice(3), ['b.two']);
});

test('[H40] more events than a page holds all come, also where few are wanted', async () => {
  const many = collector(['many.one'], 'many');
  const few = collector(['few.one'], 'few');
  const reading = reader([many.consumer, few.consumer]);
  await reading.catchUp();
  for (let round = 0; round < 3; round += 1) {
    await happen(...Array.from({ length: 2_500 }, () => 'many.one'), 'few.one');
  }
  await reading.catchUp();
  assert.deepEqual([many.seen.length, few.seen.length], [7_500, 3]);
});

test('[H40] an event whose transaction commits late is not missed', async () => {
  const { seen, consumer } = collector(['late.one', 'early.one']);
  const reading = reader([consumer]);
  await reading.catchUp();
  const late = await database.pool.connect();
  await late.query('begin');
  await late.query(
    `insert into hub.event (id, type, subject, trace, actor, occurred_at, recorded_at, data)
     values ('01a203c5-275f-7324-89cd-0c11b939cef0', 'late.one', 'thing/1', '', '', $1, $1, '{}')`,
    [new Date(0)],
  );
  await happen('early.one');
  reading.start();
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.deepEqual(seen, [], 'what comes after it waits for it');
  await late.query('commit');
  late.release();
  await until(() => seen.length === 2, 'both come');
  assert.deepEqual(seen, ['late.one', 'early.one']);
});

test('[H41] jobs are written with the place: when that fails there are none, and the events come again', async () => {
  let mustFail = true;
  const given: number[] = [];
  const consumer: EventConsumer = {
    name: `test_${testNumber}`,
    types: () => ['job.wanted'],
    consume: async (events) => {
      given.push(events.length);
      return { jobs: events.map((cause) => ({ cause, task: 'tell', payload: cause.id })) };
    },
  };
  const failing = interceptedPool(database.pool, (name) =>
    name === 'hub_move_reader' && mustFail ? Promise.reject(new Error('cut off')) : null,
  );
  const reading = reader([consumer], failing);
  // Its first reading finds nothing, and so has no place to keep.
  await reading.catchUp().catch(() => undefined);
  await happen('job.wanted', 'job.wanted');
  await assert.rejects(reading.catchUp(), /cut off/);
  const list = () => listJobs(database.pool, { state: null, task: 'tell' }, '0', 10);
  assert.deepEqual(await list(), []);
  mustFail = false;
  await reading.catchUp();
  assert.deepEqual(given, [2, 2]);
  assert.equal((await list()).length, 2);
});

test('[H42] commands have effect once, though they are sent again when the place could not be kept', async () => {
  let mustFail = true;
  const consumer: EventConsumer = {
    name: `test_${testNumber}`,
    types: () => ['note.wanted'],
    consume: async (events) => ({
      commands: events.flatMap((cause) =>
        ['a', 'b'].map((name) => ({ cause, kind: 'note', body: { name }, name })),
      ),
    }),
  };
  const failing = interceptedPool(database.pool, (name) =>
    name === 'hub_move_reader' && mustFail ? Promise.reject(new Error('cut off')) : null,
  );
  const reading = reader([consumer], failing);
  await reading.catchUp().catch(() => undefined);
  await happen('note.wanted');
  await assert.rejects(reading.catchUp(), /cut off/);
  mustFail = false;
  await reading.catchUp();
  assert.deepEqual(noted, [{ name: 'a' }, { name: 'b' }]);
});

test('[H43] one process reads; another goes on when its session dies', async () => {
  const one = collector(['x.one']);
  const other = { ...collector(['x.one']), seen: [] as string[] };
  const otherConsumer: EventConsumer = {
    ...one.consumer,
    consume: async (events) => {
      other.seen.push(...events.map(({ type }) => type));
      return {};
    },
  };
  const ownPool = createPool(database.connectionConfig, { poolSize: 4 });
  const first = reader([one.consumer], ownPool);
  await first.catchUp();
  first.start();
  await happen('x.one');
  await until(() => one.seen.length === 1, 'the first reads');
  const second = reader([otherConsumer]);
  second.start();
  await happen('x.one');
  await until(() => one.seen.length === 2, 'the first goes on');
  assert.deepEqual(other.seen, []);
  await first.stop();
  await ownPool.end();
  await happen('x.one');
  await until(() => other.seen.length > 0, 'the second takes over');
  assert.deepEqual(other.seen, ['x.one']);
  // Its session is ended from outside: it finds its way back. What it was given before is not given again
  // when its place is kept, which is what catchUp waits for.
  await second.catchUp();
  await database.pool.query(
    `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = 732337
     and database = (select oid from pg_database where datname = current_database())`,
  );
  await happen('x.one');
  await until(() => other.seen.length >= 2, 'it reads on');
  assert.deepEqual(other.seen, ['x.one', 'x.one']);
});

for (const [stage, moment] of [
  ['the lock is taken', 'hub_create_readers'],
  ['events are read', 'hub_read_wanted_events'],
  ['a consumer works', 'consume'],
  ['jobs are written', 'jobs_add'],
  ['the place moves', 'hub_move_reader'],
  ['it is committed', 'commit'],
  ['it looks how far it has come', 'hub_read_reader_places'],
] as const) {
  test(`[H43] catchUp goes on when its session is ended while ${stage}: nothing is lost, nothing done twice`, async () => {
    let isArmed = false;
    let killed = 0;
    const ownPool = createPool(
      { ...database.connectionConfig, application_name: 'the one that dies' },
      { poolSize: 4 },
    );
    const kill = async (name: string): Promise<void> => {
      if (!isArmed || name !== moment) return;
      isArmed = false;
      const { rowCount } = await database.pool.query(
        "select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'the one that dies'",
      );
      killed += rowCount ?? 0;
    };
    const dying = interceptedPool(ownPool, (name, run) =>
      isArmed && name === moment ? kill(name).then(run) : null,
    );
    const consumer: EventConsumer = {
      name: `test_${testNumber}`,
      types: () => ['k.one'],
      consume: async (events) => {
        await kill('consume');
        return { jobs: events.map((cause) => ({ cause, task: 'tell', payload: cause.id })) };
      },
    };
    const reading = reader([consumer], dying);
    await reading.catchUp();
    await happen(...Array.from({ length: 3 }, () => 'k.one'));
    isArmed = true;
    await reading.catchUp();
    assert.ok(killed > 0, 'its sessions were ended');
    await happen('k.one');
    await reading.catchUp();
    const { rows } = await database.pool.query<{ told: string[]; happened: string[] }>(
      `select array(select payload ->> 'data' from graphile_worker._private_jobs order by id) as told,
         array(select id::text from hub.event where type = 'k.one' order by hub.event.xid desc, id desc limit 4) as happened`,
    );
    assert.equal(rows[0]?.told.length, 4);
    assert.deepEqual(rows[0].told.toSorted(), rows[0].happened.toSorted());
    await reading.stop();
    await ownPool.end();
  });
}

test('[H44] a consumer that fails gets the same events later, and holds up nobody', async () => {
  const { seen, consumer } = collector(['y.one']);
  let failures = 0;
  const failed: string[] = [];
  const failing: EventConsumer = {
    name: `test_${testNumber}_failing`,
    types: () => ['y.one'],
    consume: async (events) => {
      if ((failures += 1) === 1) throw new Error('not today');
      failed.push(...events.map(({ type }) => type));
      return {};
    },
  };
  const reading = reader([failing, consumer]);
  await reading.catchUp();
  reading.start();
  await happen('y.one');
  await until(() => seen.length === 1, 'the other reads');
  await happen('y.one');
  await until(() => failed.length === 2 && seen.length === 2, 'both have all');
});
