import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { BenchOptions } from './main.ts';
import { makeBenchWorld, startBenchHub, type BenchHub } from './bench-world.ts';
import { withCompany, type Company } from './company.ts';
import { HttpConnection, postRequest, type RawAnswer } from './http-connection.ts';
import { percentile, rounded } from './percentile.ts';
import { findStockFaults } from './soundness.ts';

const BUYERS = 10_000;
const UNITS = 1_000;
const CONNECTIONS = 128;
const LOCATION = 'CN-SHA';
const PRICE_MINOR = 9_900;
/** The server is killed once this share of the buyers has an answer: while the sale is on. */
const KILL_SHARE = 0.05;
const RETRY_MS = 20;
/** A buyer without an answer asks again for so long. */
const PATIENCE_MS = 60_000;

/** What the buyers of one sale heard. */
interface Sale {
  readonly sku: string;
  readonly seconds: number;
  /** The buyers who heard that they got a unit. */
  readonly winners: ReadonlySet<string>;
  readonly soldOut: number;
  /** Answers that are neither, the first ones in words. */
  readonly failures: readonly string[];
  /** From a buyer's first attempt to its answer. */
  readonly latenciesMs: readonly number[];
  /** Attempts that were sent again because no answer came. */
  readonly repeated: number;
}

/**
 * Ten thousand buyers, each with an order of its own for one unit of the same SKU, of which a thousand
 * lie at one location; no backorder. They come over 128 connections as fast as they are answered. With
 * `--kill` the server is killed in the middle and started again, and buyers without an answer ask again
 * under the same externalId. A sale of another SKU comes first as a warm-up.
 */
export async function run({ isKilling }: BenchOptions): Promise<Record<string, unknown>> {
  return withCompany(async (company) => {
    const bench = startBenchHub(company.pool);
    await makeBenchWorld(bench, 1);
    await putOnSale(bench, 'WARM-UP');
    await putOnSale(bench, 'FLASH-1');
    await bench.stop();
    await sell(company, 'WARM-UP', null);
    let readyAgainMs = 0;
    const killServer = async (): Promise<void> => {
      const killed = performance.now();
      await company.server.kill();
      await company.server.start();
      readyAgainMs = performance.now() - killed;
    };
    const sale = await sell(company, 'FLASH-1', isKilling ? killServer : null);
    const stored = await countSold(company.pool, sale);
    return {
      bench: 'flash-sale',
      seconds: rounded(sale.seconds, 2),
      machine: company.machine,
      buyers: BUYERS,
      units: UNITS,
      sold: stored.units,
      attemptsPerSecond: rounded((BUYERS + sale.repeated) / sale.seconds),
      p99Ms: rounded(percentile(sale.latenciesMs, 0.99), 1),
      p50Ms: rounded(percentile(sale.latenciesMs, 0.5), 1),
      connections: CONNECTIONS,
      ...(isKilling
        ? { killed: 1, readyAgainMs: rounded(readyAgainMs), repeated: sale.repeated }
        : {}),
      faults: [...findSaleFaults(sale, stored), ...(await findStockFaults(company.pool))],
    };
  });
}

async function putOnSale(bench: BenchHub, sku: string): Promise<void> {
  await bench.submit('put_skus', {
    skus: [{ code: sku, name: sku, weightGrams: 300, valueMinor: 5_000 }],
  });
  await bench.submit('receive_stock', {
    location: LOCATION,
    reference: `SALE-${sku}`,
    lines: [{ sku, quantity: UNITS }],
  });
}

/** Lets every buyer try until it has an answer. */
async function sell(
  company: Company,
  sku: string,
  killServer: (() => Promise<void>) | null,
): Promise<Sale> {
  const { port, key } = company;
  const winners = new Set<string>();
  const failures: string[] = [];
  const latenciesMs: number[] = [];
  let soldOut = 0;
  let repeated = 0;
  let next = 0;
  const killings: Promise<void>[] = [];
  const started = performance.now();
  const serve = async (): Promise<void> => {
    let connection = await HttpConnection.open(port);
    while (next < BUYERS) {
      const buyer = `${sku}-${(next += 1)}`;
      const request = postRequest('/v1/orders', key, orderOf(buyer, sku));
      const asked = performance.now();
      let answer = await attempt(connection, request);
      while (answer === null && performance.now() - asked < PATIENCE_MS) {
        await sleep(RETRY_MS);
        connection.close();
        const opened = await HttpConnection.open(port).catch(() => null);
        if (opened === null) continue;
        connection = opened;
        repeated += 1;
        answer = await attempt(connection, request);
      }
      latenciesMs.push(performance.now() - asked);
      if (answer?.status === 201) winners.add(buyer);
      else if (answer !== null && isSoldOut(answer)) soldOut += 1;
      else failures.push(answer === null ? 'no answer' : `${answer.status} ${answer.body}`);
      const isTime = killings.length === 0 && latenciesMs.length >= BUYERS * KILL_SHARE;
      if (killServer !== null && isTime) killings.push(killServer());
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, serve));
  const seconds = (performance.now() - started) / 1_000;
  await Promise.all(killings);
  return { sku, seconds, winners, soldOut, failures, latenciesMs, repeated };
}

/** The answer, or null when none came or the server asks to come again. */
async function attempt(connection: HttpConnection, request: string): Promise<RawAnswer | null> {
  try {
    const answer = await connection.send(request);
    return answer.status === 503 ? null : answer;
  } catch {
    return null;
  }
}

function isSoldOut({ status, body }: RawAnswer): boolean {
  return status === 409 && (JSON.parse(body) as { code: string }).code === 'insufficient_stock';
}

function orderOf(externalId: string, sku: string): string {
  return JSON.stringify({
    channel: 'SHOP',
    externalId,
    currency: 'CNY',
    customer: { name: `Buyer ${externalId}`, email: 'buyer@example.com' },
    shipTo: { lines: ['人民路1号'], city: '上海市', postalCode: '200000', countryCode: 'CN' },
    lines: [{ sku, quantity: 1, unitPriceMinor: PRICE_MINOR }],
    payment: { kind: 'captured', amountMinor: PRICE_MINOR, reference: `pay-${externalId}` },
    backorder: 'refuse',
  });
}

/** What the database holds of a sale. */
interface StoredSale {
  /** The buyers with an order, each once. */
  readonly buyers: readonly string[];
  /** Units that the ledger has promised. */
  readonly units: number;
}

async function countSold(pool: Pool, { sku }: Sale): Promise<StoredSale> {
  const orders = await pool.query<{ buyer: string }>(
    `select header.external_id as buyer
     from orders.order_header as header
     join orders.order_line as line on line.order_id = header.id
     join inventory.sku on sku.id = line.sku_id
     where sku.code = $1`,
    [sku],
  );
  const promised = await pool.query<{ units: number }>(
    `select coalesce(sum(reserved_delta + allocated_delta), 0)::int as units
     from inventory.stock_entry join inventory.sku on sku.id = stock_entry.sku_id where sku.code = $1`,
    [sku],
  );
  return { buyers: orders.rows.map(({ buyer }) => buyer), units: promised.rows[0]?.units ?? 0 };
}

/** Says what of the sale is not as it must be; nothing when all is. */
function findSaleFaults(sale: Sale, stored: StoredSale): string[] {
  const buyers = new Set(stored.buyers);
  const unheard = [...sale.winners].filter((buyer) => !buyers.has(buyer)).length;
  return [
    ...sale.failures.slice(0, 5).map((failure) => `a buyer was answered with ${failure}`),
    ...(sale.winners.size === UNITS
      ? []
      : [`${sale.winners.size} buyers heard that they got a unit`]),
    ...(sale.soldOut === BUYERS - UNITS
      ? []
      : [`${sale.soldOut} buyers heard that it is sold out`]),
    ...(stored.units === UNITS ? [] : [`${stored.units} units are promised of ${UNITS}`]),
    ...(stored.buyers.length === UNITS ? [] : [`${stored.buyers.length} orders are stored`]),
    ...(buyers.size === stored.buyers.length
      ? []
      : [`${stored.buyers.length - buyers.size} buyers have two orders`]),
    ...(unheard === 0 ? [] : [`${unheard} buyers heard that they got a unit and have no order`]),
  ];
}
