import type { Instant } from '../../kernel/clock.ts';
import type { MinorUnits } from '../../kernel/money.ts';
import type { Command, Outcome } from '../../hub/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import { moveExposure } from './accounts.ts';
import { askForPayments, decidePayments } from './ask-for-payments.ts';
import { withBundleProgress } from './bundles.ts';
import type { Channel } from './channels.ts';
import type { EntryKind, PositionDelta } from '../inventory/index.ts';
import { moveOrderStock, type ShippedUnits } from './move-order-stock.ts';
import { withKindDates } from './order-kinds.ts';
import type { OrderRecord, StoredShipment, OrderDraft } from './order-record.ts';
import { isAmendable, type Milestone } from './order-states.ts';
import { namesOf, placedOrderView } from './order-view.ts';
import type { OrderWorld } from './order-world.ts';
import { milestonesReached, settleOrder } from './settle-order.ts';

/** A command on one order that exists. */
export interface OnOrder {
  readonly orderId: number;
}

/** A movement of stock that goes with a change of an order, after what the order held has moved. */
export interface StockMove {
  readonly skuId: number;
  readonly locationId: number;
  readonly kind: EntryKind;
  readonly delta: PositionDelta;
}

/** What a decision says besides the new draft of the order. */
export interface OrderChange {
  readonly draft: OrderDraft;
  readonly isCancelled?: boolean;
  /** Goods that leave for good: taken out of the draft's shipments already. */
  readonly shipped?: readonly ShippedUnits[];
  /** What becomes of units that the order gives back: short ones are set aside until somebody counts. */
  readonly moves?: readonly StockMove[];
  /** True when a deadline gave the stock back, not a person. */
  readonly isExpiry?: boolean;
  /** order.amended, order.cancelled and so on. */
  readonly eventType: string;
  /** What the event says besides how the order stands now. */
  readonly eventFacts?: Readonly<Record<string, unknown>>;
  readonly occurredAt?: Instant;
  /** JSON text of the decision that led to the change, when one was taken. */
  readonly decision?: string;
  /** A person sends back what was paid too much, at most so much of it. */
  readonly refundMinorMax?: MinorUnits;
}

/**
 * Carries a decided change into the batch: completes the order, moves its stock by the difference,
 * writes the event. Every command on an existing order ends here. What goes back to gift cards is a change
 * of its own, told as every other fact about money is. Answers how the order stands after all of it.
 */
export function changeOrder(
  world: OrderWorld,
  command: Command,
  before: OrderRecord,
  change: OrderChange,
): Extract<Outcome, { kind: 'accepted' }> {
  const channel = channelOf(world, before);
  const isCancelled = change.isCancelled ?? before.state === 'cancelled';
  const progressed = withBundleProgress(change.draft);
  const asked = decidePayments(progressed, {
    channel,
    isCancelled,
    refundMinorMax: change.refundMinorMax ?? null,
  });
  // An event keeps one decision: when the change has its own, money is asked for by the next change.
  const isAskedNow = asked !== null && change.decision === undefined;
  const moneyed = isAskedNow
    ? askForPayments(world, command, progressed, asked, channel)
    : { draft: progressed, refunded: [] };
  const decision = isAskedNow ? asked.decision : change.decision;
  const first = carryOut(world, command, before, {
    ...change,
    draft: moneyed.draft,
    isCancelled,
    ...(decision === undefined ? {} : { decision }),
  });
  let last = first;
  for (const fact of moneyed.refunded) {
    const { kind, amountMinor, reference, tender } = fact;
    world.orders.addPayment(before.id, fact, command.receivedAt);
    last = carryOut(world, command, last.after, {
      draft: { ...last.after, payments: [...last.after.payments, fact] },
      isCancelled,
      eventType: 'order.payment_recorded',
      eventFacts: { payment: { kind, amountMinor, reference, tender } },
      occurredAt: fact.occurredAt,
    });
  }
  if (asked !== null && !isAskedNow) requestPayments(world, command, first.after, channel);
  const body =
    last === first
      ? first.body
      : eventText(world, last.after, milestonesReached(before, last.after), change.eventFacts);
  return { kind: 'accepted', status: 200, body };
}

/** A change in which all that follows from it is decided. */
type WholeChange = Omit<OrderChange, 'refundMinorMax'> & { readonly isCancelled: boolean };

/** Settles the order, emits its event and moves its stock. */
function carryOut(
  world: OrderWorld,
  command: Command,
  before: OrderRecord,
  change: WholeChange,
): { readonly after: OrderRecord; readonly body: string } {
  const channel = channelOf(world, before);
  const { isCancelled, decision } = change;
  const draft = withKindDates(change.draft, command.receivedAt);
  const after = settleOrder({ ...draft, version: before.version + 1 }, { channel, isCancelled });
  const body = eventText(world, after, milestonesReached(before, after), {
    // Whoever counts orders by state from events alone needs no other source.
    ...(before.state === after.state ? {} : { stateBefore: before.state }),
    ...change.eventFacts,
  });
  const eventId = world.unit.emit({
    type: change.eventType,
    subject: `order/${before.id}`,
    orderId: before.id,
    occurredAt: change.occurredAt ?? command.receivedAt,
    data: body,
    ...(decision === undefined ? {} : { decision }),
  });
  const cause = { orderId: before.id, eventId, recordedAt: command.receivedAt };
  moveOrderStock(world, before, after, {
    ...cause,
    channel: channel.code,
    isExpiry: change.isExpiry === true,
    shipped: change.shipped ?? [],
  });
  for (const { skuId, locationId, kind, delta } of change.moves ?? []) {
    world.stock.move(world.stock.position(skuId, locationId), kind, delta, cause);
  }
  moveExposure(world, before, after);
  world.orders.change(after);
  return { after, body };
}

function eventText(
  world: OrderWorld,
  order: OrderRecord,
  milestones: readonly Milestone[],
  facts: OrderChange['eventFacts'],
): string {
  const names = namesOf(world.catalogue, () => channelOf(world, order).code);
  return JSON.stringify({ ...placedOrderView(order, names, milestones), ...facts });
}

/** Asks for what has to become of an order's money, if anything, as a change of its own. */
export function requestPayments(
  world: OrderWorld,
  command: Command,
  order: OrderRecord,
  channel: Channel,
): void {
  const isCancelled = order.state === 'cancelled';
  if (decidePayments(order, { channel, isCancelled, refundMinorMax: null }) === null) return;
  changeOrder(world, command, order, { draft: order, eventType: 'order.payment_requested' });
}

/** The answer of a command that finds its work done already: how the order stands. */
export function unchanged(
  world: OrderWorld,
  order: OrderRecord,
): Extract<Outcome, { kind: 'accepted' }> {
  const names = namesOf(world.catalogue, () => channelOf(world, order).code);
  return { kind: 'accepted', status: 200, body: JSON.stringify(placedOrderView(order, names, [])) };
}

/** The channel of an order that exists. */
export function channelOf(world: OrderWorld, order: OrderRecord): Channel {
  const channel = world.channels.channelById(order.channelId);
  if (channel === undefined)
    throw new Error(`channel ${order.channelId} of order ${order.id} is gone`);
  return channel;
}

/** The refusal for an order number that does not exist. */
export function noSuchOrder(orderId: number): Refusal {
  return refuse('not_found', `There is no order ${orderId}.`, { orderId: String(orderId) });
}

/** A refusal when a location has the order already, or it is over; null when it may still change. */
export function refuseUnlessAmendable(order: OrderRecord, deed: string): Refusal | null {
  if (isAmendable(order.state)) return null;
  return refuse(
    'illegal_transition',
    `Order ${order.id} is ${order.state}: it cannot be ${deed} any more.`,
    {
      orderId: String(order.id),
      state: order.state,
    },
  );
}

/** The refusal of a change that was made for another version of an order. */
export function refuseVersion(order: OrderRecord, expectedVersion: number): Refusal {
  return refuse(
    'version_conflict',
    `Order ${order.id} has version ${order.version}, not ${expectedVersion}.`,
    { version: order.version },
  );
}

/** Takes a quantity of a line out of planned shipments, what waits longest first. Empty shipments fall away. */
export function withoutQuantity(
  shipments: readonly StoredShipment[],
  lineNumber: number,
  quantity: number,
): StoredShipment[] {
  let left = quantity;
  const kept: StoredShipment[] = [];
  for (const shipment of shipments.toReversed()) {
    const lines = shipment.lines.flatMap(([number, planned]) => {
      if (number !== lineNumber || left === 0) return [[number, planned] as const];
      const taken = Math.min(planned, left);
      left -= taken;
      return planned > taken ? [[number, planned - taken] as const] : [];
    });
    if (lines.length > 0) kept.push({ ...shipment, lines });
  }
  return kept.toReversed();
}

/** What still waits after shipments lost quantities: what waits for goods goes before what is held already. */
export function withoutWaiting(
  waiting: OrderRecord['waiting'],
  before: readonly StoredShipment[],
  after: readonly StoredShipment[],
): OrderRecord['waiting'] {
  if (waiting.length === 0) return waiting;
  const removed = new Map<string, number>();
  for (const [shipments, sign] of [
    [before, 1],
    [after, -1],
  ] as const) {
    for (const { lines, locationId, waitsFor } of shipments) {
      for (const [lineNumber, quantity] of lines) {
        const key = `${lineNumber}/${locationId}/${waitsFor}`;
        removed.set(key, (removed.get(key) ?? 0) + sign * quantity);
      }
    }
  }
  return waiting
    .toReversed()
    .flatMap((line) => {
      const key = `${line.lineNumber}/${line.locationId}/${line.waitsFor}`;
      const taken = Math.min(line.quantity, removed.get(key) ?? 0);
      removed.set(key, (removed.get(key) ?? 0) - taken);
      return taken < line.quantity ? [{ ...line, quantity: line.quantity - taken }] : [];
    })
    .toReversed();
}

/** The promise that shipments make together; null when nothing is left to ship. */
export function promiseOf(shipments: readonly StoredShipment[]): Instant | null {
  return shipments.length === 0 ? null : Math.max(...shipments.map(({ deliverBy }) => deliverBy));
}
