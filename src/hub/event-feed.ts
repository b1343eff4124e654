import type { Pool } from 'pg';
import { assert } from '../kernel/assert.ts';
import { streamSubscribers } from '../platform/telemetry.ts';
import {
  comparePlaces,
  eventToJson,
  matchesType,
  placeToText,
  readEventsAfter,
  readPresent,
  type EventFilter,
  type Place,
  type StoredEvent,
} from './event-history.ts';
import { errorText } from '../platform/log.ts';

/** Where a subscriber's events go. */
export interface FeedSink {
  /** Takes a chunk that many subscribers share; it must not be changed. */
  send(chunk: Buffer): void;
  /** Resolves when the sink has room again, or has closed. */
  drained(): Promise<void>;
  readonly isClosed: boolean;
}

/** What a feed works with. */
export interface EventFeedOptions {
  readonly pool: Pool;
  /** Calls back after every commit of this process; answers what ends the calls. */
  readonly onCommitted: (listener: () => void) => () => void;
  readonly log: { warn(facts: object, message: string): void };
}

const EVERYTHING: EventFilter = { types: [], orderId: null };
const PAGE = 1_000;
/** How often the feed looks by itself: for events of other processes, and those that committed late. */
const POLL_MS = 50;
/** Events of so many milliseconds travel together: more for many subscribers, since each costs a write. */
const TICK_MS_MIN = 10;
const TICK_MS_MAX = 50;
/** At most this share of the process goes into writing to subscribers. */
const WRITING_SHARE_MAX = 0.35;
const RETRY_MS = 500;

interface Subscriber {
  readonly sink: FeedSink;
  readonly filter: EventFilter;
  /** It has read up to here by itself, ahead of the feed; null once the feed has passed that place. */
  readUpTo: Place | null;
}

/** Subscribers that want the same: their chunk is made once. */
interface Group {
  readonly filter: EventFilter;
  readonly subscribers: Set<Subscriber>;
}

/**
 * What happens, as it happens, for everybody who watches this process. One reader for all of them:
 * it reads the history behind the last place it has read, so nothing is missed and nothing comes twice,
 * whichever process wrote it. It runs only while somebody watches.
 */
export class EventFeed {
  readonly #options: EventFeedOptions;
  readonly #groups = new Map<string, Group>();
  #subscriberCount = 0;
  #running: Promise<void> | null = null;
  #place: Place | null = null;
  #isStopped = false;
  #isWoken = false;
  #wake: (() => void) | null = null;

  constructor(options: EventFeedOptions) {
    this.#options = options;
  }

  /**
   * Sends everything after a place, first from the history, then live; without a place only what
   * happens from now on. Resolves when the subscriber is live, or gone.
   */
  async join(sink: FeedSink, filter: EventFilter, after: Place | null): Promise<void> {
    this.#count(1);
    try {
      const present = await readPresent(this.#options.pool);
      this.#place ??= present;
      this.#start();
      // A client that breaks off before its first event comes back to the place where it began.
      if (after === null) sink.send(markOf(present));
      await this.#catchUp({ sink, filter, readUpTo: after ?? present }, after ?? present);
    } catch (error) {
      this.#count(-1);
      throw error;
    }
  }

  /** Sends nothing more to this sink. */
  leave(sink: FeedSink): void {
    for (const [name, group] of this.#groups) {
      for (const subscriber of group.subscribers) {
        if (subscriber.sink !== sink) continue;
        group.subscribers.delete(subscriber);
        this.#count(-1);
      }
      if (group.subscribers.size === 0) this.#groups.delete(name);
    }
  }

  /** The place up to which every live subscriber has got what it wants; null when nobody watches. */
  get place(): Place | null {
    return this.#place;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#wake?.();
    await this.#running;
  }

  #count(change: 1 | -1): void {
    this.#subscriberCount += change;
    streamSubscribers.set(this.#subscriberCount);
    if (this.#subscriberCount === 0) this.#wake?.();
  }

  /** Reads the history until the subscriber is as far as the feed, then lets the feed serve it. */
  async #catchUp(subscriber: Subscriber, from: Place): Promise<void> {
    const { sink, filter } = subscriber;
    let place = from;
    for (;;) {
      if (sink.isClosed || this.#isStopped) {
        this.#count(-1);
        return;
      }
      const read = await readEventsAfter(this.#options.pool, place, filter, PAGE);
      place = read.end;
      if (sink.isClosed) continue;
      if (read.events.length > 0) sink.send(Buffer.from(read.events.map(frameOf).join('')));
      await sink.drained();
      // From this comparison to the end of the turn the feed stands still: no gap, and nothing twice.
      assert(this.#place !== null, 'the feed runs while somebody joins');
      if (!read.isAtEnd || comparePlaces(place, this.#place) < 0) continue;
      subscriber.readUpTo = place;
      this.#groupOf(filter).subscribers.add(subscriber);
      return;
    }
  }

  #groupOf(filter: EventFilter): Group {
    const name = JSON.stringify([filter.orderId, [...filter.types].toSorted()]);
    let group = this.#groups.get(name);
    if (group === undefined) {
      group = { filter, subscribers: new Set() };
      this.#groups.set(name, group);
    }
    return group;
  }

  #start(): void {
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
      // Somebody may have come while the reader of the last one was ending; then it goes on from its place.
      if (this.#subscriberCount > 0 && !this.#isStopped) this.#start();
      else this.#place = null;
    });
  }

  async #run(): Promise<void> {
    const { pool, onCommitted, log } = this.#options;
    const unsubscribe = onCommitted(() => {
      this.#isWoken = true;
      this.#wake?.();
    });
    let tickMs = TICK_MS_MIN;
    try {
      while (this.#subscriberCount > 0 && !this.#isStopped) {
        const startedAt = performance.now();
        try {
          assert(this.#place !== null, 'a feed begins at a place');
          this.#isWoken = false;
          const read = await readEventsAfter(pool, this.#place, EVERYTHING, PAGE);
          const writingMs = this.#deliver(read.events, read.end);
          tickMs = Math.min(TICK_MS_MAX, Math.max(TICK_MS_MIN, writingMs / WRITING_SHARE_MAX));
          if (!read.isAtEnd) continue;
        } catch (error) {
          // The place is kept, so that what happens meanwhile is sent when the database is back.
          log.warn({ error: errorText(error) }, 'the feed could not read');
          await this.#rest(RETRY_MS, true);
          continue;
        }
        await this.#rest(tickMs - (performance.now() - startedAt), true);
        if (!this.#isWoken) await this.#rest(POLL_MS - (performance.now() - startedAt), false);
      }
    } finally {
      unsubscribe();
    }
  }

  /** Hands new events to every group and answers how long that took. */
  #deliver(events: readonly StoredEvent[], end: Place): number {
    this.#place = end;
    if (events.length === 0) return 0;
    const startedAt = performance.now();
    const frames = events.map(frameOf);
    for (const { filter, subscribers } of this.#groups.values()) {
      let chunk: Buffer | null | undefined;
      for (const subscriber of subscribers) {
        if (subscriber.readUpTo !== null) {
          sendUnread(subscriber, events, frames, end);
          continue;
        }
        chunk ??= chunkOf(filter, events, frames);
        if (chunk === null) break;
        subscriber.sink.send(chunk);
      }
    }
    return performance.now() - startedAt;
  }

  /** Waits so long; when `isDeaf` a commit does not end the wait, since its events travel with the next tick. */
  async #rest(milliseconds: number, isDeaf: boolean): Promise<void> {
    if (milliseconds <= 0 || this.#isStopped) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        if (isDeaf && !this.#isStopped && this.#subscriberCount > 0) return;
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = null;
  }
}

/** A subscriber that is ahead of the feed gets what it has not read itself. */
function sendUnread(
  subscriber: Subscriber,
  events: readonly StoredEvent[],
  frames: readonly string[],
  end: Place,
): void {
  const { sink, filter, readUpTo } = subscriber;
  const text = frames
    .filter((_, index) => {
      const event = events[index];
      return (
        event !== undefined &&
        isWanted(filter, event) &&
        (readUpTo === null || comparePlaces(event, readUpTo) > 0)
      );
    })
    .join('');
  if (text !== '') sink.send(Buffer.from(text));
  if (readUpTo !== null && comparePlaces(end, readUpTo) >= 0) subscriber.readUpTo = null;
}

/** What a group gets of these events; null when it wants none of them. */
function chunkOf(
  filter: EventFilter,
  events: readonly StoredEvent[],
  frames: readonly string[],
): Buffer | null {
  const isWhole = filter.types.length === 0 && filter.orderId === null;
  const wanted = isWhole ? frames : frames.filter((_, index) => isWanted(filter, events[index]));
  return wanted.length === 0 ? null : Buffer.from(wanted.join(''));
}

function isWanted(filter: EventFilter, event: StoredEvent | undefined): boolean {
  if (event === undefined) return false;
  if (filter.orderId !== null && event.order_id !== filter.orderId) return false;
  return matchesType(filter.types, event.type);
}

/** An event as Server-Sent Events carry it. */
function frameOf(event: StoredEvent): string {
  const json = eventToJson(event);
  // Between the tokens of JSON text a line break is white space; within a frame it would end the line.
  const line = /[\r\n]/.test(json) ? json.replaceAll(/[\r\n]/g, ' ') : json;
  return `id: ${placeToText(event)}\nevent: ${event.type}\ndata: ${line}\n\n`;
}

/** Tells a subscriber how far it has read, without an event: it resumes from there. */
export function markOf(place: Place): Buffer {
  return Buffer.from(`id: ${placeToText(place)}\n\n`);
}
