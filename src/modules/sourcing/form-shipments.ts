import { assert } from '../../kernel/assert.ts';
import type { PlannedShipment, SourcingLine } from './model.ts';
import {
  addToLoad,
  cheapestOption,
  costOfShipment,
  emptyLoad,
  totalCostMinor,
  type Source,
} from './rank.ts';
import type { Situation } from './situation.ts';
import type { Demand } from './split.ts';

/** Of several reasons to wait until the same moment the least certain is named. */
const WAITING_REASONS = [null, 'release_date', 'incoming', 'lead_time'] as const;

/** A quantity of a line that leaves from a source. */
export interface Assignment {
  readonly source: number;
  readonly lineIndex: number;
  readonly quantity: number;
  readonly waitsFor: PlannedShipment['waitsFor'];
}

/** Reads the quantities that were allocated, one for every offer of every demand. */
export function assignmentsOf(
  demands: readonly Demand[],
  quantities: readonly (readonly number[])[],
): Assignment[] {
  const assignments: Assignment[] = [];
  for (let index = 0; index < demands.length; index += 1) {
    const { lineIndex, offers } = demands[index] as Demand;
    const taken = quantities[index] as readonly number[];
    for (let offerIndex = 0; offerIndex < offers.length; offerIndex += 1) {
      const quantity = taken[offerIndex] as number;
      if (quantity === 0) continue;
      const { source, waitsFor } = offers[offerIndex] as Demand['offers'][number];
      assignments.push({ source, lineIndex, quantity, waitsFor });
    }
  }
  return assignments;
}

/**
 * One shipment for every source that was given something, with its cheapest service, its dates and
 * its cost. Ascending by the moment it waits for (stock at hand first), then by location.
 */
export function formShipments(
  situation: Situation,
  assignments: readonly Assignment[],
): PlannedShipment[] {
  const shipments: PlannedShipment[] = [];
  const used: number[] = [];
  for (const { source } of assignments) if (!used.includes(source)) used.push(source);
  for (const source of used) shipments.push(formShipment(situation, source, assignments));
  return shipments.sort(
    (a, b) =>
      (a.waitsUntil ?? -Infinity) - (b.waitsUntil ?? -Infinity) || a.locationId - b.locationId,
  );
}

function formShipment(
  situation: Situation,
  sourceIndex: number,
  assignments: readonly Assignment[],
): PlannedShipment {
  const source = situation.sources[sourceIndex] as Source;
  const load = emptyLoad();
  const lines: { lineNumber: number; quantity: number }[] = [];
  let reason = 0;
  for (const { source: assigned, lineIndex, quantity, waitsFor } of assignments) {
    if (assigned !== sourceIndex) continue;
    const line = situation.problem.lines[lineIndex] as SourcingLine;
    addToLoad(load, line, quantity);
    reason = Math.max(reason, WAITING_REASONS.indexOf(waitsFor));
    const existing = lines.find(({ lineNumber }) => lineNumber === line.lineNumber);
    if (existing === undefined) lines.push({ lineNumber: line.lineNumber, quantity });
    else existing.quantity += quantity;
  }
  assert(load.units > 0, 'a shipment holds something');
  const option = cheapestOption(source, load);
  return {
    locationId: source.location.locationId,
    service: option.route.service,
    lines,
    waitsUntil: source.waitsUntil,
    waitsFor: WAITING_REASONS[reason] ?? null,
    shipDay: source.shipDay,
    shipAt: source.shipAt,
    deliverFrom: option.deliverFrom,
    deliverBy: option.deliverBy,
    carbonGrams: Math.round(option.carbonGramsPerGram * load.grams),
    cost: costOfShipment(source, option, load),
  };
}

/** What shipments cost together in minor units, the split penalty included. */
export function planCostMinor(
  shipments: readonly PlannedShipment[],
  splitPenaltyMinorEach: number,
): number {
  let costMinor = splitPenaltyMinorEach * (shipments.length - 1);
  for (const { cost } of shipments) costMinor += totalCostMinor(cost);
  return costMinor;
}
