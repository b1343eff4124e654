import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { compareEvents, LatencyCounts, ReferenceStream, Subscriber } from './event-stream.ts';

/** Subscribers that ask for the same. */
export interface SubscriberGroup {
  /** For example /v1/stream?type=order.placed */
  readonly path: string;
  readonly count: number;
  /** The types that it asks for; empty: all. */
  readonly types: readonly string[];
}

/** What the bench tells this process. */
export type Instruction =
  | {
      readonly kind: 'subscribe';
      readonly port: number;
      readonly key: string;
      readonly groups: readonly SubscriberGroup[];
    }
  /** What was received until now was the warm-up. */
  | { readonly kind: 'measure' }
  /** All that happened, in order: who has not got it after some seconds has lost it. */
  | { readonly kind: 'finish'; readonly events: readonly (readonly [id: string, type: string])[] };

/** What this process tells the bench: that all are subscribed, and what they received. */
export type Report =
  | { readonly kind: 'subscribed' }
  | { readonly kind: 'received'; readonly received: Received };

export interface Received {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  readonly deliveries: number;
  readonly bytes: number;
  readonly lost: number;
  readonly doubled: number;
}

const OPENING_AT_ONCE = 50;
const LAST_EVENTS_MS_MAX = 10_000;
const POLL_MS = 20;
/** One for all sockets: what is read into it is dealt with before the next one is read. */
const READ_BUFFER_BYTES = 256 * 1_024;

interface Member {
  readonly group: SubscriberGroup;
  readonly subscriber: Subscriber;
}

const latencies = new LatencyCounts();
const members: Member[] = [];
const readBuffer = Buffer.allocUnsafe(READ_BUFFER_BYTES);
let bytes = 0;

process.on('message', (instruction: Instruction) => {
  if (instruction.kind === 'measure') latencies.clear();
  else if (instruction.kind === 'subscribe')
    void subscribe(instruction).then(() => tell({ kind: 'subscribed' }));
  else void finish(instruction.events).then((received) => tell({ kind: 'received', received }));
});
process.on('disconnect', () => process.exit(0));

function tell(report: Report): void {
  process.send?.(report);
}

async function subscribe({
  port,
  key,
  groups,
}: Extract<Instruction, { kind: 'subscribe' }>): Promise<void> {
  for (const group of groups) {
    const reference = new ReferenceStream();
    for (let opened = 0; opened < group.count; opened += 1) {
      const subscriber = new Subscriber(reference, latencies);
      members.push({ group, subscriber });
      open(port, key, group.path, subscriber);
      if (members.length % OPENING_AT_ONCE === 0) await allLive();
    }
  }
  await allLive();
  for (const { subscriber } of members) subscriber.begin();
}

function open(port: number, key: string, path: string, subscriber: Subscriber): void {
  const socket = connect({
    host: '127.0.0.1',
    port,
    onread: {
      buffer: readBuffer,
      callback: (length, buffer) => {
        bytes += length;
        subscriber.take((buffer as Buffer).subarray(0, length), Date.now());
        return true;
      },
    },
  });
  socket.on('error', () => undefined);
  socket.write(
    `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: text/event-stream\r\naccept-encoding: gzip\r\nauthorization: Bearer ${key}\r\n\r\n`,
  );
}

async function allLive(): Promise<void> {
  while (!members.every(({ subscriber }) => subscriber.isLive)) await sleep(POLL_MS);
}

async function finish(events: readonly (readonly [id: string, type: string])[]): Promise<Received> {
  const expectedOf = new Map<SubscriberGroup, Set<string>>();
  for (const { group } of members) {
    if (expectedOf.has(group)) continue;
    const wanted = events.filter(
      ([, type]) => group.types.length === 0 || group.types.includes(type),
    );
    expectedOf.set(group, new Set(wanted.map(([id]) => id)));
  }
  const isComplete = ({ group, subscriber }: Member) =>
    subscriber.count >= (expectedOf.get(group)?.size ?? 0);
  const until = performance.now() + LAST_EVENTS_MS_MAX;
  while (!members.every(isComplete) && performance.now() < until) await sleep(POLL_MS);
  let lost = 0;
  let doubled = 0;
  let deliveries = 0;
  for (const { group, subscriber } of members) {
    const received = subscriber.received();
    const compared = compareEvents(expectedOf.get(group) as Set<string>, received);
    deliveries += received.length;
    lost += compared.lost;
    doubled += compared.doubled;
  }
  return {
    p50Ms: latencies.percentile(0.5),
    p99Ms: latencies.percentile(0.99),
    maxMs: latencies.percentile(1),
    deliveries,
    bytes,
    lost,
    doubled,
  };
}
