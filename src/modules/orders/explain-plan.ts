import { DAY_MS, instantToText, type Instant } from '../../kernel/clock.ts';
import type { ExplainedLocation, ExplainedPlan } from '../../../contracts/order-reads.ts';
import type {
  PlannedShipment,
  RejectionReason,
  SourcingExplanation,
  SourcingPlan,
  SourcingProblem,
} from '../sourcing/index.ts';

/** A plan as it was stored or decided again. */
export type AnyPlan = Omit<SourcingPlan, 'kind' | 'rulesVersion'>;

/** Codes for the numbers in a decision. */
export interface PlanNames {
  readonly locationCode: (locationId: number) => string;
  readonly skuOfLine: (lineNumber: number) => string;
}

/** Started days by which a shipment misses the wanted date; 0 when it is in time or none was wanted. */
export function daysLate(deliverBy: Instant, wantedBy: Instant | null): number {
  return wantedBy === null || deliverBy <= wantedBy
    ? 0
    : Math.ceil((deliverBy - wantedBy) / DAY_MS);
}

/** Days late, added up over the shipments. */
export function latenessDaysOf(plan: AnyPlan, wantedBy: Instant | null): number {
  return plan.shipments.reduce((sum, { deliverBy }) => sum + daysLate(deliverBy, wantedBy), 0);
}

/** Grams of carbon dioxide of all shipments. */
export function carbonGramsOf(plan: AnyPlan): number {
  return plan.shipments.reduce((sum, { carbonGrams }) => sum + carbonGrams, 0);
}

/** True when two plans send other quantities, from elsewhere, otherwise or at another time. What they cost is not compared. */
export function isOtherPlan(plan: AnyPlan, other: AnyPlan): boolean {
  return choiceText(plan) !== choiceText(other);
}

function choiceText({ shipments }: AnyPlan): string {
  return JSON.stringify(
    shipments.map((shipment) => [
      shipment.locationId,
      shipment.service,
      shipment.lines.map(({ lineNumber, quantity }) => [lineNumber, quantity]),
      shipment.shipDay,
      shipment.deliverBy,
    ]),
  );
}

/** A plan with codes and texts. */
export function explainedPlan(
  plan: AnyPlan,
  wantedBy: Instant | null,
  names: PlanNames,
): ExplainedPlan {
  return {
    costMinor: plan.costMinor,
    splitPenaltyMinor: plan.splitPenaltyMinor,
    shipmentCount: plan.shipments.length,
    latenessDays: latenessDaysOf(plan, wantedBy),
    carbonGrams: carbonGramsOf(plan),
    promisedAt: instantToText(plan.deliverBy),
    method: plan.method,
    shipments: plan.shipments.map((shipment) => explainedShipment(shipment, names)),
  };
}

function explainedShipment(
  shipment: PlannedShipment,
  names: PlanNames,
): ExplainedPlan['shipments'][number] {
  return {
    location: names.locationCode(shipment.locationId),
    service: shipment.service,
    lines: explainedLines(shipment.lines, names),
    waitsFor: shipment.waitsFor,
    waitsUntil: shipment.waitsUntil === null ? null : instantToText(shipment.waitsUntil),
    shipAt: instantToText(shipment.shipAt),
    deliverFrom: instantToText(shipment.deliverFrom),
    deliverBy: instantToText(shipment.deliverBy),
    carbonGrams: shipment.carbonGrams,
    cost: { ...shipment.cost },
  };
}

function explainedLines(
  lines: PlannedShipment['lines'],
  names: PlanNames,
): ExplainedLocation['canServe'] {
  return lines.map(({ lineNumber, quantity }) => ({
    lineNumber,
    sku: names.skuOfLine(lineNumber),
    quantity,
  }));
}

const REASONS: Readonly<Record<RejectionReason, string>> = {
  closed: 'It is closed.',
  excluded: 'The channel does not send from there.',
  in_transit: 'It stands for goods on their way, from which nothing is sent.',
  no_service_to_destination: 'No carrier service goes from there to the destination.',
  capability_missing: 'It cannot handle what the lines require.',
  no_stock: 'It has no stock for this order that can be promised.',
  no_capacity: 'It has no capacity left on any day that would do.',
  costs_more: 'Sending from there costs more.',
};

/** The locations of an explanation: chosen ones first, then by what they would cost, then by code. */
export function explainedLocations(
  explanation: SourcingExplanation,
  { said = [] }: Pick<SourcingProblem, 'said'>,
  names: PlanNames,
): ExplainedLocation[] {
  const rankOf = ({ rejected, insteadCostMinor, cost }: ExplainedLocation): number => {
    if (rejected === null) return -1;
    if (insteadCostMinor !== null) return insteadCostMinor;
    return cost === null ? Infinity : Number.MAX_SAFE_INTEGER;
  };
  return explanation.locations
    .map((location) => ({
      location: location.code,
      rejected: location.rejected,
      because:
        said.find(
          ({ isExcluded, locationId }) =>
            isExcluded && location.rejected === 'excluded' && locationId === location.locationId,
        )?.reason ?? becauseOf(location),
      canServe: explainedLines(location.canServe, names),
      service: location.service,
      deliverBy: location.deliverBy === null ? null : instantToText(location.deliverBy),
      cost: location.cost === null ? null : { ...location.cost },
      insteadCostMinor: location.instead?.costMinor ?? null,
    }))
    .toSorted((a, b) => {
      const [first, second] = [rankOf(a), rankOf(b)];
      return first === second ? (a.location < b.location ? -1 : 1) : first - second;
    });
}

function becauseOf({
  rejected,
  instead,
  canServe,
}: SourcingExplanation['locations'][number]): string {
  if (rejected === null) return 'It was chosen.';
  if (rejected !== 'costs_more') return REASONS[rejected];
  if (instead !== null)
    return `Sending all from there costs ${instead.moreMinor} minor units more.`;
  const units = canServe.reduce((sum, { quantity }) => sum + quantity, 0);
  return `It has only ${units} of the units, and a plan with it costs more.`;
}
