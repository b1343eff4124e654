import { once } from 'node:events';
import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { Random } from '../src/kernel/random.ts';
import type { BenchOptions } from './main.ts';
import { makeBenchWorld, startBenchHub } from './bench-world.ts';
import { withCompany, type Company } from './company.ts';
import { drawOrderTexts, writeOrder, type OrderText } from './order-texts.ts';
import { rounded } from './percentile.ts';
import { costEach, takePartTimes } from './processor-time.ts';
import { ResultLines } from './result-lines.ts';
import { findIntakeFaults } from './soundness.ts';

const LINES_PER_REQUEST = 100_000;
/** As much as is written at once, in lines: some 60 KB, as a client that reads a file would send. */
const LINES_PER_WRITE = 100;
const CUSTOMERS = 2_000;
const UNITS_EACH = 50_000;
const WARM_UP_SECONDS = 3;
const SEED = 20_261_102;

/** What the sender saw. */
interface Load {
  readonly accepted: number;
  readonly failed: number;
  readonly seconds: number;
  /** Some answers that were something else than 201. */
  readonly others: readonly string[];
}

/**
 * Orders by NDJSON, one request after the other of up to 100,000 lines each, for the seconds given;
 * every line is another two-line order and its answer is read. The time runs from the first line to
 * the last answer. A warm-up comes first and does not count.
 */
export async function run({ seconds }: BenchOptions): Promise<Record<string, unknown>> {
  return withCompany(async (company) => {
    const bench = startBenchHub(company.pool);
    await makeBenchWorld(bench, UNITS_EACH);
    await bench.stop();
    await sendFor(company, 'W', Math.min(WARM_UP_SECONDS, seconds));
    const before = takePartTimes(company.server);
    const load = await sendFor(company, 'B', seconds);
    const after = takePartTimes(company.server);
    return {
      bench: 'bulk',
      seconds: rounded(load.seconds, 1),
      machine: company.machine,
      ordersPerSecond: rounded(load.accepted / load.seconds),
      failed: load.failed,
      linesPerRequestMax: LINES_PER_REQUEST,
      processorMicrosecondsPerOrder: costEach(before, after, load.accepted),
      faults: [
        ...load.others.map((line) => `a line was answered with ${line}`),
        ...(await findIntakeFaults(company.pool, 'B', load.accepted)),
      ],
    };
  });
}

async function sendFor(company: Company, prefix: string, seconds: number): Promise<Load> {
  const random = new Random(SEED);
  const texts = drawOrderTexts(random, CUSTOMERS);
  const results = new ResultLines();
  const started = performance.now();
  const until = started + seconds * 1_000;
  let sent = 0;
  while (performance.now() < until)
    sent += await sendOne(company, { prefix, sent, until, texts, random, results });
  return {
    accepted: results.accepted,
    failed: sent - results.accepted,
    seconds: (performance.now() - started) / 1_000,
    others: results.others,
  };
}

/** Sends one request and reads all its answers. Answers how many lines it sent. */
async function sendOne(
  { port, key }: Company,
  wish: {
    readonly prefix: string;
    readonly sent: number;
    readonly until: number;
    readonly texts: readonly OrderText[];
    readonly random: Random;
    readonly results: ResultLines;
  },
): Promise<number> {
  const { prefix, texts, random, results } = wish;
  const request = httpRequest({
    host: '127.0.0.1',
    port,
    path: '/v1/orders/bulk',
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
  });
  const answered = readAnswers(request, results);
  let lines = 0;
  while (lines < LINES_PER_REQUEST && performance.now() < wish.until) {
    let text = '';
    for (let line = 0; line < LINES_PER_WRITE; line += 1) {
      lines += 1;
      text += `${writeOrder(random.pick(texts), `${prefix}${wish.sent + lines}`, random)}\n`;
    }
    // A server that breaks off is told by its answers; waiting for room would then never end.
    if (!request.write(text)) await Promise.race([once(request, 'drain'), answered]);
  }
  request.end();
  await answered;
  return lines;
}

async function readAnswers(request: ClientRequest, results: ResultLines): Promise<void> {
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`bulk intake answered ${response.statusCode}`);
  response.on('data', (chunk: Buffer) => results.take(chunk));
  await once(response, 'end');
}
