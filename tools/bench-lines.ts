import { text } from 'node:stream/consumers';

/**
 * The benches of the product and the figures that each prints, named with their units. The numbers
 * are for the reader to judge; a bench that prints none of them has not measured what it should.
 */
export const BENCH_FIGURES: Readonly<Record<string, readonly string[]>> = {
  intake: ['ordersPerSecond', 'p50Ms', 'p99Ms', 'failed', 'stored'],
  bulk: ['ordersPerSecond', 'failed'],
  'flash-sale': ['buyers', 'units', 'sold', 'attemptsPerSecond', 'p99Ms'],
  stream: ['eventsPerSecond', 'subscribers', 'p50Ms', 'p99Ms', 'lost', 'doubled'],
  sourcing: ['instances', 'gapMean', 'gapMax', 'p99Ms'],
  query: ['stored'],
  replay: ['orders', 'ordersPerSecond', 'different'],
  flows: ['nodes', 'ordersPerSecond', 'p99BatchMs', 'failed'],
  sandbox: ['orders', 'ordersPerSecond', 'different'],
  release: ['releases', 'rolledBackP50Ms', 'rolledBackMaxMs', 'enteredOrdersMax'],
  resume: ['parked', 'parkedPerSecond', 'resumedPerSecond', 'failed'],
  audit: ['stored', 'entries', 'p99Ms', 'verifyMs'],
  start: ['readyMs', 'freshReadyMs'],
};

const MACHINE_FIELDS = ['cores', 'memoryGiB', 'node', 'postgres', 'synchronousCommit'];

/** Says what is missing in the last line that a bench printed; nothing when it is as agreed. */
export function judgeBenchOutput(name: string, output: string): string[] {
  const figures = BENCH_FIGURES[name];
  if (figures === undefined)
    return [`${name} is no bench: add it to BENCH_FIGURES in tools/bench-lines.ts.`];
  const result = readLastLine(output);
  if (result === null) return [`${name} must print one JSON object as its last line.`];
  const machine = (result.machine ?? {}) as Record<string, unknown>;
  return [
    ...(result.bench === name ? [] : [`${name} must name itself in the field bench.`]),
    ...['seconds', ...figures]
      .filter((field) => typeof result[field] !== 'number')
      .map((field) => `${name} must print ${field} as a number.`),
    ...MACHINE_FIELDS.filter((field) => machine[field] === undefined).map(
      (field) => `${name} must print machine.${field}.`,
    ),
  ];
}

/** Says what is wrong with the last line of a simulation; nothing when it found no violation. */
export function judgeSimulationOutput(output: string): string[] {
  const result = readLastLine(output);
  if (result === null) return ['the simulation must print one JSON object as its last line.'];
  if (!Array.isArray(result.violations)) return ['the simulation must print violations as a list.'];
  return result.violations.map((violation) => `the simulation found: ${JSON.stringify(violation)}`);
}

function readLastLine(output: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(output.trim().split('\n').at(-1) ?? '');
    return typeof parsed === 'object' && parsed !== null
      ? (parsed as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

// On the command line: `--names` lists the benches; NAME or `simulate` judges the output on stdin.
if (import.meta.main) {
  const [word = ''] = process.argv.slice(2);
  if (word === '--names') {
    console.log(Object.keys(BENCH_FIGURES).join('\n'));
  } else {
    const output = await text(process.stdin);
    const findings =
      word === 'simulate' ? judgeSimulationOutput(output) : judgeBenchOutput(word, output);
    for (const finding of findings) console.error(finding);
    process.exitCode = findings.length === 0 ? 0 : 1;
  }
}
