import type { Random } from '../src/kernel/random.ts';

/** What a simulation may do to the machinery. */
export const FAULTS = [
  'kill-hub',
  'kill-postgres',
  'duplicate',
  'delay',
  'reorder',
  'two-hubs',
] as const;
export type Fault = (typeof FAULTS)[number];

/** Reads `all`, `none` or a list with commas; null when a name is unknown. */
export function faultsFromText(text: string): readonly Fault[] | null {
  if (text === 'all') return FAULTS;
  if (text === 'none') return [];
  const names = text.split(',').map((name) => name.trim());
  return names.every((name) => (FAULTS as readonly string[]).includes(name))
    ? (names as Fault[])
    : null;
}

/** How a run is set up; drawn from its seed, so that many seeds try many machines. */
export interface Machine {
  /** Messages that arrive at the same moment, at most. */
  readonly messagesAtOnceMax: number;
  readonly batchLengthMax: number;
  readonly ordersPerDay: number;
  readonly assortmentMax: number;
  /** Opening stock in thousandths of the usual. */
  readonly stockPermille: number;
  /** How likely each thing is, a message or a round. */
  readonly duplicateChance: number;
  readonly delayChance: number;
  readonly killHubChance: number;
  readonly killPostgresChance: number;
  /** A process takes a third of a second to start, which bounds how often one can be killed. */
  readonly hubKillsMax: number;
  readonly postgresKillsMax: number;
}

/** Draws the machine of a run. What is not among the faults does not happen. */
export function drawMachine(random: Random, faults: readonly Fault[], orders: number): Machine {
  const has = (fault: Fault) => faults.includes(fault);
  return {
    messagesAtOnceMax: random.pick([6, 30, 120, 300]),
    batchLengthMax: random.pick([5, 26, 60, 400]),
    ordersPerDay: random.pick([400, 3_000, 40_000]),
    assortmentMax: random.pick([12, 60, 400]),
    stockPermille: Math.round(random.pick([15, 60, 250]) * Math.max(1, orders / 2_000)),
    duplicateChance: has('duplicate') ? random.pick([0.1, 0.5]) : 0,
    delayChance: has('delay') ? random.pick([0.1, 0.4]) : 0,
    killHubChance: has('kill-hub') ? random.pick([0.05, 0.2]) : 0,
    killPostgresChance: has('kill-postgres') ? random.pick([0.03, 0.08]) : 0,
    hubKillsMax: 4 + Math.round(orders / 15),
    postgresKillsMax: 2 + Math.round(orders / 40),
  };
}
