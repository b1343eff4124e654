import type { Command, CommandHandler, Outcome } from '../../hub/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { SourceOrder } from '../../../contracts/orders.ts';
import {
  changeOrder,
  channelOf,
  noSuchOrder,
  promiseOf,
  refuseUnlessAmendable,
  refuseVersion,
  unchanged,
  type OnOrder,
} from './change-order.ts';
import type { OrderRecord } from './order-record.ts';
import { servedFrom } from './order-kinds.ts';
import { worldOf, type OrderSources, type OrderWorld } from './order-world.ts';
import { planOrder, type OrderPlan, type PlanRequest } from './plan-order.ts';

/** source_order: tries again for an order that waits for stock. Changes nothing when nothing gets better. */
export function sourceOrderHandler(sources: OrderSources): CommandHandler<OnOrder> {
  return {
    kind: 'source_order',
    need: ({ body }, unit) => unit.facts(sources.orders).needOrder(body.orderId),
    decide: (command, unit) => sourceOrder(command, worldOf(sources, unit)),
  };
}

/** source_order_again: plans anew what no location has, because a person asks for it. */
export function sourceAgainHandler(sources: OrderSources): CommandHandler<OnOrder & SourceOrder> {
  return {
    kind: 'source_order_again',
    need: ({ body }, unit) => unit.facts(sources.orders).needOrder(body.orderId),
    decide: (command, unit) => sourceAgain(command, worldOf(sources, unit)),
  };
}

function sourceOrder(command: Command<OnOrder>, world: OrderWorld): Outcome {
  const order = world.orders.order(command.body.orderId);
  if (order === undefined) return noSuchOrder(command.body.orderId);
  if (order.waiting.length === 0) {
    return refuseUnlessAmendable(order, 'sourced') ?? unchanged(world, order);
  }
  const planning = world.points.planning(command, world, order);
  const plan = planRest(world, command, order, { isTurn: true, planning });
  // The earlier plan stands: it may name supply that came late, which its own date already tells.
  if (plan.kind === 'refused' || unitsOf(plan.waiting) >= unitsOf(order.waiting))
    return unchanged(world, order);
  const answer = changeOrder(world, command, order, {
    draft: withPlan(order, plan),
    eventType: 'order.sourced',
    decision: plan.decision,
  });
  planning?.kept();
  return answer;
}

/** Plans anew what no location has of an order. */
export function sourceAgain(command: Command<OnOrder & SourceOrder>, world: OrderWorld): Outcome {
  const { orderId, excludedLocations = [], reason, expectedVersion } = command.body;
  const order = world.orders.order(orderId);
  if (order === undefined) return noSuchOrder(orderId);
  if (expectedVersion !== undefined && expectedVersion !== order.version)
    return refuseVersion(order, expectedVersion);
  // Of an order that has begun, what waits for goods is still to be planned.
  if (order.shipments.every(({ release }) => release !== undefined)) {
    const over = refuseUnlessAmendable(order, 'sourced');
    if (over !== null) return over;
  }
  const served = servedFrom(order.details, world);
  const unknown = excludedLocations.filter((code) => world.catalogue.location(code) === undefined);
  if (unknown.length > 0) {
    return refuse('unknown_reference', `There is no location ${unknown.join(', ')}.`, {
      locations: unknown,
    });
  }
  if (served?.isPickUp === true && excludedLocations.length > 0) {
    return refuse('invalid_request', 'Its customer collects it: no other location can serve it.', {
      field: 'excludedLocations',
    });
  }
  const split = command.body.split ?? order.details.split;
  const planning = world.points.planning(command, world, order);
  const plan = planRest(world, command, order, { split, excludedLocations, planning });
  if (plan.kind === 'refused') return plan;
  const draft = withPlan({ ...order, details: { ...order.details, split } }, plan);
  const isSame =
    split === order.details.split &&
    JSON.stringify(draft.shipments) === JSON.stringify(order.shipments);
  if (isSame) return unchanged(world, order);
  const answer = changeOrder(world, command, order, {
    draft,
    eventType: 'order.sourced',
    eventFacts: { reason: reason ?? null, excludedLocations, split },
    decision: plan.decision,
  });
  planning?.kept();
  return answer;
}

/** Plans what no location has; what locations have stays theirs. */
function planRest(
  world: OrderWorld,
  command: Command,
  order: OrderRecord,
  wishes: Partial<Pick<PlanRequest, 'isTurn' | 'split' | 'excludedLocations' | 'planning'>>,
): OrderPlan | Refusal {
  return planOrder(world, {
    decidedAt: command.receivedAt,
    channel: channelOf(world, order),
    shipTo: order.shipTo,
    wantedBy: order.wantedBy,
    placedAt: order.placedAt,
    split: order.details.split,
    backorder: order.details.backorder,
    servedFrom: servedFrom(order.details, world),
    lines: unreleasedLines(order),
    held: { ...order, shipments: order.shipments.filter(({ release }) => release === undefined) },
    ...wishes,
  });
}

/** The order with a new plan for what no location has. */
function withPlan(order: OrderRecord, plan: OrderPlan): OrderRecord {
  const begun = order.shipments.filter(({ release }) => release !== undefined);
  return {
    ...order,
    shipments: [...begun, ...plan.shipments],
    waiting: plan.waiting,
    promisedAt: Math.max(plan.promisedAt, promiseOf(begun) ?? plan.promisedAt),
  };
}

/** The lines with what of them no location has yet and was not shipped. */
function unreleasedLines(order: OrderRecord): OrderRecord['lines'] {
  const planned = new Map<number, number>();
  for (const { release, lines } of order.shipments) {
    if (release !== undefined) continue;
    for (const [lineNumber, quantity] of lines)
      planned.set(lineNumber, (planned.get(lineNumber) ?? 0) + quantity);
  }
  return order.lines.map((line) => ({ ...line, quantity: planned.get(line.lineNumber) ?? 0 }));
}

function unitsOf(waiting: OrderRecord['waiting']): number {
  return waiting.reduce((sum, { quantity }) => sum + quantity, 0);
}
