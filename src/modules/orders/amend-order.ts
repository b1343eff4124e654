import { instantFromText, type Instant } from '../../kernel/clock.ts';
import type { Command, CommandHandler, Outcome } from '../../hub/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import { ORDER_LINES_MAX, type AmendOrder } from '../../../contracts/orders.ts';
import {
  changeOrder,
  channelOf,
  noSuchOrder,
  refuseUnlessAmendable,
  refuseVersion,
  type OnOrder,
} from './change-order.ts';
import {
  childrenOf,
  explodeBundles,
  linesWithStock,
  refuseComponent,
  type Exploded,
} from './bundles.ts';
import type { OrderLine, OrderRecord, OrderDraft } from './order-record.ts';
import { isExact, totalsOf, withQuantity } from './order-totals.ts';
import { servedFrom } from './order-kinds.ts';
import { worldOf, type OrderSources, type OrderWorld } from './order-world.ts';
import { checkCustomFields, linesOf, refuseInexact } from './place-order.ts';
import { planOrder } from './plan-order.ts';
import { unpaidSinceOf } from './settle-order.ts';

/** amend_order: changes an order until a location has it; what it needs of stock is sourced again. */
export function amendOrderHandler(sources: OrderSources): CommandHandler<OnOrder & AmendOrder> {
  return {
    kind: 'amend_order',
    need({ body }, unit) {
      unit.facts(sources.orders).needOrder(body.orderId);
      for (const { sku } of body.addLines ?? []) {
        unit.facts(sources.catalogue).needSkuCode(sku);
        unit.facts(sources.stock).needSkuCode(sku);
      }
    },
    decide: (command, unit) => amendOrder(command, worldOf(sources, unit)),
  };
}

/** Amends an order that no location has. */
export function amendOrder(command: Command<OnOrder & AmendOrder>, world: OrderWorld): Outcome {
  const order = world.orders.order(command.body.orderId);
  if (order === undefined) return noSuchOrder(command.body.orderId);
  return refuseUnlessAmendable(order, 'amended') ?? applyAmendment(command, world, order);
}

/** Carries an amendment out, whatever state the order is in: the caller has asked whether it may be. */
export function applyAmendment(
  command: Command<OnOrder & AmendOrder>,
  world: OrderWorld,
  order: OrderRecord,
): Outcome {
  const { body } = command;
  if (body.expectedVersion !== undefined && body.expectedVersion !== order.version) {
    return refuseVersion(order, body.expectedVersion);
  }
  const channel = channelOf(world, order);
  if (body.customFields !== undefined) {
    const wrong = checkCustomFields(body.customFields, channel);
    if (wrong !== null) return wrong;
  }
  const amended = amendedLines(order, body, world);
  if ('kind' in amended) return amended;
  const { lines, bundles } = amended;
  const totals = totalsOf(lines, order.details.charges);
  if (!isExact(totals)) return refuseInexact();
  if (totals.totalMinor < 0) {
    return refuse(
      'total_mismatch',
      `The amended order would cost ${totals.totalMinor}: less than nothing.`,
      {
        totalMinor: totals.totalMinor,
      },
    );
  }
  const draft: OrderDraft = {
    ...order,
    ...totals,
    lines,
    customer: body.customer ?? order.customer,
    shipTo: body.shipTo ?? order.shipTo,
    wantedBy: amendedInstant(body.wantedBy, order.wantedBy),
    priority: body.priority ?? order.priority,
    // A changed priority is a changed claim, so what waits is written again.
    waiting:
      body.priority === undefined || order.waiting.length === 0
        ? order.waiting
        : [...order.waiting],
    details: {
      ...order.details,
      ...(bundles.length === 0 ? {} : { bundles }),
      attributes: body.attributes ?? order.details.attributes,
      customFields: body.customFields ?? order.details.customFields,
      note: body.note === undefined ? order.details.note : body.note,
      unpaidSince: unpaidSinceOf(order, { ...order, ...totals }, channel, command.receivedAt),
    },
  };
  const event = {
    eventType: 'order.amended',
    eventFacts: { reason: body.reason ?? null, amended: amendedFields(body) },
  };
  const needsPlan =
    body.lines !== undefined ||
    body.addLines !== undefined ||
    body.shipTo !== undefined ||
    body.wantedBy !== undefined;
  if (!needsPlan) return changeOrder(world, command, order, { draft, ...event });
  const planning = world.points.planning(command, world, draft);
  const plan = planOrder(world, {
    decidedAt: command.receivedAt,
    channel,
    shipTo: draft.shipTo,
    wantedBy: draft.wantedBy,
    placedAt: order.placedAt,
    split: order.details.split,
    backorder: order.details.backorder,
    servedFrom: servedFrom(order.details, world),
    lines: linesWithStock(lines, draft.details),
    held: order,
    planning,
  });
  if (plan.kind === 'refused') return plan;
  const answer = changeOrder(world, command, order, {
    draft: {
      ...draft,
      shipments: plan.shipments,
      waiting: plan.waiting,
      promisedAt: plan.promisedAt,
    },
    decision: plan.decision,
    ...event,
  });
  planning?.kept();
  return answer;
}

/** The lines after the amendment, or a refusal. */
function amendedLines(order: OrderRecord, body: AmendOrder, world: OrderWorld): Exploded | Refusal {
  let lines: readonly OrderLine[] = order.lines;
  let bundles = order.details.bundles ?? [];
  for (const change of body.lines ?? []) {
    const line = lines.find(({ lineNumber }) => lineNumber === change.lineNumber);
    if (line === undefined) {
      return refuse('invalid_request', `Order ${order.id} has no line ${change.lineNumber}.`, {
        lineNumber: change.lineNumber,
      });
    }
    const component = refuseComponent(order.details, change.lineNumber);
    if (component !== null) return component;
    const amended: OrderLine = {
      ...resized(line, change.quantity),
      attributes: change.attributes ?? line.attributes,
    };
    const children = childrenOf(order.details, change.lineNumber);
    lines = lines.map((candidate) => {
      if (candidate === line) return amended;
      const child = children.find(({ lineNumber }) => lineNumber === candidate.lineNumber);
      return child === undefined
        ? candidate
        : resized(candidate, change.quantity * child.quantityEach);
    });
  }
  if (body.addLines !== undefined) {
    const last = Math.max(...lines.map(({ lineNumber }) => lineNumber));
    if (last + body.addLines.length > ORDER_LINES_MAX) {
      return refuse('invalid_request', `An order has at most ${ORDER_LINES_MAX} lines.`, {
        field: 'addLines',
      });
    }
    const added = linesOf({ lines: body.addLines }, world, last + 1);
    if (!Array.isArray(added)) return added;
    const exploded = explodeBundles(added, world.catalogue, last + added.length);
    if ('code' in exploded) return exploded;
    lines = [...lines, ...exploded.lines];
    bundles = [...bundles, ...exploded.bundles];
  }
  if (lines.every(({ quantity }) => quantity === 0)) {
    return refuse('invalid_request', 'Nothing would be left of the order. Cancel it instead.', {
      field: 'lines',
    });
  }
  return { lines, bundles };
}

/** A line with another quantity; less of it counts as cancelled. */
function resized(line: OrderLine, quantity: number): OrderLine {
  return {
    ...withQuantity(line, quantity),
    cancelledQuantity: line.cancelledQuantity + Math.max(0, line.quantity - quantity),
  };
}

function amendedInstant(text: string | null | undefined, before: Instant | null): Instant | null {
  if (text === undefined) return before;
  return text === null ? null : (instantFromText(text) ?? before);
}

function amendedFields(body: AmendOrder): string[] {
  const {
    reason: _reason,
    expectedVersion: _version,
    ...fields
  } = body as AmendOrder & Partial<OnOrder>;
  return Object.keys(fields).filter((name) => name !== 'orderId');
}
