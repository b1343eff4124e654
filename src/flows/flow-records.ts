import type { Instant } from '../kernel/clock.ts';
import type { FlowDefinition, FlowLayout } from '../../contracts/flows.ts';
import type { FormValues } from '../../contracts/forms.ts';
import type { RunState } from './engine/index.ts';
import type { ReleaseGroup } from './release/index.ts';

/** An order that a release is judged by, in the group and at the share of its entry. */
export interface Participant {
  readonly releaseId: string;
  readonly orderId: number;
  readonly group: ReleaseGroup;
  readonly shareMillionths: number;
  readonly enteredAt: Instant;
}

/** call_flow: somebody calls the endpoint of a flow. */
export interface CallFlow {
  readonly flow: string;
  readonly input: FormValues;
}

/** A call that a release is judged by: it is about no order, so what became of it is known at once. */
export interface CountedCall {
  readonly releaseId: string;
  readonly group: ReleaseGroup;
  readonly shareMillionths: number;
  readonly hasFailed: boolean;
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
