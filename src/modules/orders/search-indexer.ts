import { setTimeout as sleep, setImmediate as nextTurn } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { assert } from '../../kernel/assert.ts';
import type { Clock, Instant } from '../../kernel/clock.ts';
import { integerArray, integersOf } from '../../platform/postgres/array-literals.ts';
import { isConnectionError, runStatement } from '../../platform/postgres/index.ts';
import { readerLagSeconds } from '../../platform/telemetry.ts';
import * as sql from './search-index.sql.ts';
import { namedWords, searchTextOf, skuIdsOf, splitTexts, type SearchText } from './search-texts.ts';
import { errorText } from '../../platform/log.ts';

/** What a search indexer works with. */
export interface SearchIndexerOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: { warn(facts: object, message: string): void };
  /** True while the hub has more to do than it can: the indexer then takes a tenth of the time at most. */
  readonly isBusy?: () => boolean;
}

/** Keeps orders.order_search up with what happens. */
export interface SearchIndexer {
  /** Begins, or waits for its turn while another process does it. */
  start(): void;
  /** Ends after the pass at hand and lets another process go on. */
  stop(): Promise<void>;
  /** Comes back when everything that was committed before the call is indexed. */
  catchUp(): Promise<void>;
}

const EVENTS_PER_PASS = 2_000;
/** The hub shares our thread: cutting so many orders into words takes it about a millisecond. */
const ORDERS_PER_TURN = 50;
const IDLE_MS = 200;
/** Of the time while the hub is busy, one part works and this many rest. */
const REST_PARTS = 9;
const RETRY_MS = 1_000;
const BLOCKED_MS = 10;
const SKUS_KEPT_MAX = 50_000;

interface Pass {
  readonly eventCount: number;
  readonly recordedAt: Instant | null;
}

/**
 * Reads the history and writes search rows, off the intake path. One process does it at a time: the one
 * that holds an advisory lock, which the server gives to another when its holder's connection ends. A
 * row is written from the order as it stands, and the cursor moves in the same statement, so that a pass
 * done twice changes nothing. Changed names of SKUs and channels count for orders indexed afterwards.
 */
export function createSearchIndexer(options: SearchIndexerOptions): SearchIndexer {
  return new OrderSearchIndexer(options);
}

class OrderSearchIndexer implements SearchIndexer {
  readonly #options: SearchIndexerOptions;
  readonly #words = new NameWords();
  #client: PoolClient | null = null;
  /** True when words wait to be merged into their index. */
  #isUntidy = true;
  #running: Promise<void> | null = null;
  readonly #stopping = new AbortController();
  /** The work at hand: passes of the loop and of catchUp go one after the other. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: SearchIndexerOptions) {
    this.#options = options;
  }

  start(): void {
    assert(this.#running === null, 'an indexer starts once');
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    await this.#turn.catch(() => undefined);
    this.#letGo();
  }

  async catchUp(): Promise<void> {
    const { pool } = this.#options;
    const [newest] = await runStatement<{ xid: string; id: string }>(pool, sql.readNewestEvent);
    if (newest === undefined) return;
    for (;;) {
      const pass = await this.#inTurn(() => this.#pass());
      const [reader] = await runStatement<{ has_reached: boolean }>(pool, sql.hasReached, [
        newest.xid,
        newest.id,
      ]);
      if (reader?.has_reached === true) break;
      // Another process does it, or a transaction before it is still open.
      if (pass === null || pass.eventCount === 0) await sleep(BLOCKED_MS);
    }
    // Who only catches up does not keep others from indexing afterwards.
    if (this.#running === null) await this.#inTurn(async () => this.#letGo());
  }

  async #run(): Promise<void> {
    const { log, clock } = this.#options;
    const isBusy = this.#options.isBusy ?? (() => false);
    while (!this.#stopping.signal.aborted) {
      const started = performance.now();
      let restMs = IDLE_MS;
      try {
        const pass = await this.#inTurn(() => this.#pass());
        const isBehind = pass !== null && pass.eventCount === EVENTS_PER_PASS;
        if (pass !== null) this.#tellLag(isBehind ? pass.recordedAt : null, clock.now());
        if (isBusy()) restMs = Math.max(IDLE_MS, (performance.now() - started) * REST_PARTS);
        else if (isBehind) restMs = 0;
      } catch (error) {
        this.#letGo();
        restMs = RETRY_MS;
        if (!isConnectionError(error))
          log.warn({ error: errorText(error) }, 'the search index waits');
      }
      await sleep(restMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
    }
  }

  #tellLag(recordedAt: Instant | null, now: Instant): void {
    const lagSeconds = recordedAt === null ? 0 : Math.max(0, (now - recordedAt) / 1_000);
    readerLagSeconds.set({ reader: 'order_search' }, lagSeconds);
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#turn.then(work, work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  /** The connection that holds the lock; null while another process holds it. */
  async #hold(): Promise<PoolClient | null> {
    if (this.#client !== null) return this.#client;
    const client = await this.#options.pool.connect();
    try {
      const [lock] = await runStatement<{ is_ours: boolean }>(client, sql.tryLockIndexer);
      if (lock?.is_ours !== true) {
        client.release();
        return null;
      }
      await runStatement(client, sql.commitWithoutWaiting);
      await runStatement(client, sql.createReader);
    } catch (error) {
      client.release(true);
      throw error;
    }
    this.#client = client;
    return client;
  }

  /** The lock ends with its session, so the connection is closed, not given back. */
  #letGo(): void {
    this.#client?.release(true);
    this.#client = null;
  }

  /** Indexes the next events; null while another process does it. */
  async #pass(): Promise<Pass | null> {
    const client = await this.#hold();
    if (client === null) return null;
    const [page] = await runStatement<{
      event_count: number;
      order_ids: string | null;
      xid: string;
      id: string;
      recorded_at: Instant | null;
      sku_version: number | null;
    }>(client, sql.readNextEvents, [EVENTS_PER_PASS]);
    assert(page !== undefined, 'an aggregate answers one row');
    if (page.event_count === 0) {
      // Nothing to do: the moment to tidy up, which while orders stream in would cost more than it saves.
      if (this.#isUntidy) await runStatement(client, sql.mergePending);
      this.#isUntidy = false;
      return { eventCount: 0, recordedAt: null };
    }
    this.#words.keepFor(page.sku_version);
    const rows = await this.#searchTexts(client, [...new Set(integersOf(page.order_ids))]);
    await runStatement(client, sql.putSearchRows, [
      `{${rows.map(({ orderId }) => orderId).join(',')}}`,
      rows.map(({ countryCode }) => countryCode).join('\u0001'),
      rows.map(({ customerName }) => customerName).join('\u0001'),
      rows.map(({ locationIds }) => locationIds).join('\u0001'),
      rows.map(({ words }) => words).join('\u0001'),
      page.xid,
      page.id,
      rows.map(({ kind }) => kind).join('\u0001'),
    ]);
    this.#isUntidy = true;
    return { eventCount: page.event_count, recordedAt: page.recorded_at };
  }

  async #searchTexts(client: PoolClient, orderIds: readonly number[]): Promise<SearchText[]> {
    if (orderIds.length === 0) return [];
    const [read] = await runStatement<{ texts: string | null }>(client, sql.readSearchTexts, [
      integerArray(orderIds),
    ]);
    const texts = splitTexts(read?.texts ?? null);
    await this.#words.load(client, texts);
    const rows: SearchText[] = [];
    for (const [index, text] of texts.entries()) {
      if (index > 0 && index % ORDERS_PER_TURN === 0) await nextTurn();
      rows.push(searchTextOf(text, this.#words));
    }
    return rows;
  }
}

interface NamedRow {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly names: Readonly<Record<string, string>>;
}

/** Words of SKUs and channels, kept until a SKU changes. */
class NameWords {
  readonly #skus = new Map<string, string>();
  readonly #channels = new Map<string, string>();
  #skuVersion: number | null = null;

  /** Forgets the words of SKUs that may have other names by now. */
  keepFor(skuVersion: number | null): void {
    if (skuVersion === this.#skuVersion && this.#skus.size < SKUS_KEPT_MAX) return;
    this.#skuVersion = skuVersion;
    this.#skus.clear();
    this.#channels.clear();
  }

  /** Reads the names that these orders need and are not known. */
  async load(client: PoolClient, texts: readonly string[]): Promise<void> {
    const missing = new Set(
      texts.flatMap(skuIdsOf).filter((id) => id !== '' && !this.#skus.has(id)),
    );
    if (missing.size > 0) {
      const rows = await runStatement<NamedRow>(client, sql.readSkuNames, [
        `{${[...missing].join(',')}}`,
      ]);
      for (const row of rows) this.#skus.set(String(row.id), namedWords(row));
    }
    const isChannelMissing = texts.some(
      (text) => !this.#channels.has(text.split('\u0002', 2)[1] as string),
    );
    if (!isChannelMissing) return;
    const rows = await runStatement<NamedRow>(client, sql.readChannelNames);
    for (const row of rows) this.#channels.set(String(row.id), namedWords(row));
  }

  readonly sku = (skuId: string): string => this.#skus.get(skuId) ?? '';
  readonly channel = (channelId: string): string => this.#channels.get(channelId) ?? '';
}
