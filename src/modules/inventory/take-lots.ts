import type { Instant } from '../../kernel/clock.ts';
import { takeDecision } from '../../hub/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { LotQuantity } from '../../../contracts/inventory-lots.ts';
import type { Location, Sku } from './catalogue.ts';
import { fefoDecision, type FefoChoice, type FefoLot } from './decide-fefo.ts';
import { instantOf } from './lines.ts';
import { lotId, serialId, type Lot, type LotFacts, type Serial } from './lots.ts';

/** Units of a SKU that come to a location or leave it, with what was said of their lots and numbers. */
export interface TrackedMove {
  readonly item: Sku;
  readonly location: Location;
  readonly quantity: number;
  readonly orderId: number | null;
  readonly at: Instant;
  readonly lots?: readonly LotQuantity[] | undefined;
  readonly serials?: readonly string[] | undefined;
}

/** Names the lots and numbers of a line, so that the decision finds them. Call it in `need`. */
export function needTracked(
  facts: LotFacts,
  sku: string,
  location: string,
  { lots = [], serials = [] }: Pick<TrackedMove, 'lots' | 'serials'>,
): void {
  for (const { lot } of lots) facts.need(sku, location, lot);
  for (const serial of serials) facts.askedSerials.push({ sku, serial });
}

/**
 * Takes units out of the lots and numbers that were picked: the ledger's movements of the same order and
 * positions are the caller's. Nothing was named: the lots that expire first give, without a word.
 * Refuses lots that are blocked or have less, and numbers that are not there (`lots_mismatch`); then
 * nothing of it was taken.
 */
export function takeLots(facts: LotFacts, moves: readonly TrackedMove[]): Refusal | null {
  const wrong = refuseLots(facts, moves);
  if (wrong !== null) return wrong;
  for (const { item, location, orderId, at, lots = [], serials = [] } of moves) {
    const place = { skuId: item.id, locationId: location.id, orderId };
    for (const { lot: code, quantity } of lots) {
      facts.move({ ...place, code, delta: -quantity }, at);
    }
    for (const serial of serials) {
      const unit = facts.serials.find(serialId(item.id, serial)) as Serial;
      const step = { what: 'shipped' as const, at, locationId: location.id, orderId };
      facts.serials.change({
        ...unit,
        state: 'shipped',
        locationId: null,
        orderId,
        history: [...unit.history, step],
      });
    }
  }
  return null;
}

/**
 * What is wrong with lots and numbers that somebody says to have in hand (`lots_mismatch`); null: they may
 * leave. Takes nothing.
 */
export function refuseLots(facts: LotFacts, moves: readonly TrackedMove[]): Refusal | null {
  return refuseSums(facts, moves) ?? refuseTaking(facts, moves);
}

function refuseTaking(facts: LotFacts, moves: readonly TrackedMove[]): Refusal | null {
  const wanted = new Map<string, number>();
  for (const move of moves) {
    const { item, location, lots = [], serials = [] } = move;
    for (const { lot: code, quantity } of lots) {
      const id = lotId(item.id, location.id, code);
      const lot = facts.lots.find(id);
      const free = lot?.state === 'open' ? lot.onHand - lot.quarantined : 0;
      wanted.set(id, (wanted.get(id) ?? 0) + quantity);
      if (free < (wanted.get(id) ?? 0)) {
        return mismatch(`${free} of lot ${code} of ${item.code} may leave ${location.code}.`, move);
      }
    }
    for (const serial of serials) {
      const unit = facts.serials.find(serialId(item.id, serial));
      if (unit?.state !== 'on_hand' || unit.locationId !== location.id) {
        return mismatch(`${item.code} ${serial} is not at ${location.code}.`, move);
      }
    }
  }
  return null;
}

/**
 * Puts units into lots, new or known: a receipt, or goods that come back (then an order is named). Refuses
 * numbers of units that are at a location already (`lots_mismatch`); then nothing of it was put.
 */
export function putBackLots(facts: LotFacts, moves: readonly TrackedMove[]): Refusal | null {
  const wrong = refuseSums(facts, moves);
  if (wrong !== null) return wrong;
  for (const move of moves) {
    const there = (move.serials ?? []).find(
      (serial) => facts.serials.find(serialId(move.item.id, serial))?.state === 'on_hand',
    );
    if (there !== undefined) {
      return mismatch(`${move.item.code} ${there} is at a location already.`, move);
    }
  }
  for (const move of moves) {
    const { item, location, orderId, at, lots = [], serials = [] } = move;
    const place = { skuId: item.id, locationId: location.id, orderId };
    for (const { lot: code, quantity, expiresAt } of lots) {
      const until = expiresAt === undefined ? null : instantOf(expiresAt);
      facts.move({ ...place, code, delta: quantity }, at, until);
    }
    for (const serial of serials) putSerial(facts, move, serial);
  }
  return null;
}

function putSerial(facts: LotFacts, move: TrackedMove, serial: string): void {
  const { item, location, orderId, at, lots = [] } = move;
  const id = serialId(item.id, serial);
  const known = facts.serials.find(id);
  const what = orderId === null ? ('received' as const) : ('returned' as const);
  const step = { what, at, locationId: location.id, orderId };
  const unit: Serial = {
    id,
    version: known?.version ?? 1,
    skuId: item.id,
    serial,
    lot: known?.lot ?? (lots.length === 1 ? (lots[0]?.lot ?? null) : null),
    locationId: location.id,
    state: 'on_hand',
    orderId: null,
    history: [...(known?.history ?? []), step],
  };
  if (known === undefined) facts.serials.add(unit);
  else facts.serials.change(unit);
}

/** Lots must add up to the quantity, and there is one number a unit, each once. */
function refuseSums(facts: LotFacts, moves: readonly TrackedMove[]): Refusal | null {
  const seen = new Set<string>();
  for (const move of moves) {
    const { item, quantity, lots = [], serials = [] } = move;
    const tracking = facts.trackingOf(item.id);
    if (tracking === 'none' && lots.length + serials.length > 0) {
      return mismatch(`${item.code} is not tracked by lots or serial numbers.`, move);
    }
    const inLots = lots.reduce((sum, lot) => sum + lot.quantity, 0);
    if (lots.length > 0 && inLots !== quantity) {
      return mismatch(`The lots of ${item.code} have ${inLots} units, not ${quantity}.`, move);
    }
    if (serials.length > 0 && (tracking !== 'serial' || serials.length !== quantity)) {
      return mismatch(`${item.code} has ${quantity} units and needs a number for each.`, move);
    }
    for (const serial of serials) {
      const id = serialId(item.id, serial);
      if (seen.has(id)) return mismatch(`${item.code} ${serial} is named twice.`, move);
      seen.add(id);
    }
  }
  return null;
}

/** Refuses lines that do not say what their SKU needs to be said. Null: all do. */
export function refuseUntold(facts: LotFacts, moves: readonly TrackedMove[]): Refusal | null {
  for (const move of moves) {
    const tracking = facts.trackingOf(move.item.id);
    if (tracking === 'lot' && (move.lots ?? []).length === 0) {
      return mismatch(`${move.item.code} is kept by lots: name them.`, move);
    }
    if (tracking === 'serial' && (move.serials ?? []).length === 0) {
      return mismatch(`${move.item.code} is kept by serial numbers: name them.`, move);
    }
  }
  return null;
}

function mismatch(detail: string, { item, location }: TrackedMove): Refusal {
  return refuse('lots_mismatch', detail, { sku: item.code, location: location.code });
}

/** Which lots a pick should take, first expired first, with the record for the event. */
export function suggestLots(
  facts: LotFacts,
  wish: Pick<TrackedMove, 'item' | 'location' | 'quantity' | 'at'> & {
    readonly shelfLifeDaysMin: number;
    /** Units of a lot that others were told to take a moment ago. */
    readonly namedOf?: (lot: string) => number;
  },
): { readonly choice: FefoChoice; readonly record: string } {
  const { item, location, quantity, at, shelfLifeDaysMin, namedOf = () => 0 } = wish;
  const lots = facts
    .at(item.id, location.id)
    .map(fefoLotOf)
    .map((lot) => ({ ...lot, available: Math.max(0, lot.available - namedOf(lot.lot)) }));
  return takeDecision(fefoDecision, {
    sku: item.code,
    location: location.code,
    at,
    quantity,
    shelfLifeDaysMin,
    lots,
  });
}

/** A lot as the choice of lots sees it. */
export function fefoLotOf({
  code,
  onHand,
  quarantined,
  expiresAt,
  receivedAt,
  state,
}: Lot): FefoLot {
  return { lot: code, available: onHand - quarantined, expiresAt, receivedAt, state };
}
