import type { Command, Refusal } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { PlaceOrder } from '../../../contracts/orders.ts';
import type { OrderLine, OrderRecord } from './order-record.ts';
import { totalsOf } from './order-totals.ts';
import type { OrderWorld } from './order-world.ts';
import type { OrderDraft } from './settle-order.ts';

/** What is priced of an order: its lines and charges. */
export interface Priced {
  readonly lines: readonly OrderLine[];
  readonly charges: NonNullable<PlaceOrder['charges']>;
}

/** Takes part in the placing of one order, step by step. Keeps nothing before the order is `placed`. */
export interface Placing {
  /** The lines and charges that the order is to have. `draft` has what was asked, and no plan. */
  price(draft: OrderDraft): Priced;
  /** The order as it is to be placed, perhaps held or marked; or why it is not. */
  validate(draft: OrderDraft): OrderDraft | Refusal;
  placed(order: OrderRecord): void;
}

/** The points of an order's life at which a room above takes part in what is decided. */
export interface OrderPoints {
  /** Null: nobody takes part in the placing of this order. */
  placing(command: Command, world: OrderWorld): Placing | null;
  /** An order that is about to go to its locations; it does when it comes out sourced, not held. */
  releaseGate(command: Command, world: OrderWorld, order: OrderRecord): OrderRecord;
}

const NOBODY: OrderPoints = {
  placing: () => null,
  releaseGate: (_command, _world, order) => order,
};

/** Where a room above puts itself in, once, as the program is put together. */
export class PointsDoor {
  #points: OrderPoints = NOBODY;

  get points(): OrderPoints {
    return this.#points;
  }

  use(points: OrderPoints): void {
    this.#points = points;
  }
}

/** What is taken off an order: off a line of it, or off the whole. */
export interface Discount {
  /** Null: the whole order. */
  readonly lineNumber: number | null;
  readonly amountMinor: number;
  /** What the charge of the whole order is called. */
  readonly name: string;
}

/** Takes a discount off. Refused where more would be taken off than there is. */
export function takeOff(
  { lines, charges }: Priced,
  { lineNumber, amountMinor, name }: Discount,
): Priced | Refusal {
  const isExactAmount = Number.isSafeInteger(amountMinor) && amountMinor >= 0;
  if (lineNumber === null) {
    const leftMinor = totalsOf(lines, charges).totalMinor - amountMinor;
    if (!isExactAmount || leftMinor < 0) return refuseTooMuch(`the order`, amountMinor);
    if (amountMinor === 0) return { lines, charges };
    const charge = { kind: 'discount' as const, name, amountMinor: -amountMinor };
    return { lines, charges: [...charges, charge] };
  }
  const line = lines.find((candidate) => candidate.lineNumber === lineNumber);
  if (line === undefined) {
    return refuse('invalid_request', `The order has no line ${lineNumber}.`, { lineNumber });
  }
  const discountMinor = line.discountMinor + amountMinor;
  if (!isExactAmount || discountMinor > line.quantity * line.unitPriceMinor) {
    return refuseTooMuch(`line ${lineNumber}`, amountMinor);
  }
  const priced: Priced = {
    lines: lines.map((candidate) => (candidate === line ? { ...line, discountMinor } : candidate)),
    charges,
  };
  return totalsOf(priced.lines, charges).totalMinor < 0
    ? refuseTooMuch(`line ${lineNumber}`, amountMinor)
    : priced;
}

function refuseTooMuch(place: string, amountMinor: number): Refusal {
  return refuse('total_mismatch', `${amountMinor} minor units cannot be taken off ${place}.`, {
    amountMinor,
  });
}
