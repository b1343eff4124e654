import { instantFromText, type Instant } from '../../kernel/clock.ts';
import type { ShipmentView } from '../../../contracts/fulfilment-answers.ts';
import type { Order } from '../../../contracts/orders.ts';
import type { TrackedOrder, TrackedSituation, TrackedStep } from '../../../contracts/tracking.ts';

/** Something that happened to an order, as its history holds it. */
export interface TrackedEvent {
  readonly type: string;
  /** RFC 3339. */
  readonly occurredAt: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Milestones that its customer hears of. What parcels reach comes from their carriers. */
const MILESTONES_TOLD: ReadonlySet<string> = new Set([
  'placed',
  'paid',
  'backordered',
  'picking',
  'packed',
  'returning',
  'returned',
  'cancelled',
]);
const SITUATIONS_OVER: ReadonlySet<TrackedSituation> = new Set([
  'delivered',
  'returning',
  'returned',
  'cancelled',
]);

type Sent = Pick<ShipmentView, 'state'>;

/** The whole order in one word. The state is that of its least advanced part; its customer also sees the others. */
export function situationOf(
  order: Pick<Order, 'state' | 'lines'>,
  shipments: readonly Sent[],
  isReadyForPickUp: boolean,
): TrackedSituation {
  const { state, lines } = order;
  const isSome = (quantity: 'shippedQuantity' | 'deliveredQuantity'): boolean =>
    lines.some((line) => line[quantity] > 0);
  switch (state) {
    case 'cancelled':
    case 'returning':
    case 'returned':
    case 'delivered':
      return state;
    case 'closed':
      return lines.every((line) => line.returnedQuantity >= line.shippedQuantity) &&
        isSome('shippedQuantity')
        ? 'returned'
        : 'delivered';
    case 'shipped':
      return situationOnTheWay(shipments, isSome('deliveredQuantity'));
    default:
  }
  if (isSome('deliveredQuantity')) return 'partly_delivered';
  if (isSome('shippedQuantity')) return 'partly_on_the_way';
  if (isReadyForPickUp) return 'ready_for_pick_up';
  switch (state) {
    case 'placed':
      return 'awaiting_payment';
    case 'held':
      return 'checking';
    case 'backordered':
      return 'waiting';
    case 'packed':
      return 'packed';
    default:
      return 'preparing';
  }
}

/** Trouble first: one parcel that does not arrive matters more than another that is near. */
function situationOnTheWay(shipments: readonly Sent[], isPartlyThere: boolean): TrackedSituation {
  const has = (state: ShipmentView['state']): boolean =>
    shipments.some((shipment) => shipment.state === state);
  if (has('returned_to_sender')) return 'sent_back';
  if (has('delivery_failed')) return 'delivery_failed';
  if (has('out_for_delivery')) return 'out_for_delivery';
  return isPartlyThere ? 'partly_delivered' : 'on_the_way';
}

/** What was promised: first, now, and whether it can still be kept. */
export function promisesOf(given: {
  readonly order: Pick<Order, 'promisedAt' | 'shipments'>;
  readonly shipments: readonly Pick<ShipmentView, 'deliverBy' | 'deliveredAt'>[];
  readonly events: readonly TrackedEvent[];
  readonly situation: TrackedSituation;
  readonly timeZone: string;
  readonly now: Instant;
}): Pick<TrackedOrder, 'promisedAt' | 'promisedBefore' | 'expectedAt' | 'isLate'> {
  const { order, shipments, events, situation, timeZone, now } = given;
  const { promisedAt } = order;
  const isOver = SITUATIONS_OVER.has(situation);
  const isLate = !isOver && promisedAt !== null && instantOf(promisedAt) < now;
  const first = events.map(promiseIn).find((promise) => promise !== null) ?? null;
  const day = dayIn(timeZone);
  const dues = [
    ...shipments.flatMap(({ deliveredAt, deliverBy }) => (deliveredAt === null ? [deliverBy] : [])),
    ...order.shipments.map(({ deliverBy }) => deliverBy),
  ].toSorted();
  const last = dues.at(-1) ?? null;
  return {
    promisedAt,
    promisedBefore:
      first !== null && promisedAt !== null && day(first) < day(promisedAt) ? first : null,
    expectedAt: isLate && last !== null && instantOf(last) > now ? last : null,
    isLate,
  };
}

/** What happened, in the order of time: the order's own milestones, its parcels' ways, and promises that moved. */
export function stepsOf(
  events: readonly TrackedEvent[],
  parcels: readonly { readonly number: number; readonly shipment: ShipmentView }[],
  timeZone: string,
): TrackedStep[] {
  const step = (kind: TrackedStep['kind'], at: string, more: Partial<TrackedStep> = {}) => ({
    at,
    kind,
    place: null,
    parcel: null,
    promisedAt: null,
    ...more,
  });
  const ofOrder = events.flatMap((event): TrackedStep[] => {
    if (event.type === 'fulfilment.ready_for_pick_up') {
      return [step('ready_for_pick_up', event.occurredAt)];
    }
    const { milestones } = event.data as { milestones?: readonly string[] };
    return (milestones ?? [])
      .filter((name) => MILESTONES_TOLD.has(name) || (name === 'delivered' && parcels.length === 0))
      .map((name) => step(name as TrackedStep['kind'], event.occurredAt));
  });
  // Cartons of one shipment travel together: their carrier tells of it once.
  const told = new Set<string>();
  const ofParcels = parcels.flatMap(({ number, shipment }): TrackedStep[] => {
    if (told.has(shipment.id)) return [];
    told.add(shipment.id);
    const parcel = parcels.at(-1)?.number === 1 ? null : number;
    return [
      ...(shipment.shippedAt === null ? [] : [step('shipped', shipment.shippedAt, { parcel })]),
      ...shipment.tracking.map(({ kind, occurredAt, place }) =>
        step(kind, occurredAt, { place, parcel }),
      ),
    ];
  });
  return [
    ...ofOrder,
    ...movedPromises(events, timeZone).map(({ at, promisedAt }) =>
      step('promise_moved', at, { promisedAt }),
    ),
    ...ofParcels,
  ].toSorted((one, other) => instantOf(one.at) - instantOf(other.at));
}

/** Each time a later day was promised than the one before: hours and earlier days bother nobody. */
function movedPromises(
  events: readonly TrackedEvent[],
  timeZone: string,
): { readonly at: string; readonly promisedAt: string }[] {
  const day = dayIn(timeZone);
  let before: string | null = null;
  return events.flatMap((event) => {
    const promisedAt = promiseIn(event);
    if (promisedAt === null) return [];
    const isLater = before !== null && day(promisedAt) > day(before);
    before = promisedAt;
    return isLater ? [{ at: event.occurredAt, promisedAt }] : [];
  });
}

function promiseIn({ data }: TrackedEvent): string | null {
  const { promisedAt } = data;
  return typeof promisedAt === 'string' ? promisedAt : null;
}

function dayIn(timeZone: string): (at: string) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone });
  return (at) => format.format(instantOf(at));
}

function instantOf(text: string): Instant {
  return instantFromText(text) ?? 0;
}
