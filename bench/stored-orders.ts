import type { Pool, PoolClient } from 'pg';
import { machineClock, type Instant } from '../src/kernel/clock.ts';
import { Random } from '../src/kernel/random.ts';
import { createSearchIndexer } from '../src/modules/orders/index.ts';
import { drawOrder, makeBenchWorld, startBenchHub, type BenchHub } from './bench-world.ts';

/** Orders that are really placed; all others are copies of them under numbers, names and times of their own. */
const TEMPLATE_COUNT = 4_000;
const CHUNK_ORDERS = 20_000;
const WORKERS = 2;
const YEAR_MS = 365 * 86_400_000;
/** Below this it is quicker to leave the index of words in place. */
const REBUILD_ORDERS_MIN = 50_000;

/** How fast orders were stored. */
export interface StoredOrders {
  readonly stored: number;
  readonly seconds: number;
}

/**
 * Fills a migrated database with `count` orders over the last year, set-wise: headers, lines, payments,
 * ledger entries with positions, events with decisions, search rows, all in agreement. Makes the bench
 * world when there is no channel. Nobody else may place orders meanwhile.
 */
export async function storeOrders(
  pool: Pool,
  count: number,
  onProgress: (done: number) => void = () => undefined,
): Promise<StoredOrders> {
  const started = performance.now();
  const bench = startBenchHub(pool);
  const channels = await pool.query('select from orders.channel limit 1');
  if (channels.rowCount === 0) await makeBenchWorld(bench, 1_000, 2);
  if (count > 0) {
    const templateCount = Math.min(count, TEMPLATE_COUNT);
    const lastEventBefore = await newestEvent(pool);
    await placeTemplates(bench, templateCount);
    await bench.stop();
    await indexAll(pool);
    await copyTemplates(pool, templateCount, count - templateCount, lastEventBefore, onProgress);
  } else await bench.stop();
  // The rows were written past the indexer, which counts what it writes.
  await pool.query('select orders.recount_tallies()');
  // Searches and lists are planned by what the server knows of the tables.
  await pool.query('vacuum (analyze) orders.order_search');
  await pool.query('analyze orders.order_header, orders.order_line, hub.event');
  return { stored: count, seconds: (performance.now() - started) / 1_000 };
}

async function indexAll(pool: Pool): Promise<void> {
  const indexer = createSearchIndexer({
    pool,
    clock: machineClock,
    log: { warn: () => undefined },
  });
  await indexer.catchUp();
  await indexer.stop();
}

async function newestEvent(pool: Pool): Promise<{ xid: string; id: string }> {
  const { rows } = await pool.query<{ xid: string; id: string }>(
    'select xid::text as xid, id from hub.event order by event.xid desc, event.id desc limit 1',
  );
  return rows[0] ?? { xid: '0', id: '00000000-0000-0000-0000-000000000000' };
}

async function placeTemplates(bench: BenchHub, count: number): Promise<void> {
  const random = new Random(20_261_122);
  const run = machineClock.now().toString(36);
  const orders = Array.from({ length: count }, (_, index) => drawOrder(random, `T${run}x${index}`));
  const replies = await Promise.all(orders.map((order) => bench.submit('place_order', order)));
  const placed = replies.map(({ body }) => Number((JSON.parse(body) as { id: string }).id));
  const some = (share: number, offset: number) =>
    placed.filter((_, index) => index % 100 >= offset && index % 100 < offset + share);
  await Promise.all([
    ...some(4, 0).map((orderId) =>
      bench.submit('cancel_order', { orderId, reason: 'changed my mind' }),
    ),
    ...some(2, 4).map((orderId) =>
      bench.submit('hold_order', { orderId, kind: 'address', reason: 'address unclear' }),
    ),
  ]);
}

/** Reads what the placed orders wrote into temporary copies, then writes it `copies` times. */
async function copyTemplates(
  pool: Pool,
  templateCount: number,
  copies: number,
  since: { xid: string; id: string },
  onProgress: (done: number) => void,
): Promise<void> {
  if (copies <= 0) return;
  await pool.query(`create schema bench_templates`);
  const reader = await holdReaders(pool);
  let definition: string | null = null;
  try {
    await prepareTemplates(pool, templateCount, copies, since);
    definition = copies >= REBUILD_ORDERS_MIN ? await dropWordIndex(pool) : null;
    const { rows } = await pool.query<{ first: number }>(
      `select min(block)::bigint as first
       from (select nextval('orders.order_id_block') as block from generate_series(1, $1::int)) as blocks`,
      [Math.ceil((copies + 1) / 1_000)],
    );
    const firstId = (rows[0] as { first: number }).first + 1;
    const now = machineClock.now();
    let next = 0;
    let done = 0;
    await Promise.all(
      Array.from({ length: WORKERS }, async () => {
        while (next < copies) {
          const from = next;
          const to = Math.min(copies, from + CHUNK_ORDERS);
          next = to;
          await copyChunk(pool, { from, to, firstId, copies, now, templateCount });
          done += to - from;
          onProgress(done);
        }
      }),
    );
    await reader.query(
      `update hub.reader set (xid, id) = (select xid, id from hub.event order by xid desc, id desc limit 1)
       where name = 'order_search'`,
    );
    await reader.query('commit');
  } finally {
    reader.release(true);
    if (definition !== null) await pool.query(definition);
    await pool.query(`drop schema bench_templates cascade`);
  }
}

/** While this transaction is open no reader of the history goes on: the copies come with their search rows. */
async function holdReaders(pool: Pool): Promise<PoolClient> {
  const client = await pool.connect();
  await client.query('begin; set local idle_in_transaction_session_timeout = 0');
  await client.query('select pg_current_xact_id()');
  return client;
}

async function dropWordIndex(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ definition: string }>(
    `select pg_get_indexdef('orders.order_search_words'::regclass) as definition`,
  );
  await pool.query('drop index orders.order_search_words');
  return (rows[0] as { definition: string }).definition;
}

async function prepareTemplates(
  pool: Pool,
  templateCount: number,
  copies: number,
  since: { xid: string; id: string },
): Promise<void> {
  await pool.query(
    `create table bench_templates.header as
     select (row_number() over (order by header.id) - 1)::int as number, header.*
     from orders.order_header as header
     where header.id in (select order_id from hub.event where (xid, id) > ('${since.xid}'::xid8, '${since.id}'::uuid))`,
  );
  await pool.query(`create index on bench_templates.header (number)`);
  for (const [name, table, key] of [
    ['line', 'orders.order_line', 'order_id'],
    ['payment', 'orders.payment', 'order_id'],
    ['search', 'orders.order_search', 'order_id'],
    ['entry', 'inventory.stock_entry', 'order_id'],
    ['event', 'hub.event', 'order_id'],
  ] as const) {
    await pool.query(
      `create table bench_templates.${name} as
       select header.number, header.id as template_id, header.external_id as template_external_id,
         (header.customer ->> 'email') as template_email, copied.*
       from bench_templates.header join ${table} as copied on copied.${key} = header.id`,
    );
    await pool.query(`create index on bench_templates.${name} (number)`);
  }
  await pool.query('analyze');
  await coverStock(pool, templateCount, copies);
}

/** Receives what the copies will hold and books it, so that positions and ledger agree when all are in. */
async function coverStock(pool: Pool, templateCount: number, copies: number): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(
      `create temporary table held on commit drop as
       select entry.sku_id, entry.location_id, sum(entry.reserved_delta * times)::int as reserved,
         sum(entry.allocated_delta * times)::int as allocated
       from bench_templates.entry
       cross join lateral (
         select ($1::int / $2::int) + case when entry.number < $1::int % $2::int then 1 else 0 end as times
       ) as copied
       group by entry.sku_id, entry.location_id`,
      [copies, templateCount],
    );
    await client.query(
      `update inventory.stock_position as position
       set on_hand = position.on_hand + held.reserved + held.allocated,
         reserved = position.reserved + held.reserved, allocated = position.allocated + held.allocated
       from held where position.sku_id = held.sku_id and position.location_id = held.location_id`,
    );
    await client.query(
      `insert into inventory.stock_entry (sku_id, location_id, kind, on_hand_delta, event_id, recorded_at)
       select sku_id, location_id, 'receipt', reserved + allocated, gen_random_uuid(), to_timestamp($1::bigint / 1000.0)
       from held where reserved + allocated <> 0`,
      [machineClock.now() - YEAR_MS],
    );
    await client.query('commit');
  } finally {
    client.release(true);
  }
}

interface Chunk {
  readonly from: number;
  readonly to: number;
  readonly firstId: number;
  readonly copies: number;
  readonly now: Instant;
  readonly templateCount: number;
}

async function copyChunk(pool: Pool, chunk: Chunk): Promise<void> {
  const { from, to, firstId, copies, now, templateCount } = chunk;
  const client = await pool.connect();
  try {
    await client.query(
      "begin; set local synchronous_commit = off; set local work_mem = '256MB'; set local jit = off",
    );
    await client.query(
      `create temporary table copy on commit drop as
       select number, ($3::bigint + number) as id, 'W' || ($3::bigint + number) as external_id,
         (number % $4::int)::int as template, gen_random_uuid() as event_id,
         to_timestamp(($5::bigint - ($6::bigint * ($7::bigint - number) / $7::bigint)) / 1000.0) as at
       from generate_series($1::int, $2::int - 1) as number`,
      [from, to, firstId, templateCount, now, YEAR_MS, copies],
    );
    for (const statement of COPIES) await client.query(statement);
    await client.query('commit');
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}

const COPIES = [
  `insert into orders.order_header (id, channel_id, external_id, request_hash, version, state, payment_state,
     stock_state, currency, goods_minor, discount_minor, tax_minor, charges_minor, total_minor, paid_minor,
     priority, placed_at, recorded_at, wanted_by, promised_at, next_deadline_at, customer, ship_to, details,
     shipments, holds)
   select copy.id, channel_id, copy.external_id, request_hash, version, state, payment_state, stock_state,
     currency, goods_minor, discount_minor, tax_minor, charges_minor, total_minor, paid_minor, priority,
     copy.at, copy.at, wanted_by + (copy.at - header.placed_at), promised_at + (copy.at - header.placed_at),
     null, replace(customer::text, 'customer@', 'customer' || copy.number % 9973 || '@')::json, ship_to,
     details, shipments, holds
   from copy join bench_templates.header on header.number = copy.template order by copy.id`,
  `insert into orders.order_line (order_id, line_number, sku_id, quantity, cancelled_quantity,
     unit_price_minor, discount_minor, tax_minor, attributes)
   select copy.id, line_number, sku_id, quantity, cancelled_quantity, unit_price_minor, discount_minor,
     tax_minor, attributes
   from copy join bench_templates.line on line.number = copy.template order by copy.id, line_number`,
  `insert into orders.payment (order_id, reference, kind, amount_minor, occurred_at, recorded_at)
   select copy.id, reference, kind, amount_minor, copy.at, copy.at
   from copy join bench_templates.payment on payment.number = copy.template order by copy.id`,
  `insert into inventory.stock_entry (sku_id, location_id, kind, reserved_delta, allocated_delta, order_id,
     event_id, recorded_at)
   select sku_id, location_id, kind, reserved_delta, allocated_delta, copy.id, copy.event_id, copy.at
   from copy join bench_templates.entry on entry.number = copy.template order by sku_id, location_id, entry.id`,
  // An order's first event keeps the number that its ledger entries name.
  `insert into hub.event (id, type, subject, order_id, trace, actor, occurred_at, recorded_at, data, decision)
   select case when type = 'order.placed' then copy.event_id else gen_random_uuid() end, type,
     'order/' || copy.id, copy.id, trace, actor, copy.at, copy.at,
     replace(replace(data::text, '"id":"' || template_id || '"', '"id":"' || copy.id || '"'),
       '"' || template_external_id || '"', '"' || copy.external_id || '"')::json, decision
   from copy join bench_templates.event on event.number = copy.template order by copy.id, event.id`,
  `insert into orders.order_search (order_id, channel_id, external_id, state, payment_state, country_code,
     priority, total_minor, currency, placed_at, promised_at, customer_name, location_ids, kind, state_since, words)
   select copy.id, channel_id, copy.external_id, state, payment_state, country_code, priority, total_minor,
     currency, copy.at, promised_at + (copy.at - placed_at), customer_name, location_ids,
     kind, copy.at + (state_since - placed_at), ts_delete(words, array[template_email, lower(template_external_id)])
       || array_to_tsvector(array[lower(copy.external_id), 'customer' || copy.number % 9973 || '@example.com'])
   from copy join bench_templates.search on search.number = copy.template order by copy.id`,
];
