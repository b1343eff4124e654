import type { Pool } from 'pg';
import { runStatement } from '../../platform/postgres/index.ts';
import * as sql from './orders-read.sql.ts';
import type { Term } from './search-words.ts';

/** The server counts words when it analyses the table, some times a day: what it knows is read again now and then. */
const KEPT_MS = 60_000;

/** How many orders have a word, as the server estimates it. */
export interface WordFrequencies {
  /** Of a word that the server has not counted 0: it counts the frequent ones. */
  ordersWith(term: Term): number;
}

const kept = new WeakMap<
  Pool,
  { readonly readMs: number; readonly frequencies: Promise<WordFrequencies> }
>();

/** What is known of the words of a database; at most a minute old, and it only decides which way is taken. */
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
  const rows = await runStatement<{ word: string; orders: number }>(pool, sql.readWordFrequencies);
  const ordersByWord = new Map(rows.map(({ word, orders }) => [word, orders]));
  return {
    ordersWith({ word, isPrefix }) {
      if (word === null) return 0;
      if (!isPrefix) return ordersByWord.get(word) ?? 0;
      let sum = 0;
      for (const [known, orders] of ordersByWord) if (known.startsWith(word)) sum += orders;
      return sum;
    },
  };
}
