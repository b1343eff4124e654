import type { Command, CommandHandler, Outcome } from '../../hub/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { CancelOrder } from '../../../contracts/orders.ts';
import {
  changeOrder,
  noSuchOrder,
  promiseOf,
  refuseUnlessAmendable,
  withoutQuantity,
  withoutWaiting,
  type OnOrder,
  type OrderChange,
} from './change-order.ts';
import { withdraw, type LineQuantity } from './order-progress.ts';
import type { OrderLine, OrderRecord, OrderDraft } from './order-record.ts';
import { childrenOf, refuseComponent, withBundleQuantities } from './bundles.ts';
import { chargesFor, totalsOf, withQuantity, type Totals } from './order-totals.ts';
import { worldOf, type OrderSources, type OrderWorld } from './order-world.ts';

/** cancel_order: the whole order, or quantities of its lines. Stock goes back, totals shrink in proportion. */
export function cancelOrderHandler(sources: OrderSources): CommandHandler<OnOrder & CancelOrder> {
  return {
    kind: 'cancel_order',
    need: ({ body }, unit) => unit.facts(sources.orders).needOrder(body.orderId),
    decide: (command, unit) => cancelOrder(command, worldOf(sources, unit)),
  };
}

/** Cancels an order, or quantities of it, that no location has. */
export function cancelOrder(command: Command<OnOrder & CancelOrder>, world: OrderWorld): Outcome {
  const { orderId, lines, reason } = command.body;
  const order = world.orders.order(orderId);
  if (order === undefined) return noSuchOrder(orderId);
  const over = refuseUnlessAmendable(order, 'cancelled');
  if (over !== null) return over;
  const change =
    lines === undefined
      ? decideWholeCancellation(order, reason)
      : decideLineCancellation(order, lines, reason);
  return change.kind === 'refused' ? change : changeOrder(world, command, order, change.change);
}

interface Decided {
  readonly kind: 'decided';
  readonly change: OrderChange;
}

/** Cancels everything that is left. Charges go too: nothing is delivered that they could be for. */
export function decideWholeCancellation(
  order: OrderRecord,
  reason: string,
  isExpiry = false,
): Decided {
  const lines = order.lines.map((line) => cancelled(line, line.quantity));
  return {
    kind: 'decided',
    change: {
      draft: {
        ...order,
        ...totalsOf(lines, []),
        lines,
        details: { ...order.details, charges: [], cancelledCharges: order.details.charges },
        shipments: [],
        waiting: [],
        promisedAt: null,
      },
      isCancelled: true,
      isExpiry,
      eventType: 'order.cancelled',
      eventFacts: {
        reason,
        cancelledLines: order.lines
          .filter(({ quantity }) => quantity > 0)
          .map(({ lineNumber, quantity }) => ({ lineNumber, quantity })),
      },
    },
  };
}

/** Cancels quantities of lines; when nothing is left, that cancels the order. */
export function decideLineCancellation(
  order: OrderRecord,
  wanted: NonNullable<CancelOrder['lines']>,
  reason: string,
): Decided | Refusal {
  let lines = order.lines;
  let shipments = order.shipments;
  for (const { lineNumber, quantity } of wanted) {
    const line = lines.find((candidate) => candidate.lineNumber === lineNumber);
    if (line === undefined || line.quantity < quantity) {
      return refuse(
        'invalid_request',
        line === undefined
          ? `Order ${order.id} has no line ${lineNumber}.`
          : `Line ${lineNumber} of order ${order.id} has ${line.quantity} left; ${quantity} cannot be cancelled.`,
        { lineNumber, quantity: line?.quantity ?? 0 },
      );
    }
    const component = refuseComponent(order.details, lineNumber);
    if (component !== null) return component;
    const taken = new Map([[lineNumber, quantity]]);
    for (const child of childrenOf(order.details, lineNumber))
      taken.set(child.lineNumber, quantity * child.quantityEach);
    lines = lines.map((candidate) => cancelled(candidate, taken.get(candidate.lineNumber) ?? 0));
    for (const [number, units] of taken) shipments = withoutQuantity(shipments, number, units);
  }
  if (lines.every(({ quantity }) => quantity === 0)) return decideWholeCancellation(order, reason);
  return {
    kind: 'decided',
    change: {
      draft: {
        ...order,
        ...chargedFor(order, lines),
        lines,
        shipments,
        waiting: withoutWaiting(order.waiting, order.shipments, shipments),
        promisedAt: promiseOf(shipments),
      },
      eventType: 'order.lines_cancelled',
      eventFacts: { reason, cancelledLines: wanted },
    },
  };
}

/** The totals of what is left, with the charges that it still bears. */
function chargedFor(
  { details }: OrderRecord,
  lines: OrderRecord['lines'],
): Pick<OrderDraft, keyof Totals | 'details'> {
  const charges = chargesFor(lines, details.charges);
  return {
    ...totalsOf(lines, charges),
    details: charges === details.charges ? details : { ...details, charges },
  };
}

/** What of an order is called off once locations have a part of it. */
export interface CancelledParts {
  /** Of shipments that no location has. */
  readonly planned: readonly LineQuantity[];
  /** Of released shipments, by number. */
  readonly withdrawn: readonly {
    readonly number: number;
    readonly quantities: readonly LineQuantity[];
  }[];
}

/** The change that calls off parts of an order which nothing has shipped of; nothing left cancels it. */
export function cancelParts(
  order: OrderRecord,
  { planned, withdrawn }: CancelledParts,
  reason: string,
): OrderChange {
  const all = [...planned, ...withdrawn.flatMap(({ quantities }) => quantities)];
  const parts = order.lines.map((line) =>
    cancelled(
      line,
      all
        .filter(({ lineNumber }) => lineNumber === line.lineNumber)
        .reduce((sum, { quantity }) => sum + quantity, 0),
    ),
  );
  const lines = withBundleQuantities(parts, order.details, cancelled);
  if (lines.every(({ quantity }) => quantity === 0)) {
    return decideWholeCancellation(order, reason).change;
  }
  const kept = withdrawn.reduce(
    (draft, { number, quantities }) => withdraw(draft, number, quantities),
    order,
  ).shipments;
  const isReleased = ({ release }: OrderRecord['shipments'][number]) => release !== undefined;
  const left = planned.reduce(
    (shipments, { lineNumber, quantity }) => withoutQuantity(shipments, lineNumber, quantity),
    kept.filter((shipment) => !isReleased(shipment)),
  );
  const shipments = [...kept.filter(isReleased), ...left];
  return {
    draft: {
      ...order,
      ...chargedFor(order, lines),
      lines,
      shipments,
      waiting: withoutWaiting(order.waiting, order.shipments, shipments),
      promisedAt: promiseOf(shipments) ?? order.promisedAt,
    },
    eventType: 'order.lines_cancelled',
    eventFacts: { reason, cancelledLines: all },
  };
}

function cancelled(line: OrderLine, quantity: number): OrderLine {
  if (quantity === 0) return line;
  return {
    ...withQuantity(line, line.quantity - quantity),
    cancelledQuantity: line.cancelledQuantity + quantity,
  };
}
