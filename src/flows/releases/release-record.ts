import type { Instant } from '../../kernel/clock.ts';
import type { FlowFinding, FlowTier } from '../../../contracts/flow-releases.ts';
import type { FlowDefinition, FlowLayout, FlowReleaseState } from '../../../contracts/flows.ts';
import type { ReleaseMetric, ReleaseReason, ReleaseStep } from '../release/index.ts';

/** A flow: what somebody is drawing, which version new orders enter, and which of its releases are under way. */
export interface Flow {
  readonly code: string;
  readonly draft: FlowDefinition;
  readonly layout: FlowLayout;
  /** Counts the drafts: what people mean by the version that they have read. */
  readonly draftVersion: number;
  /** Who has changed the draft since it was last approved by a person, and into which draft last. */
  readonly authors: Readonly<Record<string, number>>;
  readonly versionsMade: number;
  readonly liveVersion: number | null;
  /** Waits for an approval or for its start. */
  readonly submittedRelease: string | null;
  /** Takes a share of the orders. */
  readonly canaryRelease: string | null;
  readonly liveRelease: string | null;
  /** Was live before the one that is: a roll-back leads to it. */
  readonly formerRelease: string | null;
  readonly changedAt: Instant;
  readonly changedBy: string;
  readonly version: number;
}

/** By which steps a release widens, and what it is not judged by. */
export interface ChosenPlan {
  readonly steps: readonly ReleaseStep[];
  readonly expected: readonly ReleaseMetric[];
}

/** Why a release ended as it did: by its counts, or by what a person said. */
export type EndReason = ReleaseReason | { readonly code: 'by_person'; readonly text: string };

/** How one metric stood when a release was last judged. */
export interface KeptMetric {
  readonly metric: ReleaseMetric;
  readonly isJudged: boolean;
  readonly canaryOrders: number;
  readonly canaryCounted: number;
  readonly canaryExpected: number;
  readonly controlOrders: number;
  readonly controlCounted: number;
  readonly evidence: number;
}

/** A judgement in the figures that people are shown. Plain JSON, without infinities. */
export interface KeptJudgement {
  readonly evidence: number;
  readonly evidenceNeeded: number;
  readonly metrics: readonly KeptMetric[];
}

/** A drawing on its way to the orders, from its submission on. What it does is fixed by then. */
export interface Release {
  readonly id: string;
  readonly flowCode: string;
  readonly state: FlowReleaseState;
  readonly tier: FlowTier;
  readonly hash: string;
  readonly definition: FlowDefinition;
  readonly layout: FlowLayout;
  /** The draft that was submitted. */
  readonly draftVersion: number;
  readonly findings: readonly FlowFinding[];
  readonly authors: readonly string[];
  readonly note: string | null;
  readonly submittedAt: Instant;
  readonly submittedBy: string;
  readonly decidedAt: Instant | null;
  readonly decidedBy: string | null;
  readonly decisionNote: string | null;
  readonly flowVersion: number | null;
  readonly baseVersion: number | null;
  readonly plan: ChosenPlan | null;
  readonly stepIndex: number | null;
  readonly stepSince: Instant | null;
  readonly shareMillionths: number | null;
  readonly startedAt: Instant | null;
  readonly startedBy: string | null;
  readonly endedAt: Instant | null;
  readonly endedBy: string | null;
  readonly judgement: KeptJudgement | null;
  readonly reasons: readonly EndReason[];
  readonly version: number;
}
