import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createIdSource } from '../kernel/ids.ts';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import { ClockLeader } from './clock-leader.ts';
import type { DeadlineSource, DueCommand } from './deadlines.ts';
import { testHub, type TestHub } from './testing.ts';
import type { CommandHandler } from './unit-of-work.ts';

let database: TestDatabase;
let hub: TestHub;
const met: unknown[] = [];
let due: DueCommand[] = [];

const meet: CommandHandler<{ readonly name: string }> = {
  kind: 'meet',
  need() {},
  decide({ body }) {
    if (body.name === 'poison') throw new Error('poisoned');
    met.push(body.name);
    due = due.filter((command) => (command.body as { name: string }).name !== body.name);
    return { kind: 'accepted', status: 200, body: '{}' };
  },
};
const source: DeadlineSource = {
  name: 'test',
  due: (_pool, _now, limit) => Promise.resolve(due.slice(0, limit)),
};

before(async () => {
  database = await testDatabase();
  hub = testHub(database.pool, { modules: [{ sources: [], handlers: [meet] }] });
});
after(async () => {
  await hub.stop();
  await database.drop();
});

function leader(sources: readonly DeadlineSource[] = [source]): ClockLeader {
  return new ClockLeader({
    pool: database.pool,
    hub: hub.hub,
    clock: hub.clock,
    ids: createIdSource(hub.clock),
    sources,
    log: { warn: () => undefined },
    everyMs: 10,
  });
}

async function until(isTrue: () => boolean): Promise<void> {
  for (let waited = 0; !isTrue(); waited += 10) {
    assert.ok(waited < 8_000, 'it comes in time');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The session that holds the lock of the clock; null when none does. */
async function holder(): Promise<number | null> {
  const { rows } = await database.pool.query<{ pid: number }>(
    "select pid from pg_locks where locktype = 'advisory' and granted and objid = 25625 and database = (select oid from pg_database where datname = current_database())",
  );
  return rows[0]?.pid ?? null;
}

test('[H15] one of two leads, and the other takes over when it goes or its session dies', async (context) => {
  const [one, other] = [leader(), leader()];
  context.after(() => Promise.all([one.stop(), other.stop()]));
  one.start();
  await until(() => one.isLeading);
  other.start();
  due = [{ kind: 'meet', body: { name: 'first' } }];
  await until(() => met.includes('first'));
  assert.equal(other.isLeading, false);
  await one.stop();
  await until(() => other.isLeading);
  const killed = await holder();
  await database.pool.query('select pg_terminate_backend($1)', [killed]);
  // It may lead again within a moment, but only with another session.
  for (let pid = await holder(); pid === killed || pid === null; pid = await holder()) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  due = [{ kind: 'meet', body: { name: 'second' } }];
  await until(() => met.includes('second'));
});

test('[H16] more than one round takes is done without a pause, and what fails is not tried again at once', async () => {
  const clock = leader();
  met.length = 0;
  due = [
    { kind: 'meet', body: { name: 'poison' } },
    ...Array.from({ length: 1_200 }, (_, index) => ({
      kind: 'meet',
      body: { name: `due-${index}` },
    })),
  ];
  clock.start();
  await until(() => met.length === 1_200);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await clock.stop();
  const { rows } = await database.pool.query<{ count: string }>(
    'select count(*)::text as count from hub.quarantine',
  );
  assert.equal(rows[0]?.count, '1');
  assert.equal(new Set(met).size, 1_200);
});

test('[H16] a source that cannot be asked does not keep the others from it', async (context) => {
  const broken: DeadlineSource = {
    name: 'broken',
    due: () => Promise.reject(new Error('a row that nobody can read')),
  };
  const one = leader([broken, source]);
  context.after(() => one.stop());
  due = [{ kind: 'meet', body: { name: 'behind the broken one' } }];
  one.start();
  await until(() => met.includes('behind the broken one'));
});

test('[H16] a source that wants to be asked seldom is asked seldom, and on as long as there is more', async () => {
  let asked = 0;
  const often: DeadlineSource = { name: 'often', due: () => Promise.resolve([]) };
  const seldom: DeadlineSource = {
    name: 'seldom',
    everyMs: 60_000,
    due: () => {
      asked += 1;
      return Promise.resolve([]);
    },
  };
  let beats = 0;
  const counted: DeadlineSource = { ...often, due: () => Promise.resolve(((beats += 1), [])) };
  const clock = new ClockLeader({
    pool: database.pool,
    hub: hub.hub,
    clock: hub.clock,
    ids: createIdSource(hub.clock),
    sources: [seldom, counted],
    log: { warn: () => undefined },
    everyMs: 1,
  });
  clock.start();
  await until(() => beats > 5);
  await clock.stop();
  assert.equal(asked, 1);
});
