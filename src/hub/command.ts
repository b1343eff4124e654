import { hash } from 'node:crypto';
import type { Instant } from '../kernel/clock.ts';

/** What someone wants. Everything that a decision may read of the outside comes in with it. */
export interface Command<Body = unknown> {
  /** UUID version 7, given when it was received. */
  readonly id: string;
  /** Verb and noun: place_order, cancel_order, receive_stock. */
  readonly kind: string;
  readonly body: Body;
  /** The caller's idempotency key, already scoped by who calls; null when none was sent. */
  readonly key: string | null;
  /** First 16 bytes of SHA-256 over kind and body: tells a repeated request from a reused key. */
  readonly requestHash: Buffer;
  /** Who wants it: person/ada, key/shop, system/clock. */
  readonly actor: string;
  /** W3C traceparent of the call. */
  readonly trace: string;
  /** True when the caller sent no trace: what it does to an order then belongs to the trace of that order. */
  readonly isTraceFresh?: boolean;
  /** When that was written down which it follows from; without it, when it was received. */
  readonly causedAt?: Instant;
  readonly receivedAt: Instant;
  /** The version of the settings that it puts, as the caller saw it; without it, whatever is there is replaced. */
  readonly expectedVersion?: number;
}

/** The answer to a command: an HTTP status and the exact text of a JSON body. */
export interface Reply {
  readonly status: number;
  readonly body: string;
  /** True when the answer was given before and is only repeated. */
  readonly repeated: boolean;
}

/** Which queue a command waits in. Interactive callers are not kept waiting by a bulk load or the clock. */
export type Lane = 'interactive' | 'bulk' | 'clock';

/** The hash by which a repeated request is recognised, whatever its white space was. */
export function requestHashOf(kind: string, body: unknown): Buffer {
  return hash('sha256', `${kind}\n${JSON.stringify(body)}`, 'buffer').subarray(0, 16);
}
