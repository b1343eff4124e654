import type { Instant } from '../../kernel/clock.ts';
import type { ReplayReport, ReplayTotals } from '../../../contracts/order-reads.ts';
import type { CompiledRules } from '../sourcing/index.ts';
import { daysLate, type AnyPlan } from './explain-plan.ts';

type Totals = { -readonly [Name in keyof ReplayTotals]: ReplayTotals[Name] };

interface Sides {
  readonly before: Totals;
  readonly after: Totals;
}

/** Adds up what decisions cost and cause, as they were taken and as they are taken again. */
export class ReplaySums {
  readonly #byCurrency = new Map<string, Sides>();
  readonly #byLocation = new Map<string, { before: number; after: number }>();

  /** Counts one decision that both sides carry out. */
  add(rules: CompiledRules, before: AnyPlan, after: AnyPlan, wantedBy: Instant | null): void {
    const { currency } = rules.rules;
    let sides = this.#byCurrency.get(currency);
    if (sides === undefined) {
      this.#byCurrency.set(currency, (sides = { before: emptyTotals(), after: emptyTotals() }));
    }
    addPlan(sides.before, before, wantedBy);
    addPlan(sides.after, after, wantedBy);
    for (const { locationId } of before.shipments) this.#location(rules, locationId).before += 1;
    for (const { locationId } of after.shipments) this.#location(rules, locationId).after += 1;
  }

  /** The sums by currency and the shipments by location, each in the order of its name. */
  report(): Pick<ReplayReport, 'currencies' | 'locations'> {
    return {
      currencies: [...this.#byCurrency]
        .toSorted(byName)
        .map(([currency, sides]) => ({ currency, ...sides })),
      locations: [...this.#byLocation].toSorted(byName).map(([location, { before, after }]) => ({
        location,
        shipmentsBefore: before,
        shipmentsAfter: after,
      })),
    };
  }

  #location(rules: CompiledRules, locationId: number): { before: number; after: number } {
    const code = rules.locationById.get(locationId)?.location.code ?? String(locationId);
    let counts = this.#byLocation.get(code);
    if (counts === undefined) this.#byLocation.set(code, (counts = { before: 0, after: 0 }));
    return counts;
  }
}

function byName(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : 1;
}

function emptyTotals(): Totals {
  return {
    costMinor: 0,
    shippingMinor: 0,
    handlingMinor: 0,
    latenessMinor: 0,
    carbonMinor: 0,
    stockMinor: 0,
    splitPenaltyMinor: 0,
    shipments: 0,
    splitOrders: 0,
    lateShipments: 0,
    latenessDays: 0,
    carbonGrams: 0,
  };
}

function addPlan(totals: Totals, plan: AnyPlan, wantedBy: Instant | null): void {
  totals.costMinor += plan.costMinor;
  totals.splitPenaltyMinor += plan.splitPenaltyMinor;
  totals.shipments += plan.shipments.length;
  if (plan.shipments.length > 1) totals.splitOrders += 1;
  for (const { cost, deliverBy, carbonGrams } of plan.shipments) {
    totals.shippingMinor += cost.shippingMinor;
    totals.handlingMinor += cost.handlingMinor;
    totals.latenessMinor += cost.latenessMinor;
    totals.carbonMinor += cost.carbonMinor;
    totals.stockMinor += cost.stockMinor;
    const days = daysLate(deliverBy, wantedBy);
    if (days > 0) totals.lateShipments += 1;
    totals.latenessDays += days;
    totals.carbonGrams += carbonGrams;
  }
}
