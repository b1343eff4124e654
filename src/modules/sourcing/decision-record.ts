import { isDeepStrictEqual } from 'node:util';
import type {
  PlannedShipment,
  SourcingDecision,
  SourcingLine,
  SourcingPlan,
  SourcingProblem,
} from './model.ts';

/**
 * A sourcing decision as it is kept with its event. Everything that a person asks of it (candidates,
 * costs, reasons) follows from the problem and the version of the rules by deciding again, so the
 * problem and the choice are all that intake has to write.
 */
export interface SourcingRecord {
  readonly kind: 'sourcing';
  readonly rulesVersion: number;
  readonly problem: SourcingProblem;
  readonly choice: SourcingChoice;
}

/** What was chosen. */
export type SourcingChoice = Omit<SourcingPlan, 'kind' | 'rulesVersion'>;

type LineDefaults = Pick<
  SourcingLine,
  'requires' | 'backorder' | 'leadTimeDays' | 'availableFrom' | 'incoming'
>;
const LINE_DEFAULTS: LineDefaults = {
  requires: [],
  backorder: 'incoming',
  leadTimeDays: null,
  availableFrom: null,
  incoming: [],
};

type ProblemDefaults = Pick<
  SourcingProblem,
  'wantedBy' | 'split' | 'excludedLocationIds' | 'fullDays'
>;
const PROBLEM_DEFAULTS: ProblemDefaults = {
  wantedBy: null,
  split: 'allow',
  excludedLocationIds: [],
  fullDays: [],
};

const DESTINATION_DEFAULTS = { regionCode: null, latitude: null, longitude: null };

/** A planned shipment without its names, which are the same in every row. */
type PackedShipment = readonly [
  locationId: number,
  service: string,
  lines: readonly (readonly [lineNumber: number, quantity: number])[],
  waitsFor: PlannedShipment['waitsFor'],
  waitsUntil: number | null,
  shipDay: number,
  shipAt: number,
  deliverFrom: number,
  deliverBy: number,
  carbonGrams: number,
  shippingMinor: number,
  handlingMinor: number,
  latenessMinor: number,
  carbonMinor: number,
  stockMinor: number,
];

/** The record as JSON text; what is as usual is left out. */
export function packDecision(problem: SourcingProblem, plan: SourcingPlan): string {
  return JSON.stringify({
    kind: 'sourcing',
    rulesVersion: plan.rulesVersion,
    problem: {
      ...without(problem, PROBLEM_DEFAULTS),
      destination: without(problem.destination, DESTINATION_DEFAULTS),
      lines: problem.lines.map((line) => without(line, LINE_DEFAULTS)),
    },
    choice: {
      shipments: plan.shipments.map(packShipment),
      costMinor: plan.costMinor,
      splitPenaltyMinor: plan.splitPenaltyMinor,
      deliverBy: plan.deliverBy,
      method: plan.method,
      candidates: plan.candidates,
    },
  });
}

/** Reads a record back; null when the text is another kind of decision. */
export function unpackDecision(text: string): SourcingRecord | null {
  const record = JSON.parse(text) as {
    kind: string;
    rulesVersion: number;
    problem: SourcingProblem;
    choice: Omit<SourcingChoice, 'shipments'> & { shipments: PackedShipment[] };
  };
  if (record.kind !== 'sourcing') return null;
  return {
    kind: 'sourcing',
    rulesVersion: record.rulesVersion,
    problem: {
      ...PROBLEM_DEFAULTS,
      ...record.problem,
      destination: { ...DESTINATION_DEFAULTS, ...record.problem.destination },
      lines: record.problem.lines.map((line) => ({ ...LINE_DEFAULTS, ...line })),
    },
    choice: { ...record.choice, shipments: record.choice.shipments.map(unpackShipment) },
  };
}

/** True when a decision taken again is the one that was kept, to the last figure. */
export function isSameChoice(record: SourcingRecord, again: SourcingDecision): boolean {
  if (again.kind !== 'sourced') return false;
  const { kind: _kind, rulesVersion: _version, ...choice } = again;
  return isDeepStrictEqual(choice, record.choice);
}

function packShipment(shipment: PlannedShipment): PackedShipment {
  const { cost } = shipment;
  return [
    shipment.locationId,
    shipment.service,
    shipment.lines.map(({ lineNumber, quantity }) => [lineNumber, quantity] as const),
    shipment.waitsFor,
    shipment.waitsUntil,
    shipment.shipDay,
    shipment.shipAt,
    shipment.deliverFrom,
    shipment.deliverBy,
    shipment.carbonGrams,
    cost.shippingMinor,
    cost.handlingMinor,
    cost.latenessMinor,
    cost.carbonMinor,
    cost.stockMinor,
  ];
}

function unpackShipment(packed: PackedShipment): PlannedShipment {
  const [
    locationId,
    service,
    lines,
    waitsFor,
    waitsUntil,
    shipDay,
    shipAt,
    deliverFrom,
    deliverBy,
  ] = packed;
  const [shippingMinor, handlingMinor, latenessMinor, carbonMinor, stockMinor] = [
    packed[10],
    packed[11],
    packed[12],
    packed[13],
    packed[14],
  ];
  return {
    locationId,
    service,
    lines: lines.map(([lineNumber, quantity]) => ({ lineNumber, quantity })),
    waitsFor,
    waitsUntil,
    shipDay,
    shipAt,
    deliverFrom,
    deliverBy,
    carbonGrams: packed[9],
    cost: { shippingMinor, handlingMinor, latenessMinor, carbonMinor, stockMinor },
  };
}

function without<Whole extends object>(whole: Whole, defaults: Partial<Whole>): Partial<Whole> {
  const kept: Partial<Whole> = {};
  for (const key in whole) {
    const value = whole[key];
    if (!(key in defaults) || !isUsual(value, defaults[key])) kept[key] = value;
  }
  return kept;
}

function isUsual(value: unknown, usual: unknown): boolean {
  return value === usual || (Array.isArray(value) && Array.isArray(usual) && value.length === 0);
}
