import type { Instant } from '../../kernel/clock.ts';
import type { DecisionKind } from '../../hub/index.ts';
import type { GateName } from '../../../contracts/fulfilment.ts';

/** How large a wave may become. */
export interface WaveLimits {
  readonly ordersMax: number;
  readonly unitsMax: number;
  readonly linesMax: number;
  readonly weightGramsMax: number;
}

/** A fulfilment order that could go into a wave. */
export interface WaveCandidate {
  readonly id: string;
  readonly carrier: string;
  /** When the carrier collects it: what leaves together is picked together. */
  readonly collectionAt: Instant;
  readonly priority: number;
  readonly units: number;
  readonly lines: number;
  readonly weightGrams: number;
  /** Null when nothing keeps the location from working on it. */
  readonly gate: GateName | null;
}

/** What waves are chosen by. */
export interface WaveInput {
  readonly limits: WaveLimits;
  readonly candidates: readonly WaveCandidate[];
}

/** A wave that is to be made. */
export interface ChosenWave {
  readonly collectionAt: Instant;
  readonly carriers: readonly string[];
  readonly fulfilmentOrders: readonly string[];
  readonly units: number;
  readonly lines: number;
  readonly weightGrams: number;
}

/** Waves by urgency, and what stays open with the gate that keeps it. */
export interface WaveChoice {
  readonly waves: readonly ChosenWave[];
  readonly left: readonly { readonly id: string; readonly because: GateName }[];
}

/**
 * Groups open fulfilment orders into waves: by collection, the earliest first; within it by priority, then
 * by carrier, so that what one carrier takes is packed together. A wave is closed when the next would
 * exceed a limit; one that exceeds a limit by itself makes a wave of its own.
 */
export const WAVE_DECISION: DecisionKind<WaveInput, WaveChoice> = {
  kind: 'fulfilment.wave',
  version: 1,
  decide: decideWaves,
  parameters: [
    { path: 'limits.ordersMax', kind: 'number', minimum: 1, maximum: 10_000, isWhole: true },
    { path: 'limits.linesMax', kind: 'number', minimum: 1, maximum: 1_000_000, isWhole: true },
    { path: 'limits.unitsMax', kind: 'number', minimum: 1, maximum: 1_000_000, isWhole: true },
    {
      path: 'limits.weightGramsMax',
      kind: 'number',
      minimum: 1,
      maximum: 1_000_000_000,
      isWhole: true,
    },
    {
      path: 'candidates',
      kind: 'members',
      key: 'id',
      fields: [
        { path: 'priority', kind: 'number', minimum: -1_000, maximum: 1_000, isWhole: true },
      ],
    },
  ],
};

function decideWaves({ limits, candidates }: WaveInput): WaveChoice {
  const sorted = candidates.toSorted(
    (one, other) =>
      one.collectionAt - other.collectionAt ||
      other.priority - one.priority ||
      compareText(one.carrier, other.carrier) ||
      compareText(one.id, other.id),
  );
  const waves: ChosenWave[] = [];
  const left: { id: string; because: GateName }[] = [];
  for (const candidate of sorted) {
    if (candidate.gate !== null) {
      left.push({ id: candidate.id, because: candidate.gate });
      continue;
    }
    const open = waves.at(-1);
    const joined = open === undefined ? null : joinedWave(open, candidate, limits);
    if (joined !== null) waves[waves.length - 1] = joined;
    else {
      waves.push({
        collectionAt: candidate.collectionAt,
        carriers: [candidate.carrier],
        fulfilmentOrders: [candidate.id],
        units: candidate.units,
        lines: candidate.lines,
        weightGrams: candidate.weightGrams,
      });
    }
  }
  return { waves, left };
}

/** The wave with one more, or null when that is another collection or too much. */
function joinedWave(
  wave: ChosenWave,
  candidate: WaveCandidate,
  limits: WaveLimits,
): ChosenWave | null {
  const joined: ChosenWave = {
    collectionAt: wave.collectionAt,
    carriers: wave.carriers.includes(candidate.carrier)
      ? wave.carriers
      : [...wave.carriers, candidate.carrier],
    fulfilmentOrders: [...wave.fulfilmentOrders, candidate.id],
    units: wave.units + candidate.units,
    lines: wave.lines + candidate.lines,
    weightGrams: wave.weightGrams + candidate.weightGrams,
  };
  const isWithin =
    candidate.collectionAt === wave.collectionAt &&
    joined.fulfilmentOrders.length <= limits.ordersMax &&
    joined.units <= limits.unitsMax &&
    joined.lines <= limits.linesMax &&
    joined.weightGrams <= limits.weightGramsMax;
  return isWithin ? joined : null;
}

function compareText(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
