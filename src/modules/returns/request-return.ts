import type { Command, CommandHandler, Outcome, UnitOfWork } from '../../hub/index.ts';
import { takeDecision } from '../../hub/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { RequestReturn } from '../../../contracts/returns.ts';
import {
  changeOrder,
  channelOf,
  childrenOf,
  costOfGoods,
  expectBack,
  noSuchOrder,
  type OnOrder,
  type OrderLine,
  type OrderRecord,
} from '../orders/index.ts';
import { putReturn } from './change-return.ts';
import { approvalDecision, type ApprovalInput } from './decide-approval.ts';
import { isOpen, type ReturnLine } from './return-record.ts';
import { returnsWorldOf, type ReturnsSources, type ReturnsWorld } from './returns-world.ts';
import { viewReturn } from './view-return.ts';

type Body = OnOrder &
  RequestReturn & {
    /** True for goods that are on their way whatever anybody says of them. */
    readonly comesAnyway?: boolean;
  };

/** request_return: goods of an order are to come back. Approved at once where the rules allow it. */
export function requestReturnHandler(sources: ReturnsSources): CommandHandler<Body> {
  return {
    kind: 'request_return',
    need({ body }, unit) {
      needOrderOfReturn(sources, unit, body.orderId);
      for (const { exchangeSku } of body.lines) {
        if (exchangeSku !== undefined)
          unit.facts(sources.orders.catalogue).needSkuCode(exchangeSku);
      }
    },
    decide: (command, unit) => requestReturn(command, returnsWorldOf(sources, unit)),
  };
}

/** What a channel says that it takes back, by SKU: it does not know our lines. */
export interface ExpectReturn extends OnOrder {
  readonly reference: string;
  readonly items: readonly { readonly sku: string; readonly quantity: number }[];
  readonly note: string;
}

/** expect_return: goods that a channel has taken back; as many of each SKU as can still come back. */
export function expectReturnHandler(sources: ReturnsSources): CommandHandler<ExpectReturn> {
  return {
    kind: 'expect_return',
    need({ body }, unit) {
      needOrderOfReturn(sources, unit, body.orderId);
      for (const { sku } of body.items) unit.facts(sources.orders.catalogue).needSkuCode(sku);
    },
    decide(command, unit) {
      const { orderId, reference, items, note } = command.body;
      const world = returnsWorldOf(sources, unit);
      const order = world.orders.order(orderId);
      if (order === undefined) return noSuchOrder(orderId);
      const lines = linesOfItems(world, order, items, note);
      if (lines.length === 0 && !isKnown(world, orderId, reference)) {
        return refuse('not_returnable', `Nothing of this can come back of order ${orderId}.`, {
          orderId: String(orderId),
        });
      }
      return requestReturn(
        { ...command, body: { orderId, reference, lines, comesAnyway: true } },
        world,
      );
    },
  };
}

function needOrderOfReturn(sources: ReturnsSources, unit: UnitOfWork, orderId: number): void {
  unit.facts(sources.returns).needBy('order_id', orderId);
  unit.facts(sources.rules).need('rules');
  unit.facts(sources.orders.orders).needOrder(orderId);
}

function isKnown(world: ReturnsWorld, orderId: number, reference: string): boolean {
  return world.returns.findBy('order_id', orderId).some((each) => each.reference === reference);
}

/** What comes back of a bundle are its components: its own line stands for them. */
function linesOfGoods(order: OrderRecord, lines: Body['lines']): Body['lines'] {
  if (order.details.bundles === undefined) return lines;
  return lines.flatMap((line) =>
    goodsOf(order, line.lineNumber).map(({ lineNumber, quantityEach }) => ({
      ...line,
      lineNumber,
      quantity: line.quantity * quantityEach,
    })),
  );
}

/** The first lines of each SKU that can still come back. */
function linesOfItems(
  world: ReturnsWorld,
  order: OrderRecord,
  items: ExpectReturn['items'],
  note: string,
): RequestReturn['lines'] {
  const returnable = returnableUnits(world, order);
  return items.flatMap(({ sku, quantity }) => {
    const skuId = world.catalogue.sku(sku)?.id;
    let left = quantity;
    return order.lines.flatMap(({ lineNumber, skuId: each }) => {
      if (each !== skuId) return [];
      const goods = goodsOf(order, lineNumber);
      const most = goods.map((one) =>
        Math.floor((returnable.get(one.lineNumber) ?? 0) / one.quantityEach),
      );
      const taken = Math.max(0, Math.min(left, ...most));
      left -= taken;
      for (const one of goods) {
        const before = returnable.get(one.lineNumber) ?? 0;
        returnable.set(one.lineNumber, before - taken * one.quantityEach);
      }
      return taken > 0 ? [{ lineNumber, quantity: taken, reason: 'other' as const, note }] : [];
    });
  });
}

/** The lines whose goods stand for a line: those of a bundle's components, else itself. */
function goodsOf({ details }: OrderRecord, lineNumber: number) {
  const children = childrenOf(details, lineNumber);
  return children.length > 0 ? children : [{ lineNumber, quantityEach: 1 }];
}

function requestReturn(asked: Command<Body>, world: ReturnsWorld): Outcome {
  const order = world.orders.order(asked.body.orderId);
  if (order === undefined) return noSuchOrder(asked.body.orderId);
  const swapped = asked.body.lines.find(
    ({ lineNumber, resolution }) =>
      resolution === 'exchange' && childrenOf(order.details, lineNumber).length > 0,
  );
  if (swapped !== undefined) {
    return refuse(
      'invalid_request',
      `Line ${swapped.lineNumber} is a bundle: exchange its components, or return it and order anew.`,
      { field: 'resolution', lineNumber: swapped.lineNumber },
    );
  }
  const body = { ...asked.body, lines: linesOfGoods(order, asked.body.lines) };
  const command = { ...asked, body };
  const known = world.returns.findBy('order_id', order.id);
  const twin = known.find(
    ({ reference }) => reference !== null && reference === (body.reference ?? null),
  );
  if (twin !== undefined) {
    const location = world.catalogue.locationById(twin.locationId).code;
    return { kind: 'accepted', status: 200, body: JSON.stringify(viewReturn(twin, location)) };
  }
  const wrong = refuseLines(world, order, body);
  if (wrong !== null) return wrong;
  const lines = linesOf(world, order, body);
  const input = approvalInput(world, order, command, lines);
  const { place, asks } = approvalDecision.decide(input);
  const location = place === null ? undefined : world.catalogue.location(place);
  if (location === undefined) {
    return body.location === undefined
      ? refuse('invalid_settings', 'No open location takes returns.', { field: 'locations' })
      : refuse('unknown_reference', `There is no location ${body.location}.`, {
          field: 'location',
        });
  }
  const said =
    body.comesAnyway === true
      ? []
      : world.points.returnApproval(command, world, order, {
          valueMinor: input.valueMinor,
          reasons: input.reasons,
          lines: lines.map(({ sku, quantity }) => ({ sku, quantity })),
          asks,
        });
  const { choice, record: decision } = takeDecision(
    approvalDecision,
    said.length === 0 ? input : { ...input, said },
  );
  const number = known.length + 1;
  const isApproved = choice.verdict === 'approved';
  const state = RETURN_STATES[choice.verdict];
  const answer = putReturn(
    world,
    command,
    null,
    {
      id: `${order.id}-R${number}`,
      version: 1,
      orderId: order.id,
      channelId: order.channelId,
      number,
      reference: body.reference ?? null,
      state,
      locationId: location.id,
      lines,
      exchangeOrderIds: [],
      carrier: null,
      trackingNumber: null,
      verdict: choice.reason ?? null,
      requestedAt: command.receivedAt,
      requestedBy: command.actor,
      stateSince: command.receivedAt,
      expiresAt: choice.expiresAt,
    },
    {
      eventType: `return.${state}`,
      facts: { asks: choice.asks },
      decision,
    },
  );
  if (isApproved) {
    // Whoever was asked may have marked the order.
    const asked = world.orders.order(order.id) ?? order;
    expectGoods(world, command, asked, `${order.id}-R${number}`, unitsOf(lines));
  }
  return answer;
}

/** How a return begins, by what was said of it. */
const RETURN_STATES = { approved: 'approved', asks: 'requested', rejected: 'rejected' } as const;

/** Goods are on their way back to us: the order is returning until they have come. */
export function expectGoods(
  world: ReturnsWorld,
  command: Command,
  order: OrderRecord,
  returnId: string,
  units: number,
): void {
  changeOrder(world, command, order, {
    draft: expectBack(order, units),
    eventType: units > 0 ? 'order.return_expected' : 'order.return_called_off',
    eventFacts: { returnId },
  });
}

function unitsOf(lines: readonly ReturnLine[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

function refuseLines(world: ReturnsWorld, order: OrderRecord, body: Body): Refusal | null {
  const returnable = returnableUnits(world, order);
  const wanted = new Map<number, number>();
  for (const { lineNumber, quantity, resolution, exchangeSku } of body.lines) {
    const sum = (wanted.get(lineNumber) ?? 0) + quantity;
    wanted.set(lineNumber, sum);
    const most = returnable.get(lineNumber) ?? 0;
    if (sum > most) {
      return refuse(
        'not_returnable',
        `Of line ${lineNumber} of order ${order.id} ${most} can come back, not ${sum}.`,
        { orderId: String(order.id), lineNumber, quantity: most, state: order.state },
      );
    }
    if ((resolution === 'exchange') !== (exchangeSku !== undefined)) {
      return refuse('invalid_request', 'An exchange names the SKU that is wanted instead.', {
        field: 'exchangeSku',
        lineNumber,
      });
    }
    if (exchangeSku !== undefined && world.catalogue.sku(exchangeSku) === undefined) {
      return refuse('unknown_reference', `There is no SKU ${exchangeSku}.`, { sku: exchangeSku });
    }
  }
  return null;
}

/** What a unit of a line is worth to whoever judges its return: of a component its share of the bundle. */
function unitWorth(order: OrderRecord, { lineNumber, quantity, unitPriceMinor }: OrderLine) {
  const isComponent = order.details.bundles?.some(({ children }) =>
    children.some((child) => child.lineNumber === lineNumber),
  );
  if (isComponent !== true) return unitPriceMinor;
  return quantity === 0 ? 0 : costOfGoods(order, lineNumber) / quantity;
}

/** Of each line, the units that have left, have not come back, and stand in no open return. */
export function returnableUnits(world: ReturnsWorld, order: OrderRecord): Map<number, number> {
  const left = new Map(
    order.lines.map((line) => [line.lineNumber, line.shippedQuantity - line.returnedQuantity]),
  );
  for (const record of world.returns.findBy('order_id', order.id)) {
    if (!isOpen(record)) continue;
    for (const { lineNumber, quantity, receivedQuantity } of record.lines)
      left.set(lineNumber, (left.get(lineNumber) ?? 0) - quantity + receivedQuantity);
  }
  return left;
}

function linesOf(world: ReturnsWorld, order: OrderRecord, body: Body): ReturnLine[] {
  const skuOfLine = new Map(order.lines.map(({ lineNumber, skuId }) => [lineNumber, skuId]));
  // One line of the order stands in one line of the return: what is asked twice for it adds up.
  const byLine = Map.groupBy(body.lines, ({ lineNumber }) => lineNumber);
  return [...byLine].map(([lineNumber, asked]) => {
    const [first] = asked;
    const wanted = asked.reduce((sum, { quantity }) => sum + quantity, 0);
    const skuId = skuOfLine.get(lineNumber) as number;
    return {
      lineNumber,
      skuId,
      sku: world.catalogue.skuById(skuId).code,
      quantity: wanted,
      askedQuantity: wanted,
      reason: first?.reason ?? 'other',
      note: asked.find(({ note }) => note !== undefined)?.note ?? null,
      photoIds: asked.flatMap(({ photoIds }) => photoIds ?? []),
      resolution: first?.resolution ?? 'refund',
      exchangeSku: first?.exchangeSku ?? null,
      receivedQuantity: 0,
      acceptedQuantity: 0,
      rejectedQuantity: 0,
      restockedQuantity: 0,
      refurbishingQuantity: 0,
      scrappedQuantity: 0,
      settledQuantity: 0,
      creditedMinor: 0,
    };
  });
}

function approvalInput(
  world: ReturnsWorld,
  order: OrderRecord,
  { body, receivedAt }: Command<Body>,
  lines: readonly ReturnLine[],
): ApprovalInput {
  const worth = new Map(order.lines.map((line) => [line.lineNumber, unitWorth(order, line)]));
  return {
    now: receivedAt,
    deliveredAt: order.details.deliveredAt ?? null,
    windowDays: channelOf(world, order).returnWindowDays,
    valueMinor: Math.round(
      lines.reduce(
        (sum, { lineNumber, quantity }) => sum + quantity * (worth.get(lineNumber) ?? 0),
        0,
      ),
    ),
    reasons: lines.map(({ reason }) => reason),
    from: {
      countryCode: order.shipTo.countryCode,
      regionCode: order.shipTo.regionCode ?? null,
      latitude: order.shipTo.latitude ?? null,
      longitude: order.shipTo.longitude ?? null,
    },
    places: [...world.catalogue.locations()].map((location) => ({
      code: location.code,
      kind: location.kind,
      isOpen: location.isOpen,
      countryCode: location.countryCode,
      regionCode: location.regionCode,
      latitude: location.latitude,
      longitude: location.longitude,
    })),
    wantedPlace: body.location ?? null,
    rules: world.rulesInForce,
  };
}
