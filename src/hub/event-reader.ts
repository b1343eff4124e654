import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { assert } from '../kernel/assert.ts';
import { SECOND_MS, type Clock, type Instant } from '../kernel/clock.ts';
import type { IdSource } from '../kernel/ids.ts';
import { failureText, jobsToText, jobStatements, type JobDraft } from '../platform/jobs/index.ts';
import { isConnectionError, query, runStatement } from '../platform/postgres/index.ts';
import { readerLagSeconds } from '../platform/telemetry.ts';
import { requestHashOf } from './command.ts';
import { comparePlaces, matchesType, type Place, type StoredEvent } from './event-history.ts';
import * as sql from './event-reader.sql.ts';
import type { Hub } from './loop.ts';

/** Work on the outside that follows from an event. */
export interface CausedJob extends JobDraft {
  readonly cause: StoredEvent;
}

/** A command that follows from an event. */
export interface CausedCommand {
  readonly kind: string;
  readonly body: unknown;
  readonly cause: StoredEvent;
  /** Tells several commands of one kind apart that follow from one event. */
  readonly name?: string;
}

/** What follows from the events that a consumer was given. */
export interface Consumed {
  readonly jobs?: readonly CausedJob[];
  readonly commands?: readonly CausedCommand[];
  /**
   * The last of the events that this is about, when with it the wanted types have changed: those behind it
   * are read anew.
   */
  readonly upTo?: StoredEvent;
}

/** Somebody who acts on what has happened. */
export interface EventConsumer {
  /** Its place in the history is kept under this name. */
  readonly name: string;
  /**
   * Whole types, beginnings that end with a dot, or `*` for all; none: nothing is wanted. Asked before
   * every reading, so it may change at any time.
   */
  types(): readonly string[];
  /**
   * Says what follows from events of these types, in the order of the history. May be called again with
   * the same events; when it throws, they come again later, and other consumers go on.
   */
  consume(events: readonly StoredEvent[]): Promise<Consumed>;
  /** Called before the first reading of this process, and again whenever it takes over. */
  begin?(): Promise<void>;
  /** True when a new consumer wants the whole history rather than what happens from now on. */
  readonly fromFirst?: boolean;
}

/** What a reader works with. */
export interface EventReaderOptions {
  readonly pool: Pool;
  readonly hub: Pick<Hub, 'submit' | 'onCommitted'>;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: { warn(facts: object, message: string): void };
  readonly consumers: readonly EventConsumer[];
  /** True while the hub has more to do than it can: the reader then takes a tenth of the time at most. */
  readonly isBusy?: () => boolean;
}

/** Events looked through at once, and how many of them are read whole. */
const PAGE = 5_000;
const WANTED_MAX = 500;
const IDLE_MS = 200;
const WAKE_MS = 20;
/** Of the time while the hub is busy, one part works and this many rest. */
const REST_PARTS = 9;
const RETRY_MS = 1_000;
const RETRY_MS_MAX = 60_000;
const BLOCKED_MS = 10;
/** A server that was restarted is back by then. */
const RECOVERY_MS_MAX = 60_000;
/** How often places are kept of consumers for whom nothing was there. */
const KEEP_EVERY_MS = 5 * SECOND_MS;
const NIL = '00000000-0000-0000-0000-000000000000';

/** A consumer and how far it has read. */
interface Position {
  readonly consumer: EventConsumer;
  place: Place;
  /** The place as it stands in the database. */
  kept: Place;
  failures: number;
  /** By the machine's steady clock: it is left alone until then. */
  restUntil: number;
}

/** How a pass ended: whether the history did, and what the last consumer that failed threw. */
interface Passed {
  readonly isAtEnd: boolean;
  readonly failure: Error | null;
}

interface Page {
  readonly events: readonly StoredEvent[];
  readonly end: Place;
  readonly isAtEnd: boolean;
  readonly recordedAt: Instant | null;
}

/**
 * Reads the history for those who act on it, off the intake path. One process does it at a time: the one
 * whose session holds an advisory lock. What a consumer asks for happens at least once and has effect
 * once: jobs are written in the transaction that moves its place, and commands are submitted before it
 * moves, under keys that follow from event and consumer.
 */
export class EventReader {
  readonly #options: EventReaderOptions;
  readonly #stopping = new AbortController();
  #client: PoolClient | null = null;
  #positions: Position[] = [];
  #running: Promise<void> | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #wake: (() => void) | null = null;
  #keptAt = performance.now();

  constructor(options: EventReaderOptions) {
    this.#options = options;
    const names = new Set(options.consumers.map(({ name }) => name));
    assert(names.size === options.consumers.length, 'consumers have names of their own');
  }

  /** Begins, or waits for its turn while another process does it. */
  start(): void {
    assert(this.#running === null, 'a reader starts once');
    if (this.#options.consumers.length === 0) return;
    this.#running = this.#run();
  }

  /** Ends after the pass at hand and lets another process go on. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    await this.#inTurn(() => this.#leave());
  }

  /**
   * Comes back when everything that was committed before the call is consumed; throws what a consumer
   * throws. When its connection dies it goes on with another one, from the places that are kept.
   */
  async catchUp(): Promise<void> {
    const { pool, consumers } = this.#options;
    const [newest] = await this.#again(() => runStatement<Place>(pool, sql.readNewest));
    const names = consumers.map(({ name }) => name);
    for (;;) {
      for (const position of this.#positions) position.restUntil = 0;
      const passed = await this.#again(() => this.#inTurn(() => this.#pass(true)));
      if (passed !== null && passed.failure !== null) throw passed.failure;
      if (newest === undefined) break;
      const kept = await this.#again(() => runStatement<Place>(pool, sql.readPlaces, [names]));
      const hasReached = kept.every((place) => comparePlaces(place, newest) >= 0);
      if (hasReached && kept.length === names.length) break;
      // Another process does it, or a transaction before it is still open.
      if (passed?.isAtEnd !== false) await sleep(BLOCKED_MS);
    }
    if (this.#running === null) await this.#inTurn(() => this.#leave());
  }

  /** Does what a dead connection has cut off once more, until that has failed for too long. */
  async #again<Result>(work: () => Promise<Result>): Promise<Result> {
    const givenUpAt = performance.now() + RECOVERY_MS_MAX;
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!isCutOff(error) || performance.now() > givenUpAt) throw error;
        await sleep(BLOCKED_MS);
      }
    }
  }

  async #run(): Promise<void> {
    const { hub, log } = this.#options;
    const isBusy = this.#options.isBusy ?? (() => false);
    const unsubscribe = hub.onCommitted((events) => {
      if (this.#wake === null || !events.some(({ type }) => this.#isWanted(type))) return;
      // What is committed in the same moments travels together.
      setTimeout(this.#wake, WAKE_MS);
      this.#wake = null;
    });
    while (!this.#stopping.signal.aborted) {
      const started = performance.now();
      let restMs = IDLE_MS;
      try {
        const passed = await this.#inTurn(() => this.#pass(false));
        const workedMs = performance.now() - started;
        if (isBusy()) restMs = Math.max(IDLE_MS, workedMs * REST_PARTS);
        else if (passed?.isAtEnd === false) restMs = 0;
      } catch (error) {
        restMs = RETRY_MS;
        if (!isConnectionError(error)) log.warn({ error: failureText(error) }, 'readers wait');
      }
      if (restMs > 0) await this.#rest(restMs, isBusy());
    }
    unsubscribe();
  }

  #isWanted(type: string): boolean {
    return this.#positions.some(({ consumer }) => wants(consumer.types(), type));
  }

  /** Rests; what happens meanwhile and is wanted ends the rest soon, unless the hub needs the processor. */
  async #rest(milliseconds: number, isDeaf: boolean): Promise<void> {
    const woken = new AbortController();
    if (!isDeaf) this.#wake = () => woken.abort();
    const signal = AbortSignal.any([woken.signal, this.#stopping.signal]);
    await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
    this.#wake = null;
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#turn.then(work, work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  /** The connection that holds the lock; null while another process holds it. */
  async #hold(): Promise<PoolClient | null> {
    if (this.#client !== null) return this.#client;
    const { pool, consumers } = this.#options;
    const client = await pool.connect();
    try {
      const [lock] = await runStatement<{ is_ours: boolean }>(client, sql.tryLockReader);
      if (lock?.is_ours !== true) {
        client.release();
        return null;
      }
      await runStatement(client, sql.commitWithoutWaiting);
      const names = consumers.map(({ name }) => name);
      await runStatement(client, sql.createReaders, [
        names,
        consumers.map(({ fromFirst }) => fromFirst === true),
      ]);
      for (const consumer of consumers) await consumer.begin?.();
      const places = await runStatement<Place & { name: string }>(client, sql.readPlaces, [names]);
      this.#positions = consumers.map((consumer) => {
        const found = places.find(({ name }) => name === consumer.name);
        assert(found !== undefined, 'a reader has a place');
        const place = { xid: found.xid, id: found.id };
        return { consumer, place, kept: place, failures: 0, restUntil: 0 };
      });
    } catch (error) {
      client.release(true);
      throw error;
    }
    this.#client = client;
    return client;
  }

  /** Keeps the places and lets the lock go, which ends with its session. */
  async #leave(): Promise<void> {
    if (this.#client !== null) await this.#keepPlaces(this.#client).catch(() => undefined);
    this.#drop();
  }

  #drop(): void {
    this.#client?.release(true);
    this.#client = null;
    this.#positions = [];
  }

  /**
   * Reads on for every consumer; null while another process does it. When something else than a consumer
   * fails, the connection and what is remembered of places go too: the next pass begins from what is kept.
   */
  async #pass(mustKeep: boolean): Promise<Passed | null> {
    try {
      const client = await this.#hold();
      return client === null ? null : await this.#passOn(client, mustKeep);
    } catch (error) {
      this.#drop();
      throw error;
    }
  }

  async #passOn(client: PoolClient, mustKeep: boolean): Promise<Passed> {
    let isAtEnd = true;
    let failure: Error | null = null;
    for (const group of this.#groups()) {
      const page = await this.#read(client, group);
      if (!page.isAtEnd) isAtEnd = false;
      for (const position of group) {
        try {
          if (await this.#give(client, position, page)) isAtEnd = false;
          this.#tellLag(position, page);
        } catch (error) {
          if (isCutOff(error)) throw error;
          failure = error as Error;
          this.#leaveAlone(position, error);
        }
      }
    }
    if (mustKeep || performance.now() - this.#keptAt > KEEP_EVERY_MS) {
      await this.#keepPlaces(client);
    }
    return { isAtEnd, failure };
  }

  /** Consumers that stand at the same place read together. */
  #groups(): Position[][] {
    const now = performance.now();
    const ready = this.#positions.filter(({ restUntil }) => restUntil <= now);
    return [...Map.groupBy(ready, ({ place }) => `${place.xid}.${place.id}`).values()];
  }

  async #read(client: PoolClient, group: readonly Position[]): Promise<Page> {
    const { place } = group[0] as Position;
    const types = [...new Set(group.flatMap(({ consumer }) => consumer.types()))];
    const rows = await runStatement<LookedRow>(client, sql.readWanted, [
      place.xid,
      place.id,
      PAGE,
      types.filter((type) => !isBeginning(type)),
      types.filter(isBeginning).map(patternOf),
      WANTED_MAX,
    ]);
    const [looked] = rows;
    assert(looked !== undefined, 'what was looked through is always told');
    const events = rows.filter((row): row is LookedRow & StoredEvent => row.id !== null);
    const last = events.at(-1);
    if (last !== undefined && events.length >= WANTED_MAX) {
      const end = { xid: last.xid, id: last.id };
      return { events, end, isAtEnd: false, recordedAt: last.recorded_at };
    }
    if (looked.page_count === 0) return { events, end: place, isAtEnd: true, recordedAt: null };
    if (looked.page_count < PAGE || looked.last_xid === null || looked.last_id === null) {
      // Nothing will appear below the horizon any more.
      return { events, end: { xid: looked.horizon, id: NIL }, isAtEnd: true, recordedAt: null };
    }
    const end = { xid: looked.last_xid, id: looked.last_id };
    return { events, end, isAtEnd: false, recordedAt: looked.last_recorded_at };
  }

  /** Lets a consumer act on its events of a page, and moves its place; true when it stopped within the page. */
  async #give(client: PoolClient, position: Position, page: Page): Promise<boolean> {
    const { consumer } = position;
    const types = consumer.types();
    const events = page.events.filter(({ type }) => wants(types, type));
    if (events.length === 0) {
      position.place = page.end;
      return false;
    }
    const { jobs = [], commands = [], upTo } = await consumer.consume(events);
    await this.#submit(consumer.name, commands);
    const end = upTo === undefined ? page.end : { xid: upTo.xid, id: upTo.id };
    await this.#move(client, position, end, jobs);
    position.failures = 0;
    return upTo !== undefined;
  }

  async #submit(reader: string, commands: readonly CausedCommand[]): Promise<void> {
    const { hub, clock, ids, log } = this.#options;
    const replies = await Promise.all(
      commands.map(({ kind, body, cause, name = '' }) =>
        hub.submit(
          {
            id: ids.uuid(),
            kind,
            body,
            key: `system/reader\n${reader} ${cause.id} ${kind} ${name}`,
            requestHash: requestHashOf(kind, body),
            actor: 'system/reader',
            trace: cause.trace,
            causedAt: cause.recorded_at,
            receivedAt: clock.now(),
          },
          'clock',
        ),
      ),
    );
    for (const [index, { status }] of replies.entries()) {
      if (status < 400) continue;
      const kind = commands[index]?.kind;
      // The hub is stopping or overloaded: all come again. Anything else would be answered so for ever.
      if (status === 503) throw new ReaderBlocked(`the hub answered 503 to ${kind}`);
      log.warn(
        { reader, kind, status, eventId: commands[index]?.cause.id },
        'a reader was refused',
      );
    }
  }

  /** Writes the jobs and the place together. */
  async #move(
    client: PoolClient,
    position: Position,
    end: Place,
    jobs: readonly CausedJob[],
  ): Promise<void> {
    const at = this.#options.clock.now();
    await client.query('begin');
    try {
      if (jobs.length > 0) {
        const traced = jobs.map(({ cause, ...job }) => ({ ...job, trace: cause.trace, at }));
        await runStatement(client, jobStatements.addJobs, [jobsToText(traced)]);
      }
      await this.#keepPlace(client, position, end);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    }
    position.place = end;
    position.kept = end;
  }

  async #keepPlace(client: PoolClient, { consumer, kept }: Position, end: Place): Promise<void> {
    const { rowCount } = await query(client, sql.moveReader, [
      consumer.name,
      kept.xid,
      kept.id,
      end.xid,
      end.id,
    ]);
    if (rowCount !== 1) throw new PlaceTaken(`${consumer.name} was moved by somebody else`);
  }

  async #keepPlaces(client: PoolClient): Promise<void> {
    this.#keptAt = performance.now();
    for (const position of this.#positions) {
      if (comparePlaces(position.place, position.kept) === 0) continue;
      await this.#keepPlace(client, position, position.place);
      position.kept = position.place;
    }
  }

  #leaveAlone(position: Position, error: unknown): void {
    const { log } = this.#options;
    const restMs = Math.min(RETRY_MS * 2 ** position.failures, RETRY_MS_MAX);
    position.failures += 1;
    position.restUntil = performance.now() + restMs;
    const text = error instanceof ReaderBlocked ? error.message : failureText(error);
    log.warn({ reader: position.consumer.name, error: text }, 'a reader will try again');
  }

  #tellLag({ consumer }: Position, { recordedAt }: Page): void {
    const now = this.#options.clock.now();
    const lagSeconds = recordedAt === null ? 0 : Math.max(0, (now - recordedAt) / 1_000);
    readerLagSeconds.set({ reader: consumer.name }, lagSeconds);
  }
}

class ReaderBlocked extends Error {}
class PlaceTaken extends Error {}

/** True when a pass ended for a reason that is over on another connection, with the places that are kept. */
function isCutOff(error: unknown): boolean {
  return isConnectionError(error) || error instanceof PlaceTaken;
}

type LookedRow = {
  readonly horizon: string;
  readonly page_count: number;
  readonly last_xid: string | null;
  readonly last_id: string | null;
  readonly last_recorded_at: Instant | null;
} & (StoredEvent | { readonly id: null });

function wants(types: readonly string[], type: string): boolean {
  return types.includes('*') || (types.length > 0 && matchesType(types, type));
}

function isBeginning(type: string): boolean {
  return type === '*' || type.endsWith('.');
}

/** The pattern of LIKE that a beginning of types makes. */
function patternOf(beginning: string): string {
  return beginning === '*' ? '%' : `${beginning.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}
