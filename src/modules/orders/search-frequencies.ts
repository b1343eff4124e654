import type { Pool } from 'pg';
import { assert } from '../../kernel/assert.ts';
import { integersOf } from '../../platform/postgres/array-literals.ts';
import { runStatement } from '../../platform/postgres/index.ts';
import * as sql from './orders-read.sql.ts';
import type { Term } from './search-words.ts';

/** The server counts words when it analyses the table, some times a day: what it knows is read again now and then. */
const KEPT_MS = 60_000;
/** One order in so many is asked whether it has what the server has not counted, and so many at least and at most. */
const SAMPLE_ONE_IN = 2_000;
const SAMPLE_MIN = 300;
const SAMPLE_MAX = 2_000;
const SAMPLED_KEPT_MAX = 10_000;
/** A beginning that one in so many has, by its counted words alone, is frequent enough to be known as such. */
const FREQUENT_ONE_IN = 50;
/** The last character of Unicode: with a beginning before it, the upper end of everything that begins so. */
const LAST_CHARACTER = '\u{10ffff}';

/** How many orders have a word, as the server has counted them. */
export interface WordFrequencies {
  /** Orders in all. */
  readonly orders: number;
  /** Of a word that the server has not counted 0: it counts the frequent ones. */
  ordersWith(term: Term): number;
  /** How many have what was asked of a sample, by the text of the term. */
  readonly sampled: Map<string, number>;
}

const kept = new WeakMap<
  Pool,
  { readonly readMs: number; readonly frequencies: Promise<WordFrequencies> }
>();

/** What is known of the words of a database, at most a minute old. It only decides which way a search takes. */
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
  return {
    orders,
    sampled: new Map(),
    ordersWith({ word, isPrefix }) {
      if (word === null) return 0;
      if (!isPrefix) return ordersByWord.get(word) ?? 0;
      let sum = 0;
      for (const [known, count] of ordersByWord) if (known.startsWith(word)) sum += count;
      return sum;
    },
  };
}

/** How many orders meet each of some terms, in the order of these, and how many the beginning of an external id. */
export interface Counts {
  readonly terms: readonly number[];
  readonly externalId: number | null;
}

/**
 * Counts what a question asks for, as well as can be told in a millisecond or two. The server knows the
 * frequent words. A beginning may stand for many rare ones, such as of external ids, which it does not
 * know: then orders from all over the table are asked.
 */
export async function countOrders(
  pool: Pool,
  terms: readonly Term[],
  externalId: string | null,
): Promise<Counts> {
  const frequencies = await frequenciesOf(pool);
  const { sampled } = frequencies;
  const isDoubtful = (term: Term) =>
    (term.isPrefix || term.word === null) &&
    frequencies.ordersWith(term) * FREQUENT_ONE_IN < frequencies.orders;
  const missing = terms.filter((term) => isDoubtful(term) && !sampled.has(term.text));
  if (missing.length > 0 || (externalId !== null && !sampled.has(keyOf(externalId)))) {
    await takeSample(pool, frequencies, missing, externalId);
  }
  return {
    terms: terms.map((term) => Math.max(frequencies.ordersWith(term), sampled.get(term.text) ?? 0)),
    externalId: externalId === null ? null : (sampled.get(keyOf(externalId)) ?? 0),
  };
}

async function takeSample(
  pool: Pool,
  { orders, sampled }: WordFrequencies,
  terms: readonly Term[],
  externalId: string | null,
): Promise<void> {
  const [sample] = await runStatement<{
    sampled: number;
    having_term: string;
    having_external_id: number;
  }>(pool, sql.sampleTerms, [
    Math.min(SAMPLE_MAX, Math.max(SAMPLE_MIN, Math.ceil(orders / SAMPLE_ONE_IN))),
    terms.map(({ text }) => text),
    externalId,
    externalId === null ? null : endOfBeginning(externalId),
  ]);
  assert(sample !== undefined, 'an aggregate answers one row');
  if (sampled.size > SAMPLED_KEPT_MAX) sampled.clear();
  const ordersEach = orders / Math.max(1, sample.sampled);
  for (const [index, having] of integersOf(sample.having_term).entries()) {
    sampled.set((terms[index] as Term).text, having * ordersEach);
  }
  if (externalId !== null) sampled.set(keyOf(externalId), sample.having_external_id * ordersEach);
}

/** No text of a term begins so. */
function keyOf(externalId: string): string {
  return `externalId ${externalId}`;
}

/** The upper end of everything that begins so. */
export function endOfBeginning(text: string): string {
  return text + LAST_CHARACTER;
}
