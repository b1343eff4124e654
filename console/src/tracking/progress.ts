import type { TrackedOrder } from '../client/contract.generated.d.ts';

export type StepName =
  | 'ordered'
  | 'preparing'
  | 'onTheWay'
  | 'outForDelivery'
  | 'delivered'
  | 'ready'
  | 'collected'
  | 'cancelled'
  | 'returning'
  | 'returned';

/** The stops of an order's way, and the one where it is. */
export interface Progress {
  readonly steps: readonly StepName[];
  readonly current: number;
  /** True: it goes on from here by itself. */
  readonly isMoving: boolean;
  readonly isStopped: boolean;
}

const DELIVERY: readonly StepName[] = [
  'ordered',
  'preparing',
  'onTheWay',
  'outForDelivery',
  'delivered',
];
const PICK_UP: readonly StepName[] = ['ordered', 'preparing', 'ready', 'collected'];
const PLACES: Readonly<Partial<Record<TrackedOrder['situation'], number>>> = {
  awaiting_payment: 0,
  checking: 0,
  waiting: 1,
  preparing: 1,
  packed: 1,
  ready_for_pick_up: 2,
  partly_on_the_way: 2,
  on_the_way: 2,
  delivery_failed: 3,
  sent_back: 3,
  out_for_delivery: 3,
  partly_delivered: 2,
  delivered: 4,
};
const STOPPED: ReadonlySet<TrackedOrder['situation']> = new Set([
  'awaiting_payment',
  'checking',
  'waiting',
  'delivery_failed',
  'sent_back',
]);

const RESTING: ReadonlySet<TrackedOrder['situation']> = new Set(['ready_for_pick_up', 'delivered']);

/** Where an order is on its way. Cancelled orders end where they were; those that come back have another way. */
export function progressOf(order: TrackedOrder): Progress {
  const { situation, isPickUp, history } = order;
  if (situation === 'cancelled') {
    return { steps: ['ordered', 'cancelled'], current: 1, isMoving: false, isStopped: true };
  }
  if (situation === 'returning' || situation === 'returned') {
    const begin: readonly StepName[] = ['ordered', isPickUp ? 'collected' : 'delivered'];
    const wasThere = history.some(({ kind }) => kind === 'delivered') || isPickUp;
    const steps = [...(wasThere ? begin : ['ordered' as const]), 'returning', 'returned'] as const;
    const isBack = situation === 'returned';
    return {
      steps,
      current: steps.length - (isBack ? 1 : 2),
      isMoving: !isBack,
      isStopped: false,
    };
  }
  const steps = isPickUp ? PICK_UP : DELIVERY;
  const place = Math.min(PLACES[situation] ?? 0, steps.length - 1);
  const isStopped = STOPPED.has(situation);
  const isMoving = !isStopped && !RESTING.has(situation);
  return { steps, current: place, isMoving, isStopped };
}

/** A point of the drawn way. */
interface Point {
  readonly x: number;
  readonly y: number;
}

const SAMPLES_A_STEP = 16;

/** A gentle wave from the first stop to the last, as the stops lie on it, and as SVG draws it. */
export function layPath(
  count: number,
  {
    width,
    height,
    margin,
  }: { readonly width: number; readonly height: number; readonly margin: number },
): { readonly stops: readonly Point[]; readonly pathTo: (stop: number) => string } {
  const gaps = Math.max(1, count - 1);
  const pointAt = (place: number): Point => ({
    x: margin + (place / gaps) * (width - 2 * margin),
    y:
      height / 2 -
      Math.sin((place / gaps) * Math.PI * Math.max(2, gaps - 1)) * (height / 2 - margin),
  });
  return {
    stops: Array.from({ length: count }, (_, index) => pointAt(index)),
    pathTo: (stop) => {
      const samples = Math.max(1, Math.round(stop * SAMPLES_A_STEP));
      const points = Array.from({ length: samples + 1 }, (_, index) =>
        pointAt((index / samples) * stop),
      );
      return points
        .map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`)
        .join('');
    },
  };
}
