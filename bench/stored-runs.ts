import type { Pool } from 'pg';
import { machineClock } from '../src/kernel/clock.ts';

const CHUNK_RUNS = 250_000;
const WORKERS = 2;
const YEAR_MS = 365 * 86_400_000;
/** Each order enters so many flows. */
const RUNS_AN_ORDER = 5;
const FIRST_ORDER = 100_000_001;

/** Which flows there are, and in how many versions each was published. */
export interface StoredFlows {
  readonly codes: readonly string[];
  readonly versions: number;
}

/**
 * Writes `count` runs of the last year, set-wise: the first version of the first flow has had every third of them,
 * the others share the rest; one in fifty failed.
 */
export async function storeRuns(
  pool: Pool,
  count: number,
  { codes, versions }: StoredFlows,
  onProgress: (done: number) => void,
): Promise<void> {
  const { rows: indexes } = await pool.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
     from pg_index where indrelid = 'flows.run'::regclass and not indisprimary`,
  );
  // Indexes are made in one go over what is there in a fraction of the time.
  for (const { name } of indexes) await pool.query(`drop index ${name}`);
  let next = 0;
  let done = 0;
  await Promise.all(
    Array.from({ length: WORKERS }, async () => {
      while (next < count) {
        const from = next;
        const to = Math.min(count, from + CHUNK_RUNS);
        next = to;
        await storeChunk(pool, { from, to, count, codes, versions });
        done += to - from;
        onProgress(done);
      }
    }),
  );
  for (const { definition } of indexes) await pool.query(definition);
  await pool.query('vacuum (analyze) flows.run');
}

// Their ids are in the order of their times, as those that the hub gives.
const STORE_CHUNK = `
  insert into flows.run (id, flow_code, flow_version, order_id, event_id, state, entered_at, ended_at, outcome, trail,
    failures, version)
  select (lpad(to_hex(at_ms), 12, '0') || '7' || lpad(to_hex(number & 4095), 3, '0') || '8'
      || lpad(to_hex(number), 15, '0'))::uuid,
    case when number % 3 = 0 then ($5::text[])[1] else ($5::text[])[1 + number % cardinality($5::text[])] end,
    case when number % 3 = 0 then 1 else 1 + number / 7 % $6::int end,
    $7::bigint + number / $8::int, gen_random_uuid(),
    case when number % 50 = 7 then 'failed' else 'ended' end,
    to_timestamp(at_ms / 1000.0), to_timestamp(at_ms / 1000.0),
    case when number % 50 = 7 then 'failed' else 'continue' end, 'is_large is_foreign mark done',
    case when number % 50 = 7 then '[{"node":"mark","code":"no_value","message":"no such key"}]'::jsonb end, 1
  from generate_series($1::int, $2::int - 1) as number
  cross join lateral (select ($3::bigint + ($4::float8 * number)::bigint) as at_ms) as entered`;

async function storeChunk(
  pool: Pool,
  chunk: StoredFlows & { readonly from: number; readonly to: number; readonly count: number },
): Promise<void> {
  const { from, to, count, codes, versions } = chunk;
  const client = await pool.connect();
  try {
    await client.query('begin; set local synchronous_commit = off; set local jit = off');
    await client.query(STORE_CHUNK, [
      from,
      to,
      machineClock.now() - YEAR_MS,
      YEAR_MS / count,
      codes,
      versions,
      FIRST_ORDER,
      RUNS_AN_ORDER,
    ]);
    await client.query('commit');
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** How many orders `count` stored runs are of, and the first of them. */
export function ordersOfRuns(count: number): { readonly first: number; readonly orders: number } {
  return { first: FIRST_ORDER, orders: Math.ceil(count / RUNS_AN_ORDER) };
}
