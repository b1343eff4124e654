import { instantToText, MINUTE_MS } from '../../kernel/clock.ts';
import type { OrderRecord } from '../../modules/orders/index.ts';
import type { ExceptionRecord } from '../../modules/tracking/index.ts';
import {
  TRIAL_DIFFERENCES_MAX,
  type FlowTrial,
  type TrialField,
} from '../../../contracts/flow-trials.ts';
import type { CarriedOrder } from './carry-order.ts';
import { countNames, FailureCounts } from './failure-counts.ts';

type Change = FlowTrial['differences'][number]['changes'][number];
type Money = FlowTrial['money'][number];
type Both = { before: number; after: number };

/** What trying a drawing has come to so far. */
export class Comparison {
  readonly #flow: string;
  readonly #counts = {
    orders: 0,
    entered: 0,
    different: 0,
    failed: 0,
    waiting: 0,
    promisedLater: 0,
    promisedEarlier: 0,
  };
  readonly #reached = { released: 0, shipped: 0, delivered: 0, cancelled: 0, returned: 0 };
  readonly #events = new Set<string>();
  readonly #refused: Both = { before: 0, after: 0 };
  readonly #held: Both = { before: 0, after: 0 };
  readonly #heldMs: Both = { before: 0, after: 0 };
  readonly #money = new Map<string, { total: Both; cost: Both }>();
  readonly #failures = new FailureCounts();
  readonly #calls: string[] = [];
  readonly #differences: FlowTrial['differences'] = [];

  /** `flow` is the code of the one that is tried. */
  constructor(flow: string) {
    this.#flow = flow;
  }

  /** Takes in what became of an order with what is live, and with the drawing. */
  add(orderId: number, before: CarriedOrder, after: CarriedOrder): void {
    const counts = this.#counts;
    counts.orders += 1;
    for (const [side, { refusal, heldMs }] of [
      ['before', before],
      ['after', after],
    ] as const) {
      if (refusal !== null) this.#refused[side] += 1;
      if (heldMs > 0) this.#held[side] += 1;
      this.#heldMs[side] += heldMs;
    }
    this.#calls.push(...after.calls);
    const runs = after.runs.filter(({ flowCode }) => flowCode === this.#flow);
    if (runs.length > 0) counts.entered += 1;
    if (runs.some(({ endedAt }) => endedAt === null)) counts.waiting += 1;
    const failures = runs.flatMap(({ progress }) => progress.failures);
    if (failures.length > 0) counts.failed += 1;
    for (const failure of failures) this.#failures.note(failure);
    for (const name of after.reached) this.#reached[name] += 1;
    for (const type of after.events) this.#events.add(type);
    if (before.planned !== null && after.planned !== null) {
      this.#weigh(before.planned, after.planned);
    }
    const changes = changesOf(before, after);
    if (changes.length === 0) return;
    counts.different += 1;
    if (this.#differences.length === TRIAL_DIFFERENCES_MAX) return;
    const trail = runs.flatMap(({ progress }) => progress.trail);
    this.#differences.push({ orderId: String(orderId), changes, trail });
  }

  /** All that is known of it but the nodes. */
  sums(): Omit<FlowTrial, 'flow' | 'from' | 'to' | 'nodes' | 'milliseconds' | 'unreached'> {
    const minutes = (ms: number): number => Math.round(ms / MINUTE_MS);
    return {
      ...this.#counts,
      reached: this.#reached,
      refused: this.#refused,
      held: this.#held,
      heldMinutes: { before: minutes(this.#heldMs.before), after: minutes(this.#heldMs.after) },
      money: [...this.#money].map(([currency, sums]): Money => ({ currency, ...sums })),
      calls: countNames(this.#calls),
      failures: this.#failures.list(),
      differences: this.#differences,
    };
  }

  /** Whether something of this type has happened to an order with the drawing. */
  hasHappened(type: string): boolean {
    return this.#events.has(type);
  }

  #weigh(before: OrderRecord, after: OrderRecord): void {
    const { currency } = before;
    let sums = this.#money.get(currency);
    if (sums === undefined) {
      sums = { total: { before: 0, after: 0 }, cost: { before: 0, after: 0 } };
      this.#money.set(currency, sums);
    }
    sums.total.before += before.totalMinor;
    sums.total.after += after.totalMinor;
    sums.cost.before += costOf(before);
    sums.cost.after += costOf(after);
    const shift = (after.promisedAt ?? 0) - (before.promisedAt ?? 0);
    if (before.promisedAt === null || after.promisedAt === null || shift === 0) return;
    if (shift > 0) this.#counts.promisedLater += 1;
    else this.#counts.promisedEarlier += 1;
  }
}

const costOf = ({ shipments }: OrderRecord): number =>
  shipments.reduce((sum, { costMinor }) => sum + costMinor, 0);

/** How each field of an order is written in a comparison. */
const FIELDS: readonly (readonly [TrialField, (order: OrderRecord) => string])[] = [
  ['state', ({ state }) => state],
  [
    'holds',
    ({ holds }) =>
      holds
        .filter(({ releasedAt }) => releasedAt === null)
        .map(({ kind }) => kind)
        .toSorted()
        .join(', '),
  ],
  ['total', ({ totalMinor, currency }) => `${totalMinor} ${currency}`],
  ['promise', ({ promisedAt }) => (promisedAt === null ? '' : instantToText(promisedAt))],
  ['cost', (order) => `${costOf(order)} ${order.currency}`],
  ['shipments', ({ shipments }) => String(shipments.length)],
  ['priority', ({ priority }) => String(priority)],
  ['attributes', ({ details }) => JSON.stringify(details.attributes ?? {})],
];

/** How each field of its exceptions is written: of each what it is, and who or how much. */
const EXCEPTION_FIELDS: readonly (readonly [
  TrialField,
  (exceptions: readonly ExceptionRecord[]) => string,
])[] = [
  [
    'exceptions',
    (all) =>
      listed(
        all.filter(({ state }) => state === 'open'),
        ({ kind }) => kind,
      ),
  ],
  ['owner', (all) => listed(all, ({ kind, owner }) => `${kind}: ${owner}`)],
  ['severity', (all) => listed(all, ({ kind, severity }) => `${kind}: ${severity}`)],
  ['due', (all) => listed(all, ({ kind, dueAt }) => `${kind}: ${instantToText(dueAt)}`)],
];

function listed(
  exceptions: readonly ExceptionRecord[],
  textOf: (exception: ExceptionRecord) => string,
): string {
  return exceptions.map(textOf).join(', ');
}

/** What of an order is told by what was planned: shipments that have left are not in it any more. */
const PLANNED: ReadonlySet<TrialField> = new Set(['promise', 'cost', 'shipments']);

function changesOf(before: CarriedOrder, after: CarriedOrder): Change[] {
  if (
    before.order === null ||
    after.order === null ||
    before.planned === null ||
    after.planned === null
  ) {
    const [one, other] = [before, after].map(({ refusal }) => refusal?.code ?? 'yes');
    return one === other || one === undefined || other === undefined
      ? []
      : [{ field: 'placed', before: one, after: other }];
  }
  const [ends, plans] = [
    [before.order, after.order],
    [before.planned, after.planned],
  ] as const;
  const ofOrder = FIELDS.map(([field, textOf]): Change => {
    const [one, other] = PLANNED.has(field) ? plans : ends;
    return { field, before: textOf(one), after: textOf(other) };
  });
  const ofExceptions = EXCEPTION_FIELDS.map(([field, textOf]): Change => ({
    field,
    before: textOf(before.exceptions),
    after: textOf(after.exceptions),
  }));
  return [...ofOrder, ...ofExceptions].filter((change) => change.before !== change.after);
}
