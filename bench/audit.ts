import type { Pool } from 'pg';
import { listAudit, listRuns, verifyAudit } from '../src/flows/index.ts';
import { showProgress } from '../src/cli/progress.ts';
import { Random } from '../src/kernel/random.ts';
import { withBenchDatabase } from './bench-database.ts';
import { TRIED_FLOW } from './bench-flow.ts';
import { startBenchHub } from './bench-world.ts';
import type { BenchOptions } from './main.ts';
import { percentile, rounded } from './percentile.ts';
import { drawFlow, publishFlow } from './publish-flow.ts';
import { ordersOfRuns, storeRuns, type StoredFlows } from './stored-runs.ts';

const STORED = 10_000_000;
const FLOWS: StoredFlows = {
  codes: Array.from({ length: 40 }, (_, number) => `bench-audited-${number + 1}`),
  versions: 5,
};
/** Changes of flows for each run that is stored, so many at most. */
const CHANGES_A_RUN = 1 / 500;
const CHANGES_MAX = 20_000;
const PAGE = 50;
const PAGES = 3;
const CLIENTS = 4;
const SEED = 20_261_124;

/** A question that an auditor asks; answers what is wrong with the answer, or null. */
type Question = (pool: Pool, random: Random) => Promise<string | null>;

const QUESTIONS: Readonly<Record<string, Question>> = {
  changesOfFlow: async (pool, random) => {
    const flow = random.pick(FLOWS.codes);
    const { items } = await listAudit(pool, { flow, before: null, limit: PAGE });
    return items.length > 0 && items.every((entry) => entry.flow === flow) ? null : `of ${flow}`;
  },
  changesOfAll: async (pool, random) => {
    const before = random.integer(2, 1_000);
    const { items } = await listAudit(pool, { flow: null, before, limit: PAGE });
    return items.every(({ number }) => number < before) ? null : `before ${before}`;
  },
  ordersOfVersion: async (pool, random) => {
    // Every other time of the version that has touched most.
    const isMost = random.chance(0.5);
    const flow = isMost ? (FLOWS.codes[0] as string) : random.pick(FLOWS.codes);
    const flowVersion = isMost ? 1 : random.integer(1, FLOWS.versions);
    let before: Parameters<typeof listRuns>[1]['before'] = null;
    for (let page = 0; page < PAGES; page += 1) {
      const query = { orderId: null, flow, flowVersion, before, limit: PAGE };
      const { items, last }: Awaited<ReturnType<typeof listRuns>> = await listRuns(pool, query);
      if (items.length === 0 || items.some((run) => run.flowVersion !== flowVersion)) {
        return `orders of ${flow} ${flowVersion}`;
      }
      if (last === null) break;
      before = last;
    }
    return null;
  },
};

/**
 * What an auditor asks of ten million runs, or as many as are asked for, four at once: who changed a flow, which
 * orders a version touched (three pages of them), what touched an order; and how long it takes to follow the whole
 * chain. A row of it that is changed must be found.
 */
export async function run({
  seconds,
  stored = STORED,
}: BenchOptions): Promise<Record<string, unknown>> {
  return withBenchDatabase(CLIENTS + 2, async ({ pool, machine }) => {
    const changes = Math.min(CHANGES_MAX, Math.ceil(stored * CHANGES_A_RUN));
    await changeFlows(pool, changes);
    const progress = showProgress({ unit: 'runs stored', total: stored });
    await storeRuns(pool, stored, FLOWS, (done) => progress.update(done));
    progress.end(stored);
    const faults = new Set<string>();
    const { first, orders } = ordersOfRuns(stored);
    const versionsOfOrder: Question = async (asked, random) => {
      const orderId = first + random.integer(0, orders - 1);
      const query = { orderId, flow: null, flowVersion: null, before: null, limit: PAGE };
      const { items } = await listRuns(asked, query);
      const isSound = items.length > 0 && items.every((each) => each.orderId === String(orderId));
      return isSound ? null : `runs of ${orderId}`;
    };
    const timesMs = await ask(pool, { ...QUESTIONS, versionsOfOrder }, seconds, faults);
    const begunAt = performance.now();
    const verdict = await verifyAudit(pool);
    const verifyMs = performance.now() - begunAt;
    if (!verdict.isWhole || verdict.entries < changes) faults.add('the chain is not whole');
    if (!(await isTamperingFound(pool, changes))) faults.add('a changed entry was not found');
    const p99 = (name: string): number => rounded(percentile(timesMs.get(name) ?? [], 0.99), 1);
    return {
      bench: 'audit',
      seconds,
      machine,
      stored,
      entries: verdict.entries,
      p99Ms: rounded(percentile([...timesMs.values()].flat(), 0.99), 1),
      maxMs: rounded(Math.max(...[...timesMs.values()].flat()), 1),
      changesOfFlowP99Ms: p99('changesOfFlow'),
      ordersOfVersionP99Ms: p99('ordersOfVersion'),
      versionsOfOrderP99Ms: p99('versionsOfOrder'),
      verifyMs: rounded(verifyMs),
      faults: [...faults],
    };
  });
}

/** Draws flows again and again through a hub, and publishes the first drawings: each time is an entry. */
async function changeFlows(pool: Pool, changes: number): Promise<void> {
  const bench = startBenchHub(pool);
  try {
    const rounds = Math.max(FLOWS.versions, Math.ceil(changes / FLOWS.codes.length));
    const versions = new Map<string, number>();
    for (let round = 0; round < rounds; round += 1) {
      const change = round < FLOWS.versions ? publishFlow : drawFlow;
      await Promise.all(
        FLOWS.codes.map(async (code) => {
          const definition = { ...TRIED_FLOW, code, names: { en: `Bench ${round}` } };
          versions.set(code, await change(bench, definition, versions.get(code)));
        }),
      );
    }
  } finally {
    await bench.stop();
  }
}

async function ask(
  pool: Pool,
  questions: Readonly<Record<string, Question>>,
  seconds: number,
  faults: Set<string>,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const timesMs = new Map(Object.keys(questions).map((name): [string, number[]] => [name, []]));
  const until = performance.now() + seconds * 1_000;
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      const random = new Random(SEED + client);
      while (performance.now() < until) {
        const [name, question] = random.pick(Object.entries(questions));
        const askedAt = performance.now();
        const fault = await question(pool, random);
        timesMs.get(name)?.push(performance.now() - askedAt);
        if (fault !== null) faults.add(`wrong answer: ${fault}`);
      }
    }),
  );
  return timesMs;
}

/** Changes an entry in the middle past the program, as somebody with access to the database might. */
async function isTamperingFound(pool: Pool, changes: number): Promise<boolean> {
  const number = Math.ceil(changes / 2);
  await pool.query(`update flows.audit set actor = 'person/nobody' where number = $1`, [number]);
  const { broken } = await verifyAudit(pool);
  return broken?.number === number && broken.kind === 'changed';
}
