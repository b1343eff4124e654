import type { Instant } from '../kernel/clock.ts';
import type { FlowDefinition, FlowLayout } from '../../contracts/flows.ts';
import type { FormValues } from '../../contracts/forms.ts';
import type { RunState } from './engine/index.ts';

/** call_flow: somebody calls the endpoint of a flow. */
export interface CallFlow {
  readonly flow: string;
  readonly input: FormValues;
}

/** An order's way through a version of a flow. */
export interface Run {
  readonly id: string;
  readonly flowCode: string;
  readonly flowVersion: number;
  /** Null: whoever called it named none. */
  readonly orderId: number | null;
  /** What made it enter; null: it was asked at a point, or called. */
  readonly eventId: string | null;
  readonly enteredAt: Instant;
  readonly endedAt: Instant | null;
  readonly progress: RunState;
  readonly version: number;
}

/** A version that is about to be published. */
export interface VersionToPublish {
  readonly flowCode: string;
  readonly number: number;
  readonly hash: string;
  readonly definition: FlowDefinition;
  readonly layout: FlowLayout;
  readonly publishedAt: Instant;
  readonly publishedBy: string;
}
