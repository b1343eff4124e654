import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Random } from '../src/kernel/random.ts';
import type { BenchOptions } from './main.ts';
import { makeBenchWorld, SKU_COUNT, startBenchHub } from './bench-world.ts';
import { withCompany, type Company } from './company.ts';
import { HttpConnection, postRequest } from './http-connection.ts';
import { drawOrderTexts, fileOfOrderTexts, writeOrder } from './order-texts.ts';
import { percentile, rounded } from './percentile.ts';
import { costEach, takePartTimes } from './processor-time.ts';
import { findIntakeFaults } from './soundness.ts';
import { storeOrders } from './stored-orders.ts';

const CONNECTIONS = 128;
const CUSTOMERS = 2_000;
/** Enough that no bench sells out: a minute at 10,000 orders a second takes 600 of each. */
const UNITS_EACH = 50_000;
const WARM_UP_SECONDS = 3;
/** After the last order is sent, its answer comes within this time or counts as failed. */
const LAST_ANSWERS_SECONDS = 2;
const SEED = 20_261_101;

/** What a generator saw. */
interface Load {
  readonly answered: number;
  readonly answeredInTime: number;
  readonly measuredSeconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** Answers other than 201, broken connections and orders that got no answer. */
  readonly failed: number;
}

/**
 * Single orders over HTTP from 128 connections that are kept alive, each sending its next order when
 * it has its answer: two lines of 10,000 SKUs over 5 locations, sourced, reserved and durable before
 * the answer. A warm-up of some seconds comes first and does not count.
 */
export async function run({ seconds, stored = 0 }: BenchOptions): Promise<Record<string, unknown>> {
  return withCompany(async (company) => {
    const bench = startBenchHub(company.pool);
    await makeBenchWorld(bench, UNITS_EACH);
    await bench.stop();
    if (stored > 0) await storeOrders(company.pool, stored);
    const hasWrk = await isInstalled('wrk');
    const place = hasWrk ? placeWithWrk : placeFromHere;
    await place(company, 'W', Math.min(WARM_UP_SECONDS, seconds));
    const before = takePartTimes(company.server);
    const load = await place(company, 'I', seconds);
    const after = takePartTimes(company.server);
    return {
      bench: 'intake',
      seconds: rounded(load.measuredSeconds, 1),
      machine: company.machine,
      ordersPerSecond: rounded(load.answeredInTime / load.measuredSeconds),
      p50Ms: rounded(load.p50Ms, 1),
      p99Ms: rounded(load.p99Ms, 1),
      maxMs: rounded(load.maxMs, 1),
      failed: load.failed,
      stored,
      connections: CONNECTIONS,
      generator: hasWrk ? 'wrk' : 'node',
      processorMicrosecondsPerOrder: costEach(before, after, load.answered),
      faults: await findIntakeFaults(company.pool, 'I', load.answered),
    };
  });
}

function isInstalled(program: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, ['-v'], { stdio: 'ignore' });
    child.on('error', () => resolve(false));
    child.on('close', () => resolve(true));
  });
}

/** Places orders with wrk, which takes least of the processor that it shares with the server. */
async function placeWithWrk(company: Company, prefix: string, seconds: number): Promise<Load> {
  const file = path.join(company.server.dataFolder, 'order-texts');
  await writeFile(file, fileOfOrderTexts(drawOrderTexts(new Random(SEED), CUSTOMERS)));
  const script = path.join(import.meta.dirname, 'intake.lua');
  const load = `--threads 1 --connections ${CONNECTIONS} --timeout 60s`.split(' ');
  const duration = `${seconds + LAST_ANSWERS_SECONDS}s`;
  const url = `http://127.0.0.1:${company.port}`;
  const scriptOptions = [file, prefix, String(seconds), String(SKU_COUNT)];
  const wrkOptions = [
    ...load,
    '--duration',
    duration,
    '--script',
    script,
    url,
    '--',
    ...scriptOptions,
  ];
  const child = spawn('wrk', wrkOptions, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, LINCHPIN_KEY: company.key },
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  await new Promise((resolve) => child.on('close', resolve));
  const line = printed.trim().split('\n').at(-1) ?? '';
  if (!line.startsWith('{')) throw new Error(`wrk has not measured: ${printed}`);
  const { notAccepted, broken, sent, ...seen } = JSON.parse(line) as Omit<Load, 'failed'> & {
    readonly notAccepted: number;
    readonly broken: number;
    readonly sent: number;
  };
  return {
    ...seen,
    answered: seen.answered - notAccepted,
    // As many are under way at the end as at the beginning none were: they are answered after it.
    answeredInTime: seen.answeredInTime - CONNECTIONS - notAccepted,
    failed: notAccepted + broken + (sent - seen.answered),
  };
}

/** Places orders from this process, for machines without wrk. */
async function placeFromHere(
  { port, key }: Company,
  prefix: string,
  seconds: number,
): Promise<Load> {
  const random = new Random(SEED);
  const texts = drawOrderTexts(random, CUSTOMERS);
  const connections = await Promise.all(
    Array.from({ length: CONNECTIONS }, () => HttpConnection.open(port)),
  );
  const latenciesMs: number[] = [];
  const started = performance.now();
  const until = started + seconds * 1_000;
  let sent = 0;
  let answered = 0;
  let answeredInTime = 0;
  let failed = 0;
  await Promise.all(
    connections.map(async (connection) => {
      for (let now = performance.now(); now < until; now = performance.now()) {
        sent += 1;
        const body = writeOrder(random.pick(texts), `${prefix}${sent}`, random);
        const { status } = await connection.send(postRequest('/v1/orders', key, body));
        const end = performance.now();
        latenciesMs.push(end - now);
        if (status !== 201) failed += 1;
        else answered += 1;
        if (status === 201 && end < until) answeredInTime += 1;
      }
      connection.close();
    }),
  );
  return {
    answered,
    answeredInTime,
    measuredSeconds: seconds,
    p50Ms: percentile(latenciesMs, 0.5),
    p99Ms: percentile(latenciesMs, 0.99),
    maxMs: percentile(latenciesMs, 1),
    failed,
  };
}
