import type { Command, CommandHandler, Outcome, UnitOfWork } from '../../hub/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { AmendOrder, CancelOrder } from '../../../contracts/orders.ts';
import type { Address } from '../../../contracts/shared.ts';
import {
  amendOrder,
  applyAmendment,
  cancelOrder,
  cancelParts,
  changeOrder,
  isAtLocations,
  ofComponents,
  unchanged,
  type LineQuantity,
  type OnOrder,
  type OrderRecord,
} from '../orders/index.ts';
import type { ChangeRequest } from './change-request.ts';
import { isAtLocation, sumByLine, type FulfilmentOrder } from './fulfilment-order.ts';
import {
  fulfilmentWorldOf,
  siteOf,
  type FulfilmentSources,
  type FulfilmentWorld,
} from './fulfilment-world.ts';
import { emitOnOrder } from './handler.ts';
import { settingsOf } from './site.ts';
import { redirectPurchases } from './take-in-hand.ts';
import { changeRequestView } from './views.ts';
import { withdrawUnits } from './withdraw-units.ts';

type CancelCommand = Command<OnOrder & CancelOrder>;
type AmendCommand = Command<OnOrder & AmendOrder>;
type Accepted = Extract<Outcome, { kind: 'accepted' }>;

/**
 * cancel_order: what no location has is called off at once, and so is what a location has not begun with,
 * unless it wants to be asked. Whoever has begun is asked: the answer is 202 then, with the requests.
 */
export function cancelAnyOrderHandler(
  sources: FulfilmentSources,
): CommandHandler<OnOrder & CancelOrder> {
  return {
    kind: 'cancel_order',
    need: ({ body }, unit) => needOrderWithParts(sources, body.orderId, unit),
    decide(command, unit) {
      const world = fulfilmentWorldOf(sources, unit);
      const order = world.orders.order(command.body.orderId);
      return order !== undefined && isAtLocations(order.state)
        ? cancelAtLocations(command, world, order)
        : cancelOrder(command, world);
    },
  };
}

/**
 * amend_order: an order that no location has is amended as a whole. Later what concerns no location is
 * amended at once, less of a line is a cancellation, a new address is taken by all of its locations or none.
 */
export function amendAnyOrderHandler(
  sources: FulfilmentSources,
): CommandHandler<OnOrder & AmendOrder> {
  return {
    kind: 'amend_order',
    need({ body }, unit) {
      needOrderWithParts(sources, body.orderId, unit);
      for (const { sku } of body.addLines ?? []) {
        unit.facts(sources.orders.catalogue).needSkuCode(sku);
        unit.facts(sources.orders.stock).needSkuCode(sku);
      }
    },
    decide(command, unit) {
      const world = fulfilmentWorldOf(sources, unit);
      const order = world.orders.order(command.body.orderId);
      return order !== undefined && isAtLocations(order.state)
        ? amendAtLocations(command, world, order)
        : amendOrder(command, world);
    },
  };
}

function needOrderWithParts(sources: FulfilmentSources, orderId: number, unit: UnitOfWork): void {
  unit.facts(sources.orders.orders).needOrder(orderId);
  unit.facts(sources.fulfilmentOrders).needBy('order_id', orderId);
  unit.facts(sources.changeRequests).needBy('order_id', orderId);
  unit.facts(sources.purchaseOrders).needBy('order_id', orderId);
}

/** Fulfilment orders of an order that have not left, those that are least advanced first. */
function partsAtLocations(world: FulfilmentWorld, order: OrderRecord): FulfilmentOrder[] {
  const rank = ['open', 'waved', 'picking', 'picked', 'packed'];
  return world.fulfilmentOrders
    .findBy('order_id', order.id)
    .filter(isAtLocation)
    .toSorted(
      (one, other) =>
        rank.indexOf(one.state) - rank.indexOf(other.state) || one.number - other.number,
    );
}

/** True when the location gives something up without being asked. */
function givesUpUnasked(world: FulfilmentWorld, part: FulfilmentOrder): boolean {
  return part.state === 'open' && !settingsOf(siteOf(world, part.location)).asksBeforeChanges;
}

interface Share {
  readonly planned: readonly LineQuantity[];
  readonly unasked: ReadonlyMap<FulfilmentOrder, LineQuantity[]>;
  readonly asked: ReadonlyMap<FulfilmentOrder, LineQuantity[]>;
}

function cancelAtLocations(
  command: CancelCommand,
  world: FulfilmentWorld,
  order: OrderRecord,
): Outcome {
  const { lines, reason } = command.body;
  const share = shareOut(world, order, lines ?? null);
  if ('kind' in share) return share;
  return carryOutShare(command, world, order, share, reason);
}

/** Who gives up how much: what no location has first, then what nobody has begun with, then the others. */
function shareOut(
  world: FulfilmentWorld,
  order: OrderRecord,
  named: readonly LineQuantity[] | null,
): Share | Refusal {
  const wanted = named === null ? null : ofComponents(order, named);
  if (wanted !== null && 'kind' in wanted) return wanted;
  const parts = partsAtLocations(world, order);
  const pending = world.changeRequests
    .findBy('order_id', order.id)
    .filter(({ state, kind }) => state === 'pending' && kind === 'cancel');
  const asksFor = (part: FulfilmentOrder, lineNumber: number) =>
    pending
      .filter(({ fulfilmentOrderId }) => fulfilmentOrderId === part.id)
      .flatMap(({ lines }) => lines)
      .filter((line) => line.lineNumber === lineNumber)
      .reduce((sum, { quantity }) => sum + quantity, 0);
  // Units may have gone, short or as a part, since the location was asked for them.
  const freeIn = (part: FulfilmentOrder, lineNumber: number) =>
    Math.max(
      0,
      (part.lines.find((line) => line.lineNumber === lineNumber)?.quantity ?? 0) -
        asksFor(part, lineNumber),
    );
  const plannedOf = (lineNumber: number) =>
    order.shipments
      .filter(({ release }) => release === undefined)
      .flatMap(({ lines }) => lines)
      .filter(([number]) => number === lineNumber)
      .reduce((sum, [, quantity]) => sum + quantity, 0);
  const freeOf = (lineNumber: number) =>
    parts.reduce((sum, part) => sum + freeIn(part, lineNumber), plannedOf(lineNumber));

  const planned: LineQuantity[] = [];
  const unasked = new Map<FulfilmentOrder, LineQuantity[]>();
  const asked = new Map<FulfilmentOrder, LineQuantity[]>();
  const sums =
    wanted === null
      ? new Map(order.lines.map(({ lineNumber }) => [lineNumber, freeOf(lineNumber)]))
      : sumByLine(wanted);
  if (wanted === null && [...sums.values()].every((quantity) => quantity === 0)) {
    return refuse(
      'illegal_transition',
      `All that is left of order ${order.id} was asked to be cancelled already.`,
      { orderId: String(order.id), state: order.state },
    );
  }
  for (const [lineNumber, quantity] of sums) {
    const free = freeOf(lineNumber);
    if (quantity > free) {
      return refuse(
        'invalid_request',
        order.lines.some((line) => line.lineNumber === lineNumber)
          ? `${free} of line ${lineNumber} of order ${order.id} can still be cancelled, not ${quantity}.`
          : `Order ${order.id} has no line ${lineNumber}.`,
        { lineNumber, quantity: free },
      );
    }
    let left = quantity;
    const take = (most: number): number => {
      const taken = Math.min(left, most);
      left -= taken;
      return taken;
    };
    const fromPlan = take(plannedOf(lineNumber));
    if (fromPlan > 0) planned.push({ lineNumber, quantity: fromPlan });
    for (const part of parts) {
      const taken = take(freeIn(part, lineNumber));
      if (taken === 0) continue;
      const to = givesUpUnasked(world, part) ? unasked : asked;
      to.set(part, [...(to.get(part) ?? []), { lineNumber, quantity: taken }]);
    }
  }
  return { planned, unasked, asked };
}

function carryOutShare(
  command: CancelCommand | AmendCommand,
  world: FulfilmentWorld,
  order: OrderRecord,
  { planned, unasked, asked }: Share,
  reason: string,
): Accepted {
  let answer: Accepted | null = null;
  if (planned.length > 0 || unasked.size > 0) {
    const withdrawn = [...unasked].map(([{ number }, quantities]) => ({ number, quantities }));
    answer = changeOrder(world, command, order, cancelParts(order, { planned, withdrawn }, reason));
    for (const [part, quantities] of unasked) withdrawUnits(world, command, part, quantities);
  }
  const groupId = world.unit.newEventId();
  const requests = [...asked].map(([part, lines]) =>
    ask(world, command, part, { groupId, kind: 'cancel', lines, shipTo: null, reason }),
  );
  return withRequests(answer ?? unchanged(world, order), requests);
}

function withRequests(answer: Accepted, requests: readonly ChangeRequest[]): Accepted {
  if (requests.length === 0) return answer;
  const body = JSON.parse(answer.body) as object;
  return {
    kind: 'accepted',
    status: 202,
    body: JSON.stringify({ ...body, changeRequests: requests.map(changeRequestView) }),
  };
}

/** Asks a location. */
function ask(
  world: FulfilmentWorld,
  command: Command,
  part: FulfilmentOrder,
  wish: Pick<ChangeRequest, 'groupId' | 'kind' | 'lines' | 'shipTo' | 'reason'>,
): ChangeRequest {
  const request: ChangeRequest = {
    ...wish,
    id: world.unit.newEventId(),
    version: 1,
    orderId: part.orderId,
    fulfilmentOrderId: part.id,
    location: part.location,
    state: 'pending',
    askedBy: command.actor,
    askedAt: command.receivedAt,
    answer: null,
    answeredBy: null,
    answeredAt: null,
  };
  world.changeRequests.add(request);
  const { id, kind, lines, reason } = request;
  emitOnOrder(world, command, part, 'fulfilment.change_requested', {
    changeRequest: id,
    kind,
    lines,
    reason,
  });
  return request;
}

function amendAtLocations(
  command: AmendCommand,
  world: FulfilmentWorld,
  order: OrderRecord,
): Outcome {
  const { orderId, lines, addLines, shipTo, wantedBy, expectedVersion, reason, ...rest } =
    command.body;
  if (expectedVersion !== undefined && expectedVersion !== order.version) {
    return refuse(
      'version_conflict',
      `Order ${order.id} has version ${order.version}, not ${expectedVersion}.`,
      { version: order.version },
    );
  }
  const fewer = linesAsCancellation(order, lines ?? []);
  if (fewer === null || addLines !== undefined || wantedBy !== undefined) {
    return refuse(
      'illegal_transition',
      `Order ${order.id} is ${order.state}: goods and dates cannot be added once locations have it. Place another order.`,
      { orderId: String(order.id), state: order.state },
    );
  }
  if (shipTo !== undefined && shipTo.countryCode !== order.shipTo.countryCode) {
    return refuse(
      'illegal_transition',
      `Order ${order.id} is ${order.state}: it is on its way to ${order.shipTo.countryCode} and cannot go to another country.`,
      { orderId: String(order.id), state: order.state },
    );
  }
  const share = shareOut(world, order, fewer);
  if ('kind' in share) return share;
  // Checked before anything is changed: a refused amendment changes nothing.
  let answer: Outcome | null = null;
  if (Object.keys(rest).length > 0) {
    const body = { orderId, ...rest, ...(reason === undefined ? {} : { reason }) };
    answer = applyAmendment({ ...command, body }, world, order);
    if (answer.kind === 'refused') return answer;
  }
  const now = () => world.orders.order(order.id) as OrderRecord;
  const requests: ChangeRequest[] = [];
  if (shipTo !== undefined) {
    const asked = askForAddress(command, world, now(), shipTo, reason ?? 'new address');
    requests.push(...asked);
    if (asked.length === 0) {
      answer = moveAddress(world, command, now(), shipTo, reason ?? null);
    }
  }
  if (fewer.length > 0) {
    const cancelled = carryOutShare(command, world, now(), share, reason ?? 'amended');
    const ofShare = JSON.parse(cancelled.body) as { changeRequests?: object[] };
    if (requests.length === 0) return cancelled;
    const views = [...requests.map(changeRequestView), ...(ofShare.changeRequests ?? [])];
    return {
      ...cancelled,
      status: 202,
      body: JSON.stringify({ ...ofShare, changeRequests: views }),
    };
  }
  return withRequests(answer ?? unchanged(world, now()), requests);
}

/** Less of lines as what is cancelled of them; null when a line is to become more. */
function linesAsCancellation(
  order: OrderRecord,
  lines: NonNullable<AmendOrder['lines']>,
): LineQuantity[] | null {
  const fewer: LineQuantity[] = [];
  for (const { lineNumber, quantity, attributes } of lines) {
    const known = order.lines.find((line) => line.lineNumber === lineNumber);
    const less = (known?.quantity ?? quantity + 1) - quantity;
    if (less < 0 || attributes !== undefined) return null;
    if (less > 0) fewer.push({ lineNumber, quantity: less });
  }
  return fewer;
}

/** Asks every location that has begun; none when all of them take it unasked. */
function askForAddress(
  command: AmendCommand,
  world: FulfilmentWorld,
  order: OrderRecord,
  shipTo: Address,
  reason: string,
): ChangeRequest[] {
  const groupId = world.unit.newEventId();
  return partsAtLocations(world, order)
    .filter((part) => !givesUpUnasked(world, part))
    .map((part) =>
      ask(world, command, part, { groupId, kind: 'address', lines: [], shipTo, reason }),
    );
}

/** The order goes to a new address from now on. */
export function moveAddress(
  world: FulfilmentWorld,
  command: Command,
  order: OrderRecord,
  shipTo: Address,
  reason: string | null,
): Accepted {
  redirectPurchases(world, command, order.id, shipTo);
  return changeOrder(world, command, order, {
    draft: { ...order, shipTo },
    eventType: 'order.amended',
    eventFacts: { reason, amended: ['shipTo'] },
  });
}
