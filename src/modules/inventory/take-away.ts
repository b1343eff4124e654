import type { Instant } from '../../kernel/clock.ts';
import type { UnitOfWork } from '../../hub/index.ts';
import type { Location, Sku } from './catalogue.ts';
import type { Holder, PlaceFacts } from './places.ts';
import { unpromised, type EntryKind, type Position, type PositionDelta } from './position.ts';
import type { EntryCause, StockFacts } from './stock.ts';

/** Units that are not there, or may not be used, whatever has been promised. */
export interface TakingAway {
  /** Under which what cannot be taken yet is kept for nobody: count/TASK-1. */
  readonly code: string;
  readonly item: Sku;
  readonly location: Location;
  readonly units: number;
  readonly kind: EntryKind;
  /** What taking one unit does to the position. */
  readonly each: PositionDelta;
  readonly cause: EntryCause;
}

/**
 * Takes units away as far as nobody has been promised them. The rest is kept for nobody, so that it is
 * taken as soon as an order gives units back, and `stock.promise_broken` names the orders that hold what is
 * missing. Answers how many units were taken.
 */
export function takeAway(
  unit: UnitOfWork,
  stock: StockFacts,
  places: PlaceFacts,
  taking: TakingAway,
): number {
  const { code, item, location, units, kind, each, cause } = taking;
  const position = stock.position(item.id, location.id);
  const taken = Math.min(units, unpromised(position));
  if (taken > 0) stock.move(position, kind, times(each, taken), cause);
  const missing = units - taken;
  const known = stock.allotments.find(code);
  const isWorse = missing > (known?.state === 'active' ? known.quantity : 0);
  keepForNobody(
    stock,
    { code, skuId: item.id, locationId: location.id },
    missing,
    cause.recordedAt,
  );
  if (isWorse) {
    unit.emit({
      type: 'stock.promise_broken',
      subject: `location/${location.code}`,
      occurredAt: cause.recordedAt,
      data: JSON.stringify({
        sku: item.code,
        location: location.code,
        code,
        missing,
        orders: holdersNow(stock, position, places.find(item.id, location.id)?.holders ?? []).map(
          ({ orderId, reserved, allocated }) => ({ orderId: String(orderId), reserved, allocated }),
        ),
        eventId: cause.eventId,
      }),
    });
  }
  return taken;
}

/** Who holds units of a position: what the ledger had, and what this batch has moved since. */
function holdersNow(stock: StockFacts, position: Position, before: readonly Holder[]): Holder[] {
  const moved = stock.movedForOrders(position);
  const isNew = (orderId: number) => before.every((holder) => holder.orderId !== orderId);
  const nothing = { reserved: 0, allocated: 0 };
  return [...[...moved.keys()].filter(isNew).map((orderId) => ({ orderId, ...nothing })), ...before]
    .map(({ orderId, reserved, allocated }) => {
      const since = moved.get(orderId) ?? nothing;
      return {
        orderId,
        reserved: reserved + since.reserved,
        allocated: allocated + since.allocated,
      };
    })
    .filter(({ reserved, allocated }) => reserved + allocated > 0);
}

function times(delta: PositionDelta, units: number): PositionDelta {
  return Object.fromEntries(Object.entries(delta).map(([name, value]) => [name, value * units]));
}

/** Keeps so many units of a position for nobody under a code; none: keeps nothing under it any more. */
export function keepForNobody(
  stock: StockFacts,
  { code, skuId, locationId }: { code: string; skuId: number; locationId: number },
  units: number,
  at: Instant,
): void {
  const { allotments } = stock;
  const known = allotments.find(code);
  if (known !== undefined) {
    const state = units > 0 ? 'active' : 'ended';
    if (known.quantity !== units || known.state !== state)
      allotments.change(known, { quantity: units, state });
  } else if (units > 0) {
    allotments.add({
      code,
      version: 1,
      channel: null,
      skuId,
      locationId,
      quantity: units,
      taken: 0,
      startsAt: at,
      endsAt: null,
      state: 'active',
      createdAt: at,
    });
  }
}
