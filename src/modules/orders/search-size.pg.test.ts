import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DAY_MS } from '../../kernel/clock.ts';
import { planOf } from '../../platform/postgres/plan-testing.ts';
import { testDatabase, type TestDatabase } from '../../platform/postgres/testing.ts';
import type { Statement } from '../../platform/postgres/index.ts';
import type { OrderFilters, OrderSummaryPage } from '../../../contracts/order-reads.ts';
import { listOrders } from './index.ts';
import * as read from './orders-read.sql.ts';
import { countOrders } from './search-frequencies.ts';
import { searchTerms } from './search-words.ts';
import * as stuck from './state-since.sql.ts';
import * as index from './search-index.sql.ts';

const ORDERS = 200_000;
const START = Date.UTC(2026, 0, 1);
/** The time of the lists: of the promises, which are a week each, all but those of the last week have passed. */
const NOW = START + ORDERS * 60_000;
let database: TestDatabase;

before(async () => {
  database = await testDatabase();
  await fill();
});
after(() => database.drop());

/**
 * 200,000 orders, one a minute. Country OLD had the first 60,000 and none since; one order in a
 * thousand is held; every hundredth has a promise, a week after it was placed; every tenth carries the word towel, every twenty thousandth the word unicorn.
 */
async function fill(): Promise<void> {
  const { pool } = database;
  await pool.query(
    `insert into orders.channel (code, name, names, currency, time_zone, backorder, split,
       excluded_location_codes, changed_at)
     select 'C' || n, 'c', '{}', 'CNY', 'UTC', 'allow', 'allow', '{}', 'epoch' from generate_series(1, 3) as n`,
  );
  await pool.query('drop index orders.order_search_words');
  await pool.query(
    `insert into orders.order_search (order_id, channel_id, external_id, state, payment_state, country_code,
       priority, total_minor, currency, placed_at, promised_at, customer_name, location_ids, words)
     select n, 1 + n % 3, 'W' || n, state, 'paid', country, 5, 100, 'CNY',
       to_timestamp(${START / 1_000} + n * 60),
       case when n % 100 = 0 then to_timestamp(${START / 1_000} + n * 60 + 604800) end, 'Ada', array[1 + n % 5],
       array_to_tsvector(array_remove(array['s=' || state, 'p=paid', 'c=' || 1 + n % 3, 'k=' || country, 'n=5',
         'l=' || 1 + n % 5, 'w' || n, 'ada', case when n % 10 = 0 then 'towel' end,
         case when n % 20000 = 0 then 'unicorn' end], null))
     from generate_series(1, ${ORDERS}) as n,
       lateral (select case when n % 1000 = 0 then 'held' else 'sourced' end as state,
         case when n <= 60000 then 'OL' else 'CN' end as country) as drawn`,
  );
  await pool.query('create index order_search_words on orders.order_search using gin (words)');
  await pool.query('vacuum (analyze) orders.order_search');
}

async function list(
  filters: OrderFilters,
  cursor: string | null = null,
): Promise<OrderSummaryPage> {
  const answer = await listOrders(database.pool, filters, cursor, 50, NOW);
  return answer.kind === 'found' ? answer.value : assert.fail(answer.detail);
}

test('[Q3] what many orders meet and what few meet both take one page', async () => {
  const day = (number: number) => new Date(START + number * DAY_MS).toISOString();
  for (const [filters, count] of [
    [{}, 50],
    [{ state: 'held' }, 50],
    [{ state: 'held', channel: 'C1', countryCode: 'OL' }, 20],
    [{ search: 'tow' }, 50],
    [{ search: 'unicorn' }, 10],
    [{ search: 'unicorn', countryCode: 'OL' }, 3],
    [{ search: 'nothing' }, 0],
    [{ externalId: 'W19999' }, 11],
    [{ placedFrom: day(10), placedTo: day(11), state: 'held' }, 1],
    [{ placedFrom: day(10), placedTo: day(11) }, 50],
    [{ isLate: true }, 50],
    [{ isLate: true, placedTo: day(1) }, 14],
    [{ isLate: true, search: 'unicorn' }, 9],
    [{ isLate: false }, 50],
  ] as [OrderFilters, number][]) {
    const page = await list(filters);
    assert.equal(page.items.length, count, JSON.stringify(filters));
    assert.equal(page.nextCursor === null, count < 50, JSON.stringify(filters));
  }
});

test('[Q3] what no newer order meets comes in pages that say how far they looked', async () => {
  const first = await list({ countryCode: 'OL' });
  assert.deepEqual(first.items, [], 'too many to collect, none among the newest');
  const lookedAt = ORDERS - (Date.parse(first.lookedBackTo ?? '') - START) / 60_000;
  assert.ok(lookedAt > 10_000 && lookedAt < 20_000, `${lookedAt} orders`);
  let pages = 1;
  let page = first;
  while (page.items.length === 0) {
    page = await list({ countryCode: 'OL' }, page.nextCursor);
    pages += 1;
  }
  assert.equal(page.items[0]?.id, '60000');
  assert.equal(pages, Math.ceil((ORDERS - 60_000 + 1) / (lookedAt + 1)));
});

test('[Q3] lists and searches read indexes, never the table', async () => {
  const window = [START, START + 400 * DAY_MS, 9e15];
  const filters = ['paid', 1, 'CN', 5, 1, "'ada'", 'W', 'X', 51];
  const plans: [Statement, unknown[], string][] = [
    [
      read.walkNewest,
      [...window, ...filters, 2_000, 'standard', true, NOW],
      'order_search_placed_at',
    ],
    [
      read.walkState,
      [...window, ...filters, 2_000, 'standard', true, NOW, 'held'],
      'order_search_state',
    ],
    [read.endOfWalk, [...window, 25_000], 'order_search_placed_at'],
    [read.endOfStateWalk, [...window, 25_000, 'held'], 'order_search_state'],
    [
      read.matchExternalId,
      [...window, 51, "'ada'", 4_001, 'standard', 'W1', 'W2', true, NOW],
      'order_search_external_id',
    ],
    [
      read.matchLate,
      [...window, 51, "'ada'", 4_001, 'standard', 'W1', 'W2', true, NOW],
      'order_search_promised',
    ],
    [
      read.matchIds,
      [...window, 51, "'ada'", 4_001, 'standard', 'W1', 'W2', true, NOW, '{1,2,3}'],
      'order_search_pkey',
    ],
    [read.countLate, [NOW, 3_001], 'order_search_promised'],
    [stuck.walkStuck, ['held', START, START, 0, 2_000, 50], 'order_search_state'],
    [index.readNextEvents, [2_000], 'event_pkey'],
  ];
  for (const [statement, values, wanted] of plans) {
    const plan = await planOf(database.pool, statement, values);
    assert.ok(plan.indexes.includes(wanted), `${statement.name}: ${plan.text}`);
    assert.ok(!plan.scannedTables.includes('order_search'), `${statement.name}: ${plan.text}`);
    assert.doesNotMatch(plan.text, /::tsquery/, `${statement.name} parses words for every row`);
  }
});

test('[Q3] a sample reads the same few orders of however many', async () => {
  const plan = await planOf(database.pool, read.sampleTerms, [1_000, `{"'tow':*"}`, 'W1', 'W2']);
  assert.ok(!plan.scannedTables.includes('order_search'), plan.text);
  const counts = await countOrders(database.pool, searchTerms('w1 ada w150'), 'W15');
  const [one, ada, more] = counts.terms as [number, number, number];
  assert.equal(one, 0, 'a word that must match whole is known or rare');
  assert.equal(ada, ORDERS);
  // 1,111 and 11,111 orders begin so.
  assert.ok(more < ORDERS / 50, `${more}`);
  assert.ok((counts.externalId ?? 0) > 6_000 && (counts.externalId ?? 0) < 18_000);
});

test('[Q3] the index of words answers a match also where reading the table looks cheap', async () => {
  const client = await database.pool.connect();
  try {
    await client.query('begin');
    await client.query(read.useIndexesOnly.text);
    await client.query(`prepare matched as ${read.matchWords.text}`);
    for (const word of ['ada', 'unicorn']) {
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(
        `explain execute matched(0, ${START + 400 * DAY_MS}, 9000000000000000, 51, '''ada''', 4001, null, null, null, null, 0, '''${word}''')`,
      );
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      assert.match(plan, /Bitmap Index Scan on order_search_words/);
      assert.doesNotMatch(plan, /Seq Scan on order_search/);
    }
  } finally {
    client.release(true);
  }
});
