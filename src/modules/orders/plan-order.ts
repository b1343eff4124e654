import { dayOf } from '../../kernel/calendar.ts';
import { DAY_MS, type Instant } from '../../kernel/clock.ts';
import { assert } from '../../kernel/assert.ts';
import {
  decideSourcing,
  packDecision,
  type SourcingDecision,
  type SourcingLine,
  type SourcingProblem,
  type SourcingSaid,
} from '../sourcing/index.ts';
import { availableToPromise, unpromised, type Incoming, type Sku } from '../inventory/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { Channel } from './channels.ts';
import { heldUnits, NOTHING_HELD, type Holding } from './move-order-stock.ts';
import {
  storedShipmentOf,
  type OrderLine,
  type OrderRecord,
  type StoredShipment,
  type WaitingLine,
} from './order-record.ts';
import type { ServedFrom } from './order-kinds.ts';
import type { OrderWorld } from './order-world.ts';
import { planPickUp } from './plan-pick-up.ts';
import type { Planning } from './points.ts';

/** What a plan is made for. */
export interface PlanRequest {
  readonly decidedAt: Instant;
  readonly channel: Channel;
  readonly shipTo: OrderRecord['shipTo'];
  readonly wantedBy: Instant | null;
  readonly placedAt: Instant;
  readonly split: 'allow' | 'never';
  readonly backorder: 'allow' | 'refuse';
  readonly lines: readonly OrderLine[];
  /** What the order holds already: counted as available to itself. */
  readonly held?: Holding;
  /** The only locations that may serve it; null: any may. */
  readonly servedFrom?: ServedFrom | null;
  /** Codes of locations that are left out of this plan, beside those of the channel. */
  readonly excludedLocations?: readonly string[];
  /** What rooms above say of this plan; null or absent: nobody is asked. */
  readonly planning?: Planning | null;
  /** True for an order whose turn it is among those that wait: their claims do not stand in its way. */
  readonly isTurn?: boolean;
}

/** A plan that can be carried out, with the record of how it was found. */
export interface OrderPlan {
  readonly kind: 'planned';
  readonly shipments: readonly StoredShipment[];
  readonly waiting: readonly WaitingLine[];
  readonly promisedAt: Instant;
  /** JSON text of the decision, kept with the event. */
  readonly decision: string;
}

/** Asks sourcing for a plan on the stock that the batch sees at this moment. Moves nothing. */
export function planOrder(world: OrderWorld, request: PlanRequest): OrderPlan | Refusal {
  // Lines of one SKU are one demand: otherwise each would be offered the same units.
  const linesBySku = [
    ...Map.groupBy(
      request.lines.filter(({ quantity }) => quantity > 0),
      ({ skuId }) => skuId,
    ).values(),
  ];
  if (request.servedFrom?.isPickUp === true) {
    return planPickUp(request.decidedAt, linesBySku, {
      location: world.catalogue.locationById(request.servedFrom.locationIds[0] as number),
      availableOf: (skuId) => availableTo(world, request, world.catalogue.skuById(skuId)),
      codeOf: (skuId) => world.catalogue.skuById(skuId).code,
    });
  }
  const problem = problemOf(world, request, linesBySku);
  const decision = decideSourcing(problem, world.rules.compiled);
  if (decision.kind === 'refused') return refusalOf(world, request, decision);
  const shipments = spreadOverLines(decision.shipments.map(storedShipmentOf), linesBySku);
  return {
    kind: 'planned',
    shipments,
    waiting: waitingOf(world, request, shipments),
    promisedAt: decision.deliverBy,
    decision: packDecision(problem, decision),
  };
}

function problemOf(
  world: OrderWorld,
  request: PlanRequest,
  linesBySku: readonly (readonly OrderLine[])[],
): SourcingProblem {
  const { shipTo, channel, decidedAt } = request;
  return {
    decidedAt,
    destination: {
      countryCode: shipTo.countryCode,
      regionCode: shipTo.regionCode ?? null,
      latitude: shipTo.latitude ?? null,
      longitude: shipTo.longitude ?? null,
    },
    wantedBy:
      request.wantedBy ??
      (channel.promiseTargetDays === null
        ? null
        : request.placedAt + channel.promiseTargetDays * DAY_MS),
    split: request.split,
    excludedLocationIds: excludedLocationsOf(world, request),
    lines: linesBySku.map((lines) => demandOf(world, request, lines)),
    fullDays: fullDaysOf(world, request),
    ...saidBy(world, request),
  };
}

/** What is said of locations, by their numbers; those that are not there are nobody. */
function saidBy(
  { catalogue }: OrderWorld,
  { planning = null }: PlanRequest,
): Pick<SourcingProblem, 'said'> {
  const said = planning?.said() ?? [];
  if (said.length === 0) return {};
  const all = [...catalogue.locations()];
  return {
    said: said.flatMap(({ locations, ...one }): SourcingSaid[] => {
      if (locations === null) return [{ ...one, locationId: null }];
      const named = new Set(locations.codes);
      return all
        .filter(({ code }) => named.has(code) !== locations.isOthers)
        .map(({ id }) => ({ ...one, locationId: id }));
    }),
  };
}

function excludedLocationsOf(
  { catalogue }: OrderWorld,
  { channel, servedFrom = null, excludedLocations = [] }: PlanRequest,
): number[] {
  const excluded = [...new Set([...channel.excludedLocationCodes, ...excludedLocations])].flatMap(
    (code) => catalogue.location(code)?.id ?? [],
  );
  if (servedFrom === null) return excluded;
  const others = [...catalogue.locations()].map(({ id }) => id);
  return [
    ...new Set([...excluded, ...others.filter((id) => !servedFrom.locationIds.includes(id))]),
  ];
}

/** What is wanted of one SKU, with the stock it may come from. */
function demandOf(
  world: OrderWorld,
  request: PlanRequest,
  lines: readonly OrderLine[],
): SourcingLine {
  const [first] = lines;
  assert(first !== undefined, 'a demand has a line');
  const sku = world.catalogue.skuById(first.skuId);
  return {
    lineNumber: first.lineNumber,
    quantity: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    weightGramsEach: sku.weightGrams,
    valueMinorEach: sku.valueMinor,
    requires: sku.requires,
    backorder: request.backorder === 'refuse' ? 'never' : sku.backorder,
    leadTimeDays: sku.leadTimeDays,
    availableFrom:
      sku.availableFrom !== null && sku.availableFrom > request.decidedAt
        ? sku.availableFrom
        : null,
    available: availableTo(world, request, sku),
    incoming: incomingTo(world, request, sku),
  };
}

/** Hands what was planned for a SKU to the lines that want it, earlier lines first. */
function spreadOverLines(
  planned: readonly StoredShipment[],
  linesBySku: readonly (readonly OrderLine[])[],
): StoredShipment[] {
  if (linesBySku.every((lines) => lines.length === 1)) return [...planned];
  const linesOfFirst = new Map(linesBySku.map((lines) => [lines[0]?.lineNumber, lines]));
  const left = new Map(linesBySku.flat().map((line) => [line.lineNumber, line.quantity]));
  return planned.map((shipment) => ({
    ...shipment,
    lines: shipment.lines.flatMap(([firstLineNumber, quantity]) => {
      let open = quantity;
      return (linesOfFirst.get(firstLineNumber) ?? []).flatMap(({ lineNumber }) => {
        const given = Math.min(open, left.get(lineNumber) ?? 0);
        left.set(lineNumber, (left.get(lineNumber) ?? 0) - given);
        open -= given;
        return given > 0 ? [[lineNumber, given] as const] : [];
      });
    }),
  }));
}

type Available = readonly (readonly [locationId: number, quantity: number])[];
type Supply = (readonly [locationId: number, expectedAt: Instant, quantity: number])[];

function availableTo(world: OrderWorld, request: PlanRequest, sku: Sku): Available {
  const asker = { channel: request.channel.code, at: request.decidedAt };
  if (request.held === undefined && request.isTurn !== true)
    return world.stock.available(sku.id, asker);
  const held = heldUnits(request.held ?? NOTHING_HELD);
  const claimed = new Map<number, number>();
  for (const line of request.held?.waiting ?? []) {
    if (line.skuId === sku.id)
      claimed.set(line.locationId, (claimed.get(line.locationId) ?? 0) + line.quantity);
  }
  const positions = world.stock.positionsOf(sku.id);
  const free = positions.map((position) => {
    const claims =
      request.isTurn === true ? position.withheld : (claimed.get(position.locationId) ?? 0);
    const units = availableToPromise({ ...position, withheld: position.withheld - claims });
    return [position.locationId, units] as const;
  });
  const open = new Map(world.stock.openTo(sku.id, free, asker));
  const available: (readonly [number, number])[] = [];
  for (const position of positions) {
    const own = held.get(`${sku.id}/${position.locationId}`);
    const ownUnits = own === undefined ? 0 : own.reserved + own.allocated;
    // What the order holds stays its own, even where safety stock was raised meanwhile.
    const units = open.get(position.locationId) ?? 0;
    const quantity = Math.min(units, unpromised(position)) + ownUnits;
    if (quantity > 0) available.push([position.locationId, quantity]);
  }
  return available;
}

function incomingTo(world: OrderWorld, request: PlanRequest, sku: Sku): Supply {
  const pledged = new Map<string, number>();
  for (const line of request.held?.waiting ?? []) {
    if (line.incomingId !== null)
      pledged.set(line.incomingId, (pledged.get(line.incomingId) ?? 0) + line.quantity);
  }
  return world.stock.incomingOf(sku.id).flatMap((incoming) => {
    const quantity = unpledged(incoming, pledged.get(incoming.id) ?? 0);
    return quantity > 0 ? [[incoming.locationId, incoming.expectedAt, quantity] as const] : [];
  });
}

function unpledged(incoming: Incoming, own: number): number {
  return (
    incoming.quantity - incoming.received - incoming.promised + Math.min(own, incoming.promised)
  );
}

/** Days without capacity left; what the order itself has of a day is not in its own way. */
function fullDaysOf(
  world: OrderWorld,
  { decidedAt, held }: PlanRequest,
): (readonly [number, readonly number[]])[] {
  const full: (readonly [number, readonly number[]])[] = [];
  for (const location of world.catalogue.cappedLocations()) {
    const today = dayOf(decidedAt, location.calendar.timeZone);
    const capacity = location.dailyCapacityShipments as number;
    const own = (held?.shipments ?? []).filter(({ locationId }) => locationId === location.id);
    const days = world.stock.fullDays(location.id, capacity, today).filter((day) => {
      const ownOnDay = own.filter(({ shipDay }) => shipDay === day).length;
      return world.stock.shipmentsOn(location.id, day) - ownOnDay >= capacity;
    });
    if (days.length > 0) full.push([location.id, days]);
  }
  return full;
}

/**
 * What of the plan waits for goods that are not there, and which announced supply is pledged to it:
 * sourcing names place and date, this names the announcement. What lies at the place already (for a
 * preorder, for a part of an unsplit order) does not wait for goods, only for its day: it is held there
 * like any other stock, so that no other process can promise it either.
 */
function waitingOf(
  world: OrderWorld,
  request: PlanRequest,
  shipments: readonly StoredShipment[],
): WaitingLine[] {
  const waiting: WaitingLine[] = [];
  const own = new Map<string, number>();
  for (const line of request.held?.waiting ?? []) {
    if (line.incomingId !== null)
      own.set(line.incomingId, (own.get(line.incomingId) ?? 0) + line.quantity);
  }
  const used = new Map<string, number>();
  const atHand = new Map<string, number>();
  const takeAtHand = (skuId: number, locationId: number, quantity: number): number => {
    const key = `${skuId}/${locationId}`;
    const available = availableTo(world, request, world.catalogue.skuById(skuId));
    const lying = atHand.get(key) ?? available.find(([id]) => id === locationId)?.[1] ?? 0;
    const taken = Math.min(lying, quantity);
    atHand.set(key, lying - taken);
    return taken;
  };
  const isWaiting = shipments.some(({ waitsFor }) => waitsFor !== null);
  for (const shipment of isWaiting ? shipments : []) {
    for (const [lineNumber, quantity] of shipment.lines) {
      const skuId = skuIdOf(request, lineNumber);
      const { locationId, waitsFor, waitsUntil } = shipment;
      let left = quantity - takeAtHand(skuId, locationId, quantity);
      if (waitsFor === null) continue;
      assert(waitsUntil !== null, 'a shipment that waits knows until when');
      const base = { lineNumber, skuId, locationId, waitsFor };
      for (const incoming of world.stock.incomingOf(skuId)) {
        if (left === 0) break;
        if (
          incoming.locationId !== locationId ||
          Math.max(incoming.expectedAt, request.decidedAt) > waitsUntil
        )
          continue;
        const free = unpledged(incoming, own.get(incoming.id) ?? 0) - (used.get(incoming.id) ?? 0);
        const pledged = Math.min(free, left);
        if (pledged <= 0) continue;
        used.set(incoming.id, (used.get(incoming.id) ?? 0) + pledged);
        const expectedAt = waitsFor === 'release_date' ? waitsUntil : incoming.expectedAt;
        waiting.push({ ...base, quantity: pledged, incomingId: incoming.id, expectedAt });
        left -= pledged;
      }
      if (left > 0)
        waiting.push({ ...base, quantity: left, incomingId: null, expectedAt: waitsUntil });
    }
  }
  return waiting;
}

function skuIdOf(request: PlanRequest, lineNumber: number): number {
  return request.lines.find((line) => line.lineNumber === lineNumber)?.skuId as number;
}

function refusalOf(
  world: OrderWorld,
  request: PlanRequest,
  decision: Extract<SourcingDecision, { kind: 'refused' }>,
): Refusal {
  const lines = decision.lines.map(({ lineNumber, wanted, available }) => {
    const skuId = request.lines.find((line) => line.lineNumber === lineNumber)?.skuId as number;
    return { lineNumber, sku: world.catalogue.skuById(skuId).code, wanted, available };
  });
  const named = lines.map(
    ({ sku, wanted, available }) => `${sku}: ${wanted} wanted, ${available} available`,
  );
  const { countryCode } = request.shipTo;
  const detail = {
    insufficient_stock: `There is not enough stock of ${named.join('; ')}.`,
    cannot_serve_unsplit: `No single location can send everything together (${named.join('; ')}).`,
    no_location_serves_destination:
      `No location ships to ${request.shipTo.regionCode ?? ''} ${countryCode}.`.replace('  ', ' '),
  }[decision.reason];
  return refuse(decision.reason, detail, { lines });
}
