import assert from 'node:assert/strict';
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { after, before, beforeEach, test } from 'node:test';
import { createIdSource } from '../kernel/ids.ts';
import { HOUR_MS } from '../kernel/clock.ts';
import { JobFailure, type JobDraft, type JobRunner } from '../platform/jobs/index.ts';
import { testDatabase, type TestDatabase } from '../platform/postgres/testing.ts';
import { jobControl, listJobs } from './job-control.ts';
import { createJobRunner, type JobTask } from './run-jobs.ts';
import { createManualClock, testHub, type ManualClock, type TestHub } from './testing.ts';
import type { CommandHandler } from './unit-of-work.ts';

interface AddJobs {
  readonly jobs: readonly JobDraft[];
  readonly isRefused?: boolean;
}

const addJobs: CommandHandler<AddJobs> = {
  kind: 'add_jobs',
  need() {},
  decide({ body }, unit) {
    for (const job of body.jobs) unit.addJob(job);
    if (body.isRefused === true) throw new Error('a bug');
    return { kind: 'accepted', status: 200, body: '{}' };
  },
};
const found: unknown[] = [];
const keepFinding: CommandHandler = {
  kind: 'keep_finding',
  need() {},
  decide({ body, actor }, unit) {
    found.push({ body, actor });
    unit.emit({ type: 'finding.kept', subject: 'job/1', occurredAt: 0, data: '{}' });
    return { kind: 'accepted', status: 200, body: '{}' };
  },
};

let database: TestDatabase;
let clock: ManualClock;
let hub: TestHub;
const tasks: Record<string, JobTask> = {};
const warned: string[] = [];
const runners: JobRunner[] = [];

before(async () => {
  database = await testDatabase({ poolSize: 16 });
});
beforeEach(async () => {
  clock = createManualClock();
  hub = testHub(database.pool, {
    clock,
    modules: [jobControl, { sources: [], handlers: [addJobs, keepFinding] }],
  });
  for (const name of Object.keys(tasks)) delete tasks[name];
  found.length = 0;
  warned.length = 0;
  await database.pool.query('delete from graphile_worker._private_jobs');
});
after(async () => {
  for (const runner of runners) await runner.stop();
  await hub.stop();
  await database.drop();
});

function runner(given: Record<string, JobTask>, options: { stopMsMax?: number } = {}): JobRunner {
  const made = createJobRunner({
    pool: database.pool,
    hub: hub.hub,
    clock,
    ids: createIdSource(clock),
    log: { warn: (facts, message) => void warned.push(`${message} ${JSON.stringify(facts)}`) },
    tasks: given,
    ...options,
  });
  runners.push(made);
  return made;
}

async function add(...jobs: JobDraft[]): Promise<void> {
  assert.equal((await hub.submit('add_jobs', { jobs })).status, 200);
}

async function until(isTrue: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const deadline = performance.now() + 15_000; !(await isTrue());) {
    assert.ok(performance.now() < deadline, `${what} in time`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function events(type: string): Promise<{ order_id: number | null; data: object }[]> {
  const { rows } = await database.pool.query<{ order_id: number | null; data: string }>(
    'select order_id, data from hub.event where type = $1 order by id',
    [type],
  );
  return rows.map((row) => ({ ...row, data: JSON.parse(row.data) as object }));
}

const stored = (state: 'dead' | 'waiting' | 'running' | null = null) =>
  listJobs(database.pool, { state, task: null }, '0', 100);

test('[H30] a job runs with the payload and trace of its cause, and what it finds goes through the hub', async () => {
  const seen: unknown[] = [];
  await add({ task: 'look', payload: { at: 'box' }, key: 'a', orderId: 7 });
  await runner({
    async look(payload, { trace, key, orderId, attempt, submit }) {
      seen.push({ payload, trace, key, orderId, attempt });
      assert.equal((await submit('keep_finding', { box: 1 }, 'box-1')).status, 200);
      assert.equal((await submit('keep_finding', { box: 1 }, 'box-1')).repeated, true);
    },
  }).catchUp();
  assert.deepEqual(seen, [
    {
      payload: { at: 'box' },
      trace: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      key: 'a',
      orderId: 7,
      attempt: 1,
    },
  ]);
  assert.deepEqual(found, [{ body: { box: 1 }, actor: 'system/jobs' }]);
  assert.deepEqual(await stored(), []);
});

test('[H30] what is not committed leaves no job, and a batch without jobs sends no statement for them', async () => {
  const body = { jobs: [{ task: 'never', payload: 1 }], isRefused: true };
  assert.equal((await hub.submit('add_jobs', body)).status, 500);
  assert.deepEqual(await stored(), []);
  await database.pool.query('alter function graphile_worker.add_jobs rename to add_jobs_away');
  try {
    assert.equal((await hub.submit('keep_finding', {})).status, 200);
    assert.equal((await hub.submit('add_jobs', { jobs: [{ task: 'a', payload: 1 }] })).status, 500);
  } finally {
    await database.pool.query('alter function graphile_worker.add_jobs_away rename to add_jobs');
  }
});

test('[H31] under a key the newest job runs, also of one batch', async () => {
  const seen: number[] = [];
  await add(
    { task: 'put', payload: 1, key: 'one' },
    { task: 'put', payload: 2, key: 'one' },
    { task: 'put', payload: 3 },
    { task: 'put', payload: 4 },
  );
  await add({ task: 'put', payload: 5, key: 'one' });
  await runner({ put: async (payload) => void seen.push(payload as number) }).catchUp();
  assert.deepEqual(
    seen.toSorted((a, b) => a - b),
    [3, 4, 5],
  );
});

test('[H31] a job whose key a newer one took while it ran is not tried again', async () => {
  const seen: unknown[] = [];
  await add({ task: 'put', payload: 'old', key: 'one' });
  await runner({
    async put(payload) {
      seen.push(payload);
      if (payload !== 'old') return;
      await add({ task: 'put', payload: 'new', key: 'one' });
      throw new JobFailure('too late');
    },
  }).catchUp();
  assert.deepEqual(seen, ['old', 'new']);
  assert.deepEqual(await stored(), []);
  assert.deepEqual(await events('job.failed'), []);
});

test('[H32] [H37] a job that fails comes back later and later, and dies in the end', async () => {
  const times: number[] = [];
  await add({ task: 'fail', payload: {}, key: 'f', maxAttempts: 12, orderId: 5 });
  const failing = runner({
    async fail() {
      times.push(clock.now());
      throw new JobFailure('the printer is out of paper');
    },
  });
  for (let step = 0; step < 12; step += 1) {
    await failing.catchUp();
    const [job] = await stored();
    assert.equal(times.length, step + 1, 'nothing runs before it is due');
    assert.equal(job?.error, 'the printer is out of paper');
    if (job?.state === 'waiting') clock.set(job.runAt);
  }
  const pausesSeconds = times.slice(1).map((at, index) => (at - (times[index] ?? 0)) / 1_000);
  for (const [index, pause] of pausesSeconds.entries()) {
    const least = Math.exp(Math.min(index + 1, 10));
    assert.ok(pause >= least - 0.002 && pause <= least * 1.5 + 0.002, `${index}: ${pause}`);
  }
  assert.equal(pausesSeconds.length, 11);
  const [dead] = await stored('dead');
  assert.deepEqual(
    (await events('job.failed')).map(({ order_id, data }) => ({ order_id, data })),
    [
      {
        order_id: 5,
        data: {
          id: dead?.id,
          task: 'fail',
          key: 'f',
          orderId: 5,
          attempts: 12,
          error: 'the printer is out of paper',
        },
      },
    ],
  );
});

test('[H32] [H33] a final failure is dead at once; it is retried and dropped by commands', async () => {
  const before = (await events('job.failed')).length;
  let isMended = false;
  const runs: number[] = [];
  await add({ task: 'refuse', payload: {} }, { task: 'refuse', payload: {} });
  const refusing = runner({
    async refuse(_payload, { attempt }) {
      runs.push(attempt);
      if (!isMended) throw new JobFailure('it is gone for good', { isFinal: true });
    },
  });
  await refusing.catchUp();
  assert.deepEqual(runs, [1, 1]);
  assert.equal((await events('job.failed')).length, before + 2);
  const [one, other] = await stored('dead');
  assert.equal((await hub.submit('drop_job', { id: other?.id })).status, 200);
  // Dead again: its death is told again.
  assert.equal((await hub.submit('retry_job', { id: one?.id })).status, 200);
  await refusing.catchUp();
  assert.equal((await events('job.failed')).length, before + 3);
  isMended = true;
  assert.equal((await hub.submit('retry_job', { id: one?.id })).status, 200);
  await refusing.catchUp();
  assert.deepEqual(await stored(), []);
  assert.deepEqual(
    [(await events('job.retried')).length, (await events('job.dropped')).length],
    [2, 1],
  );
  assert.equal((await hub.submit('retry_job', { id: one?.id })).status, 404);
});

test('[H34] of an error that is no JobFailure only kind and code are kept', async () => {
  await add({ task: 'leak', payload: { mail: 'ada@example.com' }, maxAttempts: 1 });
  await runner({
    async leak() {
      throw Object.assign(new TypeError('cannot send to ada@example.com'), { code: 'ESEND' });
    },
  }).catchUp();
  const [job] = await stored();
  assert.equal(job?.error, 'TypeError (ESEND)');
  assert.doesNotMatch(JSON.stringify([warned, await events('job.failed')]), /ada@/);
});

test('[H35] stopping waits for what is under way and gives back what takes too long', async () => {
  clock.set(Date.now());
  await add({ task: 'quick', payload: {} }, { task: 'endless', payload: {} });
  const ended: string[] = [];
  const begun: string[] = [];
  const stopping = runner(
    {
      async quick() {
        begun.push('quick');
        await new Promise((resolve) => setTimeout(resolve, 50));
        ended.push('quick');
      },
      async endless(_payload, { signal }) {
        begun.push('endless');
        await once(signal, 'abort');
        throw new Error('given up');
      },
    },
    { stopMsMax: 200 },
  );
  stopping.start();
  await until(() => begun.length === 2, 'both begin');
  await stopping.stop();
  assert.deepEqual(ended, ['quick']);
  const left = await stored();
  assert.deepEqual(
    left.map(({ task, state, attempts }) => ({ task, state, attempts })),
    [{ task: 'endless', state: 'waiting', attempts: 0 }],
  );
});

test('[H36] what a killed process had under way comes back; what a living one has does not', async () => {
  clock.set(Date.now());
  await add({ task: 'hang', payload: {}, key: 'k' }, { task: 'last', payload: {}, maxAttempts: 1 });
  const child = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { JobRunner } from ${JSON.stringify(new URL('../platform/jobs/index.ts', import.meta.url).href)};
       import { createPool } from ${JSON.stringify(new URL('../platform/postgres/pool.ts', import.meta.url).href)};
       const pool = createPool(${JSON.stringify(database.connectionConfig)}, { poolSize: 4 });
       const hang = () => { process.stdout.write('.'); return new Promise(() => {}); };
       new JobRunner({ pool, clock: { now: () => Date.now() }, log: { warn() {} }, onDead: async () => {},
         tasks: { hang, last: hang } }).start();`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let dots = 0;
  child.stdout.on('data', (chunk: Buffer) => void (dots += chunk.length));
  await until(() => dots === 2, 'the child takes both jobs');
  const seen: number[] = [];
  const second = runner({
    async hang(_payload, { attempt }) {
      seen.push(attempt);
    },
    async last() {
      assert.fail('it has no attempt left');
    },
  });
  second.start();
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(seen.length, 0, 'a living process keeps its jobs');
  await second.stop();
  // Another session keeps the child's lock for a while, as the server does that hears late of its end.
  const server = await database.pool.connect();
  await server.query("set lock_timeout = '10s'");
  const kept = server.query(
    `select pg_advisory_lock(hashtextextended('jobs ' || locked_by, 0))
     from graphile_worker._private_jobs where locked_by is not null limit 1`,
  );
  child.kill('SIGKILL');
  await once(child, 'exit');
  await kept;
  const isHeard = new Promise((resolve) => setTimeout(resolve, 300)).then(() =>
    server.release(true),
  );
  const third = runner({
    hang: async (_payload, { attempt }) => void seen.push(attempt),
    last: async () => undefined,
  });
  await until(async () => {
    await third.catchUp();
    return seen.length > 0;
  }, 'the job comes back');
  await isHeard;
  assert.deepEqual(seen, [2]);
  assert.deepEqual(
    (await stored()).map(({ task, state }) => ({ task, state })),
    [{ task: 'last', state: 'dead' }],
  );
  const told = (await events('job.failed')).at(-1)?.data as { error?: string };
  assert.equal(told.error, 'the process ended while it worked on it');
});

test('[H37] what is due later waits for our clock, not for the database’s', async () => {
  const seen: unknown[] = [];
  const later = runner({ put: async (payload) => void seen.push(payload) });
  // Years before and after the database's clock.
  for (const start of [Date.UTC(2001, 0, 1), Date.UTC(2061, 0, 1)]) {
    clock.set(start);
    seen.length = 0;
    await add(
      { task: 'put', payload: 'now' },
      { task: 'put', payload: 'later', runAt: clock.now() + HOUR_MS },
    );
    await later.catchUp();
    assert.deepEqual(seen, ['now']);
    clock.advance(HOUR_MS);
    await later.catchUp();
    assert.deepEqual(seen, ['now', 'later']);
  }
});

test('[H38] jobs of a queue take turns, and hold up no others', async () => {
  const running = new Map<string, number>();
  const seen: string[] = [];
  let mostAtOnce = 0;
  const blocked = Promise.withResolvers<void>();
  await add(
    ...[1, 2, 3].map((payload) => ({ task: 'call', payload: `slow ${payload}`, queue: 'slow' })),
    ...[1, 2, 3].map((payload) => ({ task: 'call', payload: `fast ${payload}`, queue: 'fast' })),
  );
  await runner({
    async call(payload) {
      const [queue = ''] = String(payload).split(' ');
      running.set(queue, (running.get(queue) ?? 0) + 1);
      mostAtOnce = Math.max(mostAtOnce, running.get(queue) ?? 0);
      if (queue === 'slow') await blocked.promise;
      seen.push(String(payload));
      if (payload === 'fast 3') blocked.resolve();
      running.set(queue, (running.get(queue) ?? 0) - 1);
    },
  }).catchUp();
  assert.equal(mostAtOnce, 1);
  assert.deepEqual(seen.slice(0, 3), ['fast 1', 'fast 2', 'fast 3']);
  assert.equal(seen.length, 6);
});
