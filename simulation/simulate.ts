import { faultsFromText, FAULTS, type Fault } from './faults.ts';
import kept from './seeds.json' with { type: 'json' };
import { runSimulation, type RunResult } from './run.ts';
import { openSimulationDatabase } from './simulation-database.ts';
import type { Violation } from './oracle.ts';

/** One run to be done. */
export interface Trial {
  readonly seed: number;
  readonly orders: number;
  readonly faults: readonly Fault[];
}

/** How a run ended, as it is printed. */
export interface Outcome extends Trial {
  readonly violations: readonly Violation[];
  readonly figures: Readonly<Record<string, number | string>>;
  /** The command line that does it again. */
  readonly replay: string;
}

/** Seeds that have failed once: they are run for ever, so that what was mended stays mended. */
export function keptTrials(): readonly Trial[] {
  return kept.map(({ seed, orders, faults }) => {
    const known = faultsFromText(faults);
    if (known === null) throw new Error(`seeds.json names faults that do not exist: ${faults}`);
    return { seed, orders, faults: known };
  });
}

/** The command line that repeats a trial. */
export function replayCommand({ seed, orders, faults }: Trial): string {
  const names =
    faults.length === FAULTS.length ? 'all' : faults.length === 0 ? 'none' : faults.join(',');
  return `npm run -s simulate -- --seed ${seed} --orders ${orders} --faults ${names}`;
}

/** Runs one trial on a database of its own and lets the oracle judge it. */
export async function runTrial(
  trial: Trial,
  options: {
    readonly databaseUrl?: string | undefined;
    readonly onProgress?: (orders: number) => void;
  } = {},
): Promise<Outcome> {
  const started = performance.now();
  const database = await openSimulationDatabase(options.databaseUrl);
  try {
    const opened = performance.now();
    const result = await runSimulation(database, {
      ...trial,
      onProgress: options.onProgress ?? (() => undefined),
    });
    const seconds = (performance.now() - opened) / 1_000;
    return {
      ...trial,
      violations: [...result.violations, ...reportedViolations(result)],
      figures: {
        ...result.figures,
        ...result.machine,
        ordersPerSecond: Math.round((trial.orders / seconds) * 10) / 10,
        seconds: Math.round((performance.now() - started) / 100) / 10,
      },
      replay: replayCommand(trial),
    };
  } finally {
    await database.close();
  }
}

/** What a hub reported and nobody expects: it means a bug, whatever the data look like. */
function reportedViolations({ reported }: RunResult): Violation[] {
  return reported
    .filter((text) => !text.startsWith('quarantined'))
    .slice(0, 5)
    .map((text) => ({ check: 'reported', found: text.slice(0, 500) }));
}
