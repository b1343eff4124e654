import type { OrderTimeline } from '../client/contract.generated.d.ts';

/** A milestone's name as texts know it. */
export type MilestoneName =
  | 'placed'
  | 'paid'
  | 'approved'
  | 'sourced'
  | 'released'
  | 'picking'
  | 'packed'
  | 'shipped'
  | 'customs_released'
  | 'out_for_delivery'
  | 'delivered'
  | 'closed'
  | 'held'
  | 'backordered'
  | 'cancelled'
  | 'returning'
  | 'returned';

/** What an order reached at one moment: often several milestones at once. */
export interface MilestoneStep {
  readonly key: string;
  readonly milestones: readonly MilestoneName[];
  /** Null: it is still ahead. */
  readonly at: string | null;
  readonly source: string | null;
  /** Milliseconds since the step before; null for the first one and for what is ahead. */
  readonly delayMs: number | null;
  /** True for what stops or ends an order instead of moving it on. */
  readonly isTrouble: boolean;
}

const WAY: readonly MilestoneName[] = [
  'paid',
  'sourced',
  'released',
  'packed',
  'shipped',
  'delivered',
];
const TROUBLE: ReadonlySet<MilestoneName> = new Set(['held', 'backordered', 'cancelled']);
const OVER: ReadonlySet<string> = new Set([
  'cancelled',
  'returned',
  'closed',
  'delivered',
  'returning',
]);

/**
 * The way of an order: what it has reached, in business time, and what is still ahead of it on the usual
 * way. Milestones of one event, or of one moment and source, are one step.
 */
export function milestoneSteps(
  timeline: Pick<OrderTimeline, 'milestones'>,
  state: string,
): readonly MilestoneStep[] {
  const steps: MilestoneStep[] = [];
  let before: number | null = null;
  for (const { milestone, at, source, event } of timeline.milestones) {
    const name = milestone as MilestoneName;
    const last = steps.at(-1);
    const isSameMoment = last !== undefined && last.at === at && last.source === source;
    if (isSameMoment) {
      steps[steps.length - 1] = {
        ...last,
        milestones: [...last.milestones, name],
        isTrouble: last.isTrouble || TROUBLE.has(name),
      };
      continue;
    }
    const moment = Date.parse(at);
    steps.push({
      key: `${event} ${milestone}`,
      milestones: [name],
      at,
      source,
      delayMs: before === null ? null : moment - before,
      isTrouble: TROUBLE.has(name),
    });
    before = moment;
  }
  return OVER.has(state) ? steps : [...steps, ...ahead(steps)];
}

/** What the usual way still has behind the furthest point that was reached. */
function ahead(steps: readonly MilestoneStep[]): MilestoneStep[] {
  const reached = new Set(steps.flatMap(({ milestones }) => milestones));
  return WAY.filter((name) => !reached.has(name)).map((name) => ({
    key: `ahead ${name}`,
    milestones: [name],
    at: null,
    source: null,
    delayMs: null,
    isTrouble: false,
  }));
}
