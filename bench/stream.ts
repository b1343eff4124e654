import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Pool } from 'pg';
import { Random } from '../src/kernel/random.ts';
import type { BenchOptions } from './main.ts';
import { makeBenchWorld, SKU_COUNT, skuCodeOf, startBenchHub } from './bench-world.ts';
import { withCompany, type Company } from './company.ts';
import { HttpConnection, postRequest } from './http-connection.ts';
import { rounded } from './percentile.ts';
import { costEach, takePartTimes } from './processor-time.ts';
import type { Instruction, Received, Report, SubscriberGroup } from './stream-subscribers.ts';

const SUBSCRIBERS = 1_000;
const EVENTS_PER_SECOND = 2_000;
const PRODUCER_CONNECTIONS = 64;
const WARM_UP_SECONDS = 3;
const TICK_MS = 5;
const LOCATION = 'CN-SHA';
const SEED = 20_261_103;

/**
 * Everybody sees everything: 1,000 subscribers without a filter, while 2,000 receipts of goods a second
 * come in over HTTP, each a command and an event of its own. The latency of an event at a subscriber is
 * from `recordedtime`, when the server took the command in (so before it was decided and committed),
 * to when the process of the subscribers has read the event's last byte, both by this machine's clock.
 * Every subscriber is checked to have got every event exactly once.
 */
export async function run({ seconds }: BenchOptions): Promise<Record<string, unknown>> {
  return withCompany(async (company) => {
    const bench = startBenchHub(company.pool);
    await makeBenchWorld(bench, 1);
    await bench.stop();
    const begin = await readHorizon(company.pool);
    const groups: SubscriberGroup[] = [{ path: '/v1/stream', count: SUBSCRIBERS, types: [] }];
    const child = fork(path.join(import.meta.dirname, 'stream-subscribers.ts'));
    try {
      await instruct(child, { kind: 'subscribe', port: company.port, key: company.key, groups });
      const warmUp = await produce(company, 'W', Math.min(WARM_UP_SECONDS, seconds));
      child.send({ kind: 'measure' } satisfies Instruction);
      const before = takePartTimes(company.server);
      const produced = await produce(company, 'S', seconds);
      const after = takePartTimes(company.server);
      const events = await readEventsSince(company.pool, begin);
      const report = await instruct(child, { kind: 'finish', events });
      const { deliveries, bytes, ...received } = (report as { received: Received }).received;
      const failed = warmUp.failed + produced.failed;
      return {
        bench: 'stream',
        seconds: rounded(produced.seconds, 1),
        machine: company.machine,
        eventsPerSecond: rounded(produced.accepted / produced.seconds),
        subscribers: SUBSCRIBERS,
        ...received,
        deliveriesPerSecond: rounded((produced.accepted / produced.seconds) * SUBSCRIBERS),
        bytesPerEvent: rounded(bytes / deliveries),
        processorMicrosecondsPerEvent: costEach(before, after, produced.accepted),
        faults: [
          ...(failed === 0 ? [] : [`${failed} receipts were not accepted`]),
          ...(received.lost === 0 ? [] : [`${received.lost} deliveries are missing`]),
          ...(received.doubled === 0 ? [] : [`${received.doubled} deliveries came twice`]),
        ],
      };
    } finally {
      child.kill();
    }
  });
}

/** Gives the subscribers' process something to do and waits for its report. */
async function instruct(child: ChildProcess, instruction: Instruction): Promise<Report> {
  child.send(instruction);
  const [report] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() =>
      Promise.reject(new Error('the process of the subscribers has ended')),
    ),
  ])) as [Report];
  return report;
}

/** What came of producing events. */
interface Produced {
  readonly accepted: number;
  readonly failed: number;
  readonly seconds: number;
}

/** Receives goods at a fixed rate, one SKU a receipt, as long as the seconds last. */
async function produce({ port, key }: Company, prefix: string, seconds: number): Promise<Produced> {
  const random = new Random(SEED);
  const idle = await Promise.all(
    Array.from({ length: PRODUCER_CONNECTIONS }, () => HttpConnection.open(port)),
  );
  const connections = [...idle];
  const underWay = new Set<Promise<void>>();
  let sent = 0;
  let accepted = 0;
  let failed = 0;
  const send = async (connection: HttpConnection): Promise<void> => {
    sent += 1;
    const lines = [
      { sku: skuCodeOf(random.integer(0, SKU_COUNT - 1)), quantity: random.integer(1, 9) },
    ];
    const body = JSON.stringify({ location: LOCATION, reference: `${prefix}${sent}`, lines });
    const request = postRequest('/v1/stock/receipts', key, body);
    const status = await connection.send(request).then(
      (answer) => answer.status,
      () => null,
    );
    if (status === 200) accepted += 1;
    else failed += 1;
    // A broken connection is not used again; without any the bench ends by its time.
    if (status !== null) idle.push(connection);
  };
  const started = performance.now();
  const passed = (): number => performance.now() - started;
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const due = Math.floor((Math.min(passed(), seconds * 1_000) * EVENTS_PER_SECOND) / 1_000);
      for (let count = Math.min(due - sent, idle.length); count > 0; count -= 1) {
        const sending = send(idle.pop() as HttpConnection);
        underWay.add(sending);
        void sending.finally(() => underWay.delete(sending));
      }
      if (passed() < seconds * 1_000) return;
      clearInterval(timer);
      resolve();
    }, TICK_MS);
  });
  await Promise.all(underWay);
  const took = passed() / 1_000;
  for (const connection of connections) connection.close();
  return { accepted, failed, seconds: took };
}

async function readHorizon(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ horizon: string }>(`select hub.horizon()::text as horizon`);
  return rows[0]?.horizon ?? '0';
}

/** Every event since, in the order of the history. */
async function readEventsSince(pool: Pool, horizon: string): Promise<[id: string, type: string][]> {
  const { rows } = await pool.query<{ id: string; type: string }>(
    `select xid::text || '.' || id as id, type from hub.event where xid >= $1::text::xid8 order by xid, id`,
    [horizon],
  );
  return rows.map(({ id, type }) => [id, type]);
}
