import { dayOf } from '../../kernel/calendar.ts';
import { DAY_MS, instantToText, type Instant } from '../../kernel/clock.ts';
import type { Command } from '../../hub/index.ts';
import {
  changeOrder,
  channelOf,
  planOrder,
  servedFrom,
  promiseOf,
  releasePlanned,
  withdraw,
  type LineQuantity,
  type Planning,
  type OrderRecord,
  type StoredShipment,
  type WaitingLine,
} from '../orders/index.ts';
import { inState, onLines, unitsOf, type FulfilmentOrder } from './fulfilment-order.ts';
import type { FulfilmentWorld } from './fulfilment-world.ts';
import { orderOf } from './handler.ts';
import { followWork, takeInHand } from './take-in-hand.ts';
import { lotsOfFirst } from './tracked-units.ts';

/** How long new goods take where nobody has said. */
const LEAD_TIME_DAYS_DEFAULT = 14;

/** What is known of units that are not there: where somebody looked, or which supplier will not send them. */
interface ShortFacts {
  readonly slot: string | null;
  readonly purchaseOrder?: string;
  readonly reason?: string;
}

interface NewSource {
  readonly shipments: readonly StoredShipment[];
  readonly waiting: readonly WaitingLine[];
  /** JSON text of the sourcing decision; absent when sourcing refused. */
  readonly decision?: string;
  readonly because: 'sourced' | 'waits';
}

/**
 * Units that are not where they should be: they leave this fulfilment order and are sourced anew at once,
 * without this location. What is at hand elsewhere is released there; what nothing covers waits. The
 * units themselves are set aside until somebody has counted, so that nobody is promised them again.
 */
export function reportShort(
  world: FulfilmentWorld,
  command: Command,
  fulfilmentOrder: FulfilmentOrder,
  short: readonly LineQuantity[],
  about: ShortFacts,
): FulfilmentOrder {
  const { receivedAt: now } = command;
  const order = orderOf(world, fulfilmentOrder);
  const withdrawn = withdraw(order, fulfilmentOrder.number, short);
  const planning = world.points.planning(command, world, withdrawn);
  const source = sourceAnew(world, order, fulfilmentOrder, short, { now, planning });
  const planned: OrderRecord = {
    ...withdrawn,
    shipments: [...withdrawn.shipments, ...source.shipments],
    waiting:
      source.waiting.length === 0 ? withdrawn.waiting : [...withdrawn.waiting, ...source.waiting],
  };
  const { order: draft, released } = releasePlanned(planned);
  for (const shipment of released) takeInHand(world, command, order, shipment);
  const skuOfLine = new Map(fulfilmentOrder.lines.map((line) => [line.lineNumber, line]));
  const skuIdOf = ({ lineNumber }: LineQuantity) => skuOfLine.get(lineNumber)?.skuId as number;
  changeOrder(world, command, order, {
    draft: { ...draft, promisedAt: promiseOf(draft.shipments) ?? order.promisedAt },
    moves: short.map((missing) => ({
      skuId: skuIdOf(missing),
      locationId: fulfilmentOrder.locationId,
      kind: 'short_pick',
      delta: { qualityControl: missing.quantity },
    })),
    eventType: 'fulfilment.short_picked',
    eventFacts: {
      fulfilmentOrder: fulfilmentOrder.id,
      location: fulfilmentOrder.location,
      ...about,
      short: short.map((missing) => ({
        ...missing,
        sku: world.catalogue.skuById(skuIdOf(missing)).code,
      })),
      outcome: source.because,
      fulfilmentOrders: released.map(({ release }) => `${order.id}-${release.number}`),
      waitsUntil: latestOf(source.waiting),
    },
    ...(source.decision === undefined ? {} : { decision: source.decision }),
  });
  if (source.decision !== undefined) planning?.kept();
  const left = onLines(fulfilmentOrder, short, (line, missing) => {
    const quantity = line.quantity - missing;
    // A supplier may decline what it has begun to pick; a picker misses only what is not picked.
    const picked = Math.min(line.picked, quantity);
    return {
      ...line,
      quantity,
      picked,
      packed: Math.min(line.packed, picked),
      ...(line.lots === undefined ? {} : { lots: lotsOfFirst(line.lots, picked) }),
    };
  });
  const kept = world.fulfilmentOrders.change(
    unitsOf(left, 'quantity') === 0 ? { ...inState(left, 'cancelled', now), parcels: null } : left,
  );
  followWork(world, command, kept);
  return kept;
}

function latestOf(waiting: readonly WaitingLine[]): string | null {
  return waiting.length === 0
    ? null
    : instantToText(Math.max(...waiting.map(({ expectedAt }) => expectedAt)));
}

function sourceAnew(
  world: FulfilmentWorld,
  order: OrderRecord,
  fulfilmentOrder: FulfilmentOrder,
  short: readonly LineQuantity[],
  { now, planning }: { readonly now: Instant; readonly planning: Planning | null },
): NewSource {
  // What somebody collects at a store comes from there or not at all.
  if (order.details.kind === 'pick_up') {
    return waitHere(world, order, fulfilmentOrder, short, now);
  }
  const channel = channelOf(world, order);
  const missing = new Map(short.map(({ lineNumber, quantity }) => [lineNumber, quantity]));
  const plan = planOrder(world, {
    decidedAt: now,
    channel: {
      ...channel,
      excludedLocationCodes: [...channel.excludedLocationCodes, fulfilmentOrder.location],
    },
    shipTo: order.shipTo,
    wantedBy: order.wantedBy,
    placedAt: order.placedAt,
    // The order is split by now, whatever it wished for: what is left of it may come in parts.
    split: 'allow',
    backorder: order.details.backorder,
    servedFrom: servedFrom(order.details, world),
    lines: order.lines.flatMap((line) => {
      const quantity = missing.get(line.lineNumber);
      return quantity === undefined ? [] : [{ ...line, quantity }];
    }),
    planning,
  });
  if (plan.kind === 'planned') {
    const { shipments, waiting, decision } = plan;
    return { shipments, waiting, decision, because: waiting.length > 0 ? 'waits' : 'sourced' };
  }
  return waitHere(world, order, fulfilmentOrder, short, now);
}

/** Sourcing knows of no other way: the units wait at the same location for as long as new ones take. */
function waitHere(
  world: FulfilmentWorld,
  order: OrderRecord,
  fulfilmentOrder: FulfilmentOrder,
  short: readonly LineQuantity[],
  now: Instant,
): NewSource {
  const { locationId, number } = fulfilmentOrder;
  const before = order.shipments.find(({ release }) => release?.number === number);
  if (before === undefined) throw new Error(`shipment ${number} of order ${order.id} is gone`);
  const skuOfLine = new Map(order.lines.map(({ lineNumber, skuId }) => [lineNumber, skuId]));
  const waiting = short.map(({ lineNumber, quantity }): WaitingLine => {
    const skuId = skuOfLine.get(lineNumber) as number;
    const days = world.catalogue.skuById(skuId).leadTimeDays ?? LEAD_TIME_DAYS_DEFAULT;
    const expectedAt = now + days * DAY_MS;
    return {
      lineNumber,
      skuId,
      locationId,
      quantity,
      waitsFor: 'lead_time',
      incomingId: null,
      expectedAt,
    };
  });
  const waitsUntil = Math.max(...waiting.map(({ expectedAt }) => expectedAt));
  const later = Math.max(0, waitsUntil - before.shipAt);
  const { release: _release, ...planned } = before;
  const shipAt = planned.shipAt + later;
  const { calendar } = world.catalogue.locationById(locationId);
  return {
    shipments: [
      {
        ...planned,
        lines: short.map(({ lineNumber, quantity }) => [lineNumber, quantity] as const),
        waitsFor: 'lead_time',
        waitsUntil,
        shipAt,
        shipDay: dayOf(shipAt, calendar.timeZone),
        deliverFrom: planned.deliverFrom + later,
        deliverBy: planned.deliverBy + later,
      },
    ],
    waiting,
    because: 'waits',
  };
}
