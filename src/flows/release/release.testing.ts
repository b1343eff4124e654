import type { Random } from '../../kernel/random.ts';
import {
  type EvidenceState,
  type Judgement,
  judge,
  type JudgeTerms,
  NO_EVIDENCE,
  observe,
  type ReleaseMetric,
} from './index.ts';

/** The chance that a metric counts an order of the live version, and one of the canary. */
export interface Rates {
  readonly metric: ReleaseMetric;
  readonly live: number;
  readonly canary: number;
}

/** A stretch of a simulated release: so many canary orders while share and rates stay the same. */
export interface Stretch {
  readonly shareMillionths: number;
  readonly canaryOrders: number;
  readonly rates: readonly Rates[];
}

/** What a simulated release came to. */
export interface Outcome {
  readonly isRolledBack: boolean;
  /** Canary orders that had entered when it was rolled back, or all of them. */
  readonly canaryOrders: number;
  readonly judgement: Judgement;
}

/** How many more trials there are until one succeeds, that one included; infinite without a chance. */
function trialsToSuccess(random: Random, chance: number): number {
  if (chance <= 0) return Number.POSITIVE_INFINITY;
  return Math.floor(Math.log(1 - random.next()) / Math.log(1 - chance)) + 1;
}

/**
 * Plays a release order by order and looks after every canary order that counts, which is when the
 * evidence can rise. For each canary order so many others enter as its share says; which of them
 * count is drawn from the gaps between those that do, for there are too many to draw one by one.
 */
export function playRelease(
  random: Random,
  stretches: readonly Stretch[],
  terms: JudgeTerms,
): Outcome {
  let state: EvidenceState = NO_EVIDENCE;
  let judgement = judge(state, terms);
  let canaryBefore = 0;
  for (const { shareMillionths, canaryOrders, rates } of stretches) {
    const livePerCanary = (1_000_000 - shareMillionths) / shareMillionths;
    const streams = rates.map((rate) => ({
      ...rate,
      canaryAt: trialsToSuccess(random, rate.canary),
      liveAt: trialsToSuccess(random, rate.live),
    }));
    let [canaryTold, liveTold] = [0, 0];
    /** Tells all that entered up to a canary order, and what was counted of it. */
    const tellUntil = (canary: number) => {
      const live = Math.floor(canary * livePerCanary);
      const countedCanary: Partial<Record<ReleaseMetric, number>> = {};
      const countedLive: Partial<Record<ReleaseMetric, number>> = {};
      for (const stream of streams) {
        let [ofCanary, ofLive] = [0, 0];
        for (; stream.canaryAt <= canary; ofCanary += 1) {
          stream.canaryAt += trialsToSuccess(random, stream.canary);
        }
        for (; stream.liveAt <= live; ofLive += 1) {
          stream.liveAt += trialsToSuccess(random, stream.live);
        }
        countedCanary[stream.metric] = ofCanary;
        countedLive[stream.metric] = ofLive;
      }
      state = observe(state, {
        shareMillionths,
        group: 'canary',
        orders: canary - canaryTold,
        counted: countedCanary,
      });
      state = observe(state, {
        shareMillionths,
        group: 'rest',
        orders: live - liveTold,
        counted: countedLive,
      });
      [canaryTold, liveTold] = [canary, live];
    };
    for (;;) {
      const canary = Math.min(...streams.map(({ canaryAt }) => canaryAt));
      tellUntil(Math.min(canary, canaryOrders));
      if (canary > canaryOrders) break;
      judgement = judge(state, terms);
      if (judgement.isWorse) {
        return { isRolledBack: true, canaryOrders: canaryBefore + canary, judgement };
      }
    }
    canaryBefore += canaryOrders;
  }
  return { isRolledBack: false, canaryOrders: canaryBefore, judgement };
}

/** The value that a part of the values does not exceed, by the nearest rank. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(part * sorted.length) - 1] ?? Number.NaN;
}
