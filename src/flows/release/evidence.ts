import { assert } from '../../kernel/assert.ts';
import { assertShare, type ReleaseGroup, WHOLE_MILLIONTHS } from './share.ts';

/** What can be worse under a new version. Of each, an order has it or has it not. */
export const RELEASE_METRICS = ['failures', 'holds', 'lateness', 'nodeErrors'] as const;
export type ReleaseMetric = (typeof RELEASE_METRICS)[number];

/** Orders by the group that they were in when they entered. */
type GroupCounts = Readonly<Record<ReleaseGroup, number>>;

/** What happened to the orders that entered while the canary had one share. */
interface ShareEvidence {
  readonly shareMillionths: number;
  readonly orders: GroupCounts;
  /** Of these orders, those that a metric has counted, each at most once a metric. */
  readonly counted: Readonly<Record<ReleaseMetric, GroupCounts>>;
}

/** All that a release knows of its orders: plain counts, as JSON a few hundred bytes a share. */
export interface EvidenceState {
  readonly shares: readonly ShareEvidence[];
}

/** The evidence of a release that has seen no order. */
export const NO_EVIDENCE: EvidenceState = { shares: [] };

/**
 * What became known of some orders of one group. An order is told once as entered, and once a metric
 * when that metric first holds for it: in the same observation or days later (a return, a lateness),
 * then with `orders` 0. Share and group are those at its ENTRY, whatever the share is by then.
 */
export interface Observation {
  readonly shareMillionths: number;
  readonly group: ReleaseGroup;
  readonly orders: number;
  readonly counted: Readonly<Partial<Record<ReleaseMetric, number>>>;
}

/**
 * Adds an observation. Only counts are kept, so that it makes no difference in which order or in
 * which batches observations come. Whoever calls sees to it that none is told twice.
 */
export function observe(state: EvidenceState, observation: Observation): EvidenceState {
  assertObservation(observation);
  const { shareMillionths, group } = observation;
  const before =
    state.shares.find((share) => share.shareMillionths === shareMillionths) ??
    nothingAt(shareMillionths);
  const counted = { ...before.counted };
  for (const metric of RELEASE_METRICS) {
    const count = observation.counted[metric] ?? 0;
    if (count > 0) counted[metric] = plus(counted[metric], group, count);
  }
  const after = {
    shareMillionths,
    orders: plus(before.orders, group, observation.orders),
    counted,
  };
  const shares = [...state.shares.filter((share) => share !== before), after];
  return { shares: shares.toSorted((a, b) => a.shareMillionths - b.shareMillionths) };
}

function assertObservation({ shareMillionths, group, orders, counted }: Observation): void {
  assertShare(shareMillionths);
  for (const count of [orders, ...Object.values(counted)]) {
    assert(Number.isSafeInteger(count) && count >= 0, `a count is a whole number, not ${count}`);
  }
  assert(
    group === 'canary' ? shareMillionths > 0 : shareMillionths < WHOLE_MILLIONTHS,
    `nobody is in the group ${group} at ${shareMillionths} millionths`,
  );
}

function nothingAt(shareMillionths: number): ShareEvidence {
  const none = { canary: 0, control: 0, rest: 0 };
  return {
    shareMillionths,
    orders: none,
    counted: { failures: none, holds: none, lateness: none, nodeErrors: none },
  };
}

function plus(counts: GroupCounts, group: ReleaseGroup, count: number): GroupCounts {
  return { ...counts, [group]: counts[group] + count };
}

/** How much worse than the live version the canary may be in the mixture, and how likely we hold each. */
export interface Alternative {
  readonly ratio: number;
  readonly weight: number;
}

/**
 * The evidence, as a factor, that a metric is worse in the canary than `ratioTolerated` times the
 * live version: an e-process, whose mean is at most 1 however often and whenever one looks, if it is
 * not worse. So it ever reaches 1/alpha with a chance of at most alpha (Ville 1939).
 *
 * What it rests on is the drawing of lots alone. An order enters the canary by chance, with the share
 * p of its entry, whatever becomes of it. If the canary multiplies nobody's chance of being counted
 * by more than r, an order that is counted is of the canary with a chance of at most
 * p r / (p r + 1 - p): one coin for each counted order, whose success we bet on. No rate is assumed,
 * so that rates may change by the hour for all; nor does it matter when an order's count becomes
 * known, for the coin was thrown at its entry. This is the conditional test of Lindon and Malek
 * (arXiv 2011.03567) for streams of changing rate; on testing two samples instead of one against a
 * known rate see also Turner, Ly and Grünwald (arXiv 2106.02693). A version that fails as often as the
 * live one but is found out sooner looks worse until the others are found out too, and may be rolled
 * back for it.
 *
 * The bet on one alternative is Wald's likelihood ratio (1945): the canary's chance under the ratio
 * over that under what is tolerated, for each counted order. The bets on all alternatives are
 * averaged (Robbins 1970; Howard et al., arXiv 1810.08240), each over all shares together.
 */
export function evidenceOf(
  state: EvidenceState,
  metric: ReleaseMetric,
  ratioTolerated: number,
  alternatives: readonly Alternative[],
): number {
  let evidence = 0;
  for (const { ratio, weight } of alternatives) {
    let logarithm = 0;
    for (const { shareMillionths, counted } of state.shares) {
      const share = shareMillionths / WHOLE_MILLIONTHS;
      const { canary, control, rest } = counted[metric];
      const tolerated = share * ratioTolerated + (1 - share);
      const alternative = share * ratio + (1 - share);
      logarithm +=
        canary * Math.log(ratio / ratioTolerated) +
        (canary + control + rest) * Math.log(tolerated / alternative);
    }
    evidence += weight * Math.exp(logarithm);
  }
  return evidence;
}

/** How a metric stands in the canary and among the orders that entered beside it. */
export interface MetricFigures {
  readonly canaryOrders: number;
  readonly canaryCounted: number;
  readonly controlOrders: number;
  readonly controlCounted: number;
  /** What the canary would have counted at the live version's rate of each share. */
  readonly canaryExpected: number;
  /** By how much more of its orders the canary counts than the live version, in millionths. */
  readonly differenceMillionths: number;
}

/** Counts of one metric. Rates are compared within each share, since they may differ from day to day. */
export function figuresOf(state: EvidenceState, metric: ReleaseMetric): MetricFigures {
  let [canaryOrders, canaryCounted, controlOrders, controlCounted] = [0, 0, 0, 0];
  let [comparedOrders, comparedCounted, canaryExpected] = [0, 0, 0];
  for (const { orders, counted } of state.shares) {
    canaryOrders += orders.canary;
    canaryCounted += counted[metric].canary;
    controlOrders += orders.control;
    controlCounted += counted[metric].control;
    const liveOrders = orders.control + orders.rest;
    if (liveOrders === 0) continue;
    comparedOrders += orders.canary;
    comparedCounted += counted[metric].canary;
    canaryExpected +=
      (orders.canary * (counted[metric].control + counted[metric].rest)) / liveOrders;
  }
  const difference = comparedOrders === 0 ? 0 : (comparedCounted - canaryExpected) / comparedOrders;
  return {
    canaryOrders,
    canaryCounted,
    controlOrders,
    controlCounted,
    canaryExpected,
    differenceMillionths: Math.round(difference * WHOLE_MILLIONTHS),
  };
}
