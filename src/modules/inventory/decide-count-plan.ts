import { DAY_MS, type Instant } from '../../kernel/clock.ts';
import type { DecisionKind } from '../../hub/index.ts';
import type { CountRule } from '../../../contracts/inventory-counts.ts';

/** A SKU that a plan may have counted. */
export interface CountCandidate {
  readonly skuId: number;
  readonly sku: string;
  readonly onHand: number;
  readonly valueMinor: number;
  /** Units shipped lately: what the classes are made of, together with the value. */
  readonly moved: number;
  /** Units that pickers did not find. */
  readonly shortPicks: number;
  readonly countedAt: Instant | null;
  /** True while it is being counted. */
  readonly isOpen: boolean;
}

/** All that choosing what to count needs. */
export interface CountPlanInput {
  readonly at: Instant;
  readonly rule: CountRule;
  readonly candidates: readonly CountCandidate[];
}

type AbcClass = 'A' | 'B' | 'C';

/** What is counted and why, and how many were left out for which reason. */
export interface CountPlanChoice {
  readonly chosen: readonly {
    readonly skuId: number;
    readonly sku: string;
    readonly class: AbcClass;
    readonly why: 'short_pick' | 'never_counted' | 'overdue';
    /** How many times its interval has passed since the last count, in permille. */
    readonly overduePermille: number;
  }[];
  readonly leftOut: {
    readonly isBeingCounted: number;
    readonly notDue: number;
    readonly beyondTasksMax: number;
  };
}

const CLASS_A_SHARE = 0.8;
const CLASS_B_SHARE = 0.95;
const NEVER_COUNTED_PERMILLE = 10_000;

/**
 * What to count next. Classes are by Pareto's rule: in the order of the value that moved, A is what makes
 * up the first 80 percent, B the next 15, C the rest. What pickers did not find comes first, then what is
 * most overdue for its class.
 */
export const countPlanDecision: DecisionKind<CountPlanInput, CountPlanChoice> = {
  kind: 'inventory.count_plan',
  version: 1,
  parameters: [
    { path: 'rule.tasksMax', kind: 'number', minimum: 1, maximum: 1_000, isWhole: true },
    { path: 'rule.countEveryDays.A', kind: 'number', minimum: 1, maximum: 3_650, isWhole: true },
    { path: 'rule.countEveryDays.B', kind: 'number', minimum: 1, maximum: 3_650, isWhole: true },
    { path: 'rule.countEveryDays.C', kind: 'number', minimum: 1, maximum: 3_650, isWhole: true },
    { path: 'rule.isAfterShortPicks', kind: 'switch' },
    { path: 'at', kind: 'instant' },
  ],
  decide({ at, rule, candidates }) {
    const classes = classesOf(candidates);
    const free = candidates.filter(({ isOpen }) => !isOpen);
    const due = free.flatMap((candidate) => {
      const { skuId, sku, shortPicks, countedAt } = candidate;
      const abcClass = classes.get(skuId) ?? 'C';
      const intervalMs = rule.countEveryDays[abcClass] * DAY_MS;
      const overduePermille =
        countedAt === null
          ? NEVER_COUNTED_PERMILLE
          : Math.floor(((at - countedAt) * 1_000) / intervalMs);
      const why =
        rule.isAfterShortPicks && shortPicks > 0
          ? ('short_pick' as const)
          : countedAt === null
            ? ('never_counted' as const)
            : ('overdue' as const);
      const isDue = why === 'short_pick' || overduePermille >= 1_000;
      return isDue ? [{ skuId, sku, class: abcClass, why, overduePermille }] : [];
    });
    const ranked = due.toSorted(
      (a, b) =>
        Number(b.why === 'short_pick') - Number(a.why === 'short_pick') ||
        b.overduePermille - a.overduePermille ||
        (a.class < b.class ? -1 : a.class > b.class ? 1 : a.skuId - b.skuId),
    );
    return {
      chosen: ranked.slice(0, rule.tasksMax),
      leftOut: {
        isBeingCounted: candidates.length - free.length,
        notDue: free.length - due.length,
        beyondTasksMax: Math.max(0, due.length - rule.tasksMax),
      },
    };
  },
};

function classesOf(candidates: readonly CountCandidate[]): Map<number, AbcClass> {
  const worth = ({ moved, valueMinor }: CountCandidate): number => moved * valueMinor;
  const total = candidates.reduce((sum, candidate) => sum + worth(candidate), 0);
  let before = 0;
  const classes = new Map<number, AbcClass>();
  for (const candidate of candidates.toSorted((a, b) => worth(b) - worth(a) || a.skuId - b.skuId)) {
    const share = total === 0 ? 1 : before / total;
    classes.set(candidate.skuId, share < CLASS_A_SHARE ? 'A' : share < CLASS_B_SHARE ? 'B' : 'C');
    before += worth(candidate);
  }
  return classes;
}
