import type { ClientConfig } from 'pg';
import type { Instant } from '../src/kernel/clock.ts';
import type { Lane } from '../src/hub/index.ts';

/** A command as it goes to a hub, in this process or another. */
export interface WireCommand {
  readonly id: string;
  readonly kind: string;
  readonly body: unknown;
  readonly key: string | null;
  readonly actor: string;
  readonly trace: string;
  readonly receivedAt: Instant;
  readonly lane: Lane;
}

/** An answer; null when the hub died before it gave one. */
export type WireReply = {
  readonly status: number;
  readonly body: string;
  readonly repeated: boolean;
} | null;

/** How a hub is started. */
export interface HubSetup {
  readonly connection: ClientConfig;
  readonly seed: number;
  readonly now: Instant;
  readonly batchLengthMax: number;
}

export type ToHub =
  | { readonly kind: 'start'; readonly setup: HubSetup }
  | { readonly kind: 'submit'; readonly number: number; readonly command: WireCommand }
  | { readonly kind: 'stop' };

export type FromHub =
  | { readonly kind: 'started' }
  | { readonly kind: 'reply'; readonly number: number; readonly reply: WireReply }
  | { readonly kind: 'reported'; readonly text: string };
