import { dayOf } from '../../kernel/calendar.ts';
import { DAY_MS, type Instant } from '../../kernel/clock.ts';
import { takeDecision, type DecisionKind } from '../../hub/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { Location } from '../inventory/index.ts';
import type { OrderLine, StoredShipment } from './order-record.ts';

/** The service of goods that no carrier brings. */
const PICK_UP_SERVICE = 'PICK-UP';

interface PickUpInput {
  readonly locationId: number;
  readonly skus: readonly {
    readonly skuId: number;
    readonly wanted: number;
    readonly available: number;
  }[];
}

/** Which SKUs a store lacks for a pick-up; none: it has everything. The store is the customer's choice. */
export const PICK_UP: DecisionKind<PickUpInput, { readonly lacking: PickUpInput['skus'] }> = {
  kind: 'orders.pick_up',
  version: 1,
  // The customer has chosen the store; what lies there is no rule.
  parameters: [],
  decide: ({ skus }) => ({ lacking: skus.filter(({ wanted, available }) => available < wanted) }),
};

/** A plan of one shipment that no carrier brings. */
interface PickUpPlan {
  readonly kind: 'planned';
  readonly shipments: readonly StoredShipment[];
  readonly waiting: readonly never[];
  readonly promisedAt: Instant;
  /** JSON text of the decision, kept with the event. */
  readonly decision: string;
}

/** Plans an order that its customer picks up: all of it from stock at hand in that store, or a refusal. */
export function planPickUp(
  decidedAt: Instant,
  linesBySku: readonly (readonly OrderLine[])[],
  {
    location,
    availableOf,
    codeOf,
  }: {
    readonly location: Location;
    readonly availableOf: (skuId: number) => readonly (readonly [number, number])[];
    readonly codeOf: (skuId: number) => string;
  },
): PickUpPlan | Refusal {
  const skus = linesBySku.map((lines) => {
    const skuId = (lines[0] as OrderLine).skuId;
    const wanted = lines.reduce((sum, { quantity }) => sum + quantity, 0);
    const available = availableOf(skuId).find(([id]) => id === location.id)?.[1] ?? 0;
    return { skuId, wanted, available };
  });
  const { choice, record } = takeDecision(PICK_UP, { locationId: location.id, skus });
  if (choice.lacking.length > 0) {
    const lines = choice.lacking.map(({ skuId, wanted, available }) => ({
      sku: codeOf(skuId),
      wanted,
      available,
    }));
    const named = lines.map(
      (one) => `${one.sku}: ${one.wanted} wanted, ${one.available} available`,
    );
    return refuse(
      'insufficient_stock',
      `There is not enough stock at ${location.code} of ${named.join('; ')}.`,
      { lines },
    );
  }
  const readyAt = decidedAt + location.handlingDays * DAY_MS;
  const shipment: StoredShipment = {
    locationId: location.id,
    service: PICK_UP_SERVICE,
    lines: linesBySku.flat().map(({ lineNumber, quantity }) => [lineNumber, quantity] as const),
    waitsFor: null,
    waitsUntil: null,
    shipDay: dayOf(readyAt, location.calendar.timeZone),
    shipAt: readyAt,
    deliverFrom: readyAt,
    deliverBy: readyAt,
    costMinor: location.handlingMinorPerShipment,
    carbonGrams: 0,
  };
  return {
    kind: 'planned',
    shipments: [shipment],
    waiting: [],
    promisedAt: readyAt,
    decision: record,
  };
}
