import type { Pool } from 'pg';
import { runStatement } from '../../platform/postgres/index.ts';
import * as sql from './orders-read.sql.ts';
import type { Term } from './search-words.ts';

/** The server counts words when it analyses the table, some times a day: what it knows is read again now and then. */
const KEPT_MS = 60_000;
/** The index reads so many entries for one question at most; what is left out is looked up in the orders found. */
const ENTRIES_MAX = 50_000;
/** A whole word is skipped through where other words lead; all entries of a beginning are read. */
const WHOLE_WORD_SHARE = 0.25;

/** How many orders have a word, as the server estimates it. It only decides which way a search takes. */
export interface WordFrequencies {
  /** Orders in all. */
  readonly orders: number;
  /** Of a word that the server has not counted 0: it counts the frequent ones. */
  ordersWith(term: Term): number;
  /** How many orders have all of these, as far as words do not depend on each other. */
  ordersWithAll(terms: readonly Term[]): number;
  /** The terms that the index should look up: the rarest, as many as it can read quickly. */
  cheapest(terms: readonly Term[]): Term[];
}

const kept = new WeakMap<
  Pool,
  { readonly readMs: number; readonly frequencies: Promise<WordFrequencies> }
>();

/** What is known of the words of a database, at most a minute old. */
export function frequenciesOf(pool: Pool): Promise<WordFrequencies> {
  const known = kept.get(pool);
  const nowMs = performance.now();
  if (known !== undefined && nowMs - known.readMs < KEPT_MS) return known.frequencies;
  const frequencies = readFrequencies(pool);
  kept.set(pool, { readMs: nowMs, frequencies });
  // What could not be read is asked for again by the next.
  frequencies.catch(() => kept.delete(pool));
  return frequencies;
}

async function readFrequencies(pool: Pool): Promise<WordFrequencies> {
  const rows = await runStatement<{ word: string | null; orders: number }>(
    pool,
    sql.readWordFrequencies,
  );
  const ordersByWord = new Map<string, number>();
  let orders = 0;
  for (const row of rows) {
    if (row.word === null) orders = row.orders;
    else ordersByWord.set(row.word, row.orders);
  }
  return frequenciesFrom(orders, ordersByWord);
}

/** Frequencies from what was counted. */
export function frequenciesFrom(
  orders: number,
  ordersByWord: ReadonlyMap<string, number>,
): WordFrequencies {
  const ordersWith = ({ word, isPrefix }: Term): number => {
    if (word === null) return 0;
    if (!isPrefix) return ordersByWord.get(word) ?? 0;
    let sum = 0;
    for (const [known, count] of ordersByWord) if (known.startsWith(word)) sum += count;
    return sum;
  };
  return {
    orders,
    ordersWith,
    ordersWithAll: (terms) =>
      terms.reduce(
        (left, term) => left * Math.min(1, ordersWith(term) / Math.max(1, orders)),
        orders,
      ),
    cheapest(terms) {
      let entries = 0;
      return terms
        .map((term) => ({ term, count: ordersWith(term) }))
        .toSorted((a, b) => a.count - b.count)
        .filter(({ term, count }) => {
          entries += term.isPrefix ? count : count * WHOLE_WORD_SHARE;
          return entries <= ENTRIES_MAX;
        })
        .map(({ term }) => term);
    },
  };
}
