import type { Overview } from '../client/contract.generated.d.ts';
import type { LiveEvent } from '../client/live-stream.ts';

type State = Overview['inFlight'][number]['state'];

/** How many orders are where, and how many moved from where to where: `sourced>released`. */
export interface Flow {
  readonly counts: ReadonlyMap<State, number>;
  readonly moves: ReadonlyMap<string, number>;
}

/** The main stream, in the order in which orders go through it. */
export const STREAM = [
  'placed',
  'sourced',
  'released',
  'picking',
  'packed',
  'shipped',
  'delivered',
] as const satisfies readonly State[];

/** Events of so many moments stay in mind, to come on top of an answer that does not count them yet. */
const KEPT_MAX = 20_000;

interface Step {
  readonly sequence: string;
  readonly from: State | null;
  readonly to: State;
}

/** What an event moves; null: no order goes to another state by it. */
export function stepOf({ subject, data, sequence, type }: LiveEvent): Step | null {
  if (!subject.startsWith('order/')) return null;
  const { state, stateBefore } = data as { state?: State; stateBefore?: State };
  if (state === undefined) return null;
  if (type === 'order.placed') return { sequence, from: null, to: state };
  return stateBefore === undefined ? null : { sequence, from: stateBefore, to: state };
}

/** Below zero, zero or above as one place in the history lies before, at or behind another. */
export function comparePlaces(one: string, other: string): number {
  const [oneXid = '', oneId = ''] = one.split('.', 2);
  const [otherXid = '', otherId = ''] = other.split('.', 2);
  // Decimal numbers without leading zeros: the longer one is larger.
  if (oneXid.length !== otherXid.length) return oneXid.length - otherXid.length;
  if (oneXid !== otherXid) return oneXid < otherXid ? -1 : 1;
  if (oneId === otherId) return 0;
  return oneId < otherId ? -1 : 1;
}

/**
 * What the server counted, with the events behind it on top. An answer says up to which place in the history
 * it counts, so that no event is missed or counts twice, however late answer or events come.
 */
export class FlowBook {
  #counts = new Map<State, number>();
  #moves = new Map<string, number>();
  #place: string | null = null;
  #steps: Step[] = [];

  /** Takes events in; true when the picture changes by them. */
  take(events: readonly LiveEvent[]): boolean {
    let isChanged = false;
    for (const event of events) {
      const step = stepOf(event);
      if (step === null) continue;
      this.#steps.push(step);
      if (this.#place === null || comparePlaces(step.sequence, this.#place) <= 0) continue;
      this.#apply(step);
      isChanged = true;
    }
    if (this.#steps.length > KEPT_MAX) this.#steps = this.#steps.slice(-KEPT_MAX / 2);
    return isChanged;
  }

  /** Begins anew from what the server counted. */
  settle(overview: Pick<Overview, 'sequence' | 'inFlight' | 'moves'>): void {
    const { sequence } = overview;
    this.#place = sequence;
    this.#counts = new Map(overview.inFlight.map(({ state, orders }) => [state, orders]));
    this.#moves = new Map();
    for (const { from, to, orders } of overview.moves) this.#move(from, to, orders);
    this.#steps = this.#steps.filter((step) => comparePlaces(step.sequence, sequence) > 0);
    for (const step of this.#steps) this.#apply(step);
  }

  /** How it stands. */
  flow(): Flow {
    return { counts: new Map(this.#counts), moves: new Map(this.#moves) };
  }

  #apply({ from, to }: Step): void {
    if (from !== null) this.#counts.set(from, Math.max(0, (this.#counts.get(from) ?? 0) - 1));
    this.#counts.set(to, (this.#counts.get(to) ?? 0) + 1);
    this.#move(from, to, 1);
  }

  /** Counts a move on each reach of the way that it took. */
  #move(from: State | null, to: State, orders: number): void {
    for (const [here, there] of wayOf(from, to)) {
      const key = `${here}>${there}`;
      this.#moves.set(key, (this.#moves.get(key) ?? 0) + orders);
    }
  }
}

/**
 * The reaches between two states. What goes on in the stream passes all that lies between, also when nobody
 * looked meanwhile: an order that is sourced as it is placed was placed.
 */
export function wayOf(from: State | null, to: State): readonly (readonly [State, State])[] {
  const start = (STREAM as readonly State[]).indexOf(from ?? 'placed');
  const end = (STREAM as readonly State[]).indexOf(to);
  if (from === to || (from === null && end === 0)) return [];
  if (start >= 0 && end > start) {
    return STREAM.slice(start, end).map((state, index) => [
      state,
      STREAM[start + index + 1] as State,
    ]);
  }
  return [[from ?? 'placed', to]];
}
