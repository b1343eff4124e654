import type { Command, CommandHandler, Outcome } from '../../hub/index.ts';
import { instantToText, type Instant } from '../../kernel/clock.ts';
import { decideWholeCancellation } from './cancel-order.ts';
import {
  changeOrder,
  channelOf,
  noSuchOrder,
  unchanged,
  type OnOrder,
  type OrderChange,
} from './change-order.ts';
import type { OrderRecord, Payment, StoredShipment, WaitingLine } from './order-record.ts';
import { isAmendable } from './order-states.ts';
import { worldOf, type OrderSources, type OrderWorld } from './order-world.ts';
import { dueOf, expiriesOf, isSettledFor, paymentDeadline, unpaidSinceOf } from './settle-order.ts';

/** meet_deadline: what an order does when its next deadline has come. Sent by the clock, harmless twice. */
export function meetDeadlineHandler(sources: OrderSources): CommandHandler<OnOrder> {
  return {
    kind: 'meet_deadline',
    need: ({ body }, unit) => unit.facts(sources.orders).needOrder(body.orderId),
    decide: (command, unit) => meetDeadline(command, worldOf(sources, unit)),
  };
}

/** What is due of an order at the time of the command; an order that nothing is due of stays as it is. */
export function meetDeadline(command: Command<OnOrder>, world: OrderWorld): Outcome {
  const now = command.receivedAt;
  const order = world.orders.order(command.body.orderId);
  if (order === undefined) return noSuchOrder(command.body.orderId);
  if (order.nextDeadlineAt === null || order.nextDeadlineAt > now) return unchanged(world, order);
  const expired = expiriesOf(order, now);
  if (expired.length > 0) return expireAuthorisations(command, world, order, expired);
  const { business } = order.details;
  if (business?.invoiceDueAt !== undefined && business.overdueAt === undefined) {
    if (business.invoiceDueAt <= now && order.paidMinor < dueOf(order)) {
      const details = { ...order.details, business: { ...business, overdueAt: now } };
      return changeOrder(world, command, order, {
        draft: { ...order, details },
        eventType: 'order.invoice_overdue',
        eventFacts: { account: business.account },
      });
    }
  }
  if (order.state === 'delivered' || order.state === 'returned') {
    return changeOrder(world, command, order, {
      draft: { ...order, details: { ...order.details, closedAt: now } },
      eventType: 'order.closed',
    });
  }
  const channel = channelOf(world, order);
  const isUnpaid =
    isAmendable(order.state) &&
    channel.paymentDeadlineMinutes !== null &&
    !isSettledFor(order, channel, order.paymentState);
  if (isUnpaid && paymentDeadline(order, channel) <= now) {
    const { change } = decideWholeCancellation(order, 'payment_deadline_passed', true);
    return changeOrder(world, command, order, keepingDeposit(order, change));
  }
  const released = releaseDay(order, now);
  if (released !== null) {
    return changeOrder(world, command, order, {
      draft: { ...order, ...released },
      eventType: 'order.sourced',
    });
  }
  const overdue = order.holds.filter(
    ({ dueAt, overdueAt, releasedAt }) =>
      dueAt !== null && dueAt <= now && overdueAt === null && releasedAt === null,
  );
  // Also when nothing is overdue by now (the channel's deadline may have moved): the change sets the next deadline.
  return changeOrder(world, command, order, {
    draft: {
      ...order,
      holds: order.holds.map((hold) =>
        overdue.includes(hold) ? { ...hold, overdueAt: now } : hold,
      ),
    },
    eventType: overdue.length > 0 ? 'order.hold_overdue' : 'order.deadline_moved',
    eventFacts: {
      holds: overdue.map(({ id, kind, owner, dueAt }) => ({
        id,
        kind,
        owner,
        dueAt: dueAt === null ? null : instantToText(dueAt),
      })),
    },
  });
}

/** A preorder whose rest was not paid leaves its deposit to us, where its channel says so. */
function keepingDeposit({ details, paidMinor }: OrderRecord, change: OrderChange): OrderChange {
  const { preorder } = details;
  if (preorder?.readySince === undefined || preorder.unpaidDeposit === 'refunded') return change;
  const keptMinor = Math.min(Math.max(0, paidMinor), preorder.depositMinor);
  return {
    ...change,
    draft: { ...change.draft, details: { ...change.draft.details, keptMinor } },
    eventFacts: { ...change.eventFacts, keptMinor },
  };
}

/**
 * Notes that authorisations can be captured no more, each with an event of its own; an order that they paid
 * for is unpaid from now on.
 */
function expireAuthorisations(
  command: Command<OnOrder>,
  world: OrderWorld,
  order: OrderRecord,
  expired: readonly Payment[],
): Outcome {
  let before = order;
  let answer = unchanged(world, order);
  for (const fact of expired) {
    world.orders.addPayment(order.id, fact, command.receivedAt);
    const payments = [...before.payments, fact];
    const channel = channelOf(world, before);
    const unpaidSince = unpaidSinceOf(before, { ...before, payments }, channel, command.receivedAt);
    const { kind, amountMinor, reference } = fact;
    answer = changeOrder(world, command, before, {
      draft: { ...before, payments, details: { ...before.details, unpaidSince } },
      eventType: 'order.payment_recorded',
      eventFacts: { payment: { kind, amountMinor, reference } },
    });
    before = world.orders.order(order.id) as OrderRecord;
  }
  return answer;
}

/**
 * The order after the day from which its preordered goods may ship: what is held goes its planned way,
 * what is not there yet waits for goods from now on. Null when no such day has come.
 */
function releaseDay(
  order: OrderRecord,
  now: Instant,
): Pick<OrderRecord, 'shipments' | 'waiting'> | null {
  const isDue = (shipment: StoredShipment) =>
    shipment.waitsFor === 'release_date' &&
    shipment.waitsUntil !== null &&
    shipment.waitsUntil <= now;
  if (!order.shipments.some(isDue)) return null;
  const dueLocations = new Set(order.shipments.filter(isDue).map(({ locationId }) => locationId));
  const isDueLine = (line: WaitingLine) =>
    line.waitsFor === 'release_date' && line.expectedAt <= now && dueLocations.has(line.locationId);
  const reasonAt = (locationId: number) => {
    const lines = order.waiting.filter((line) => isDueLine(line) && line.locationId === locationId);
    if (lines.length === 0) return null;
    return lines.some(({ incomingId }) => incomingId !== null) ? 'incoming' : 'lead_time';
  };
  return {
    shipments: order.shipments.map((shipment) => {
      if (!isDue(shipment)) return shipment;
      const waitsFor = reasonAt(shipment.locationId);
      return { ...shipment, waitsFor, waitsUntil: waitsFor === null ? null : shipment.waitsUntil };
    }),
    waiting: order.waiting.map((line) =>
      isDueLine(line) ? { ...line, waitsFor: reasonAt(line.locationId) ?? line.waitsFor } : line,
    ),
  };
}
