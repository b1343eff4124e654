import { CommandRefused, integerOption, print, readOptions } from './command-line.ts';
import { showProgress } from './progress.ts';

export const usage = `Usage: linchpin simulate [--seed N] [--orders M] [--faults all|none|LIST] [--seeds COUNT] [--kept]
       linchpin simulate --lives COUNT [--seed N]
       linchpin simulate --life NUMBER [--seed N]

Lets a seeded world order from the real modules on simulated time, breaks things on the way, and checks
afterwards that nothing acknowledged was lost, nothing doubled and no stock promised twice.

  --seed N       the seed of the first run (default: 1)
  --seeds COUNT  so many runs with one seed after the other (default: 1)
  --orders M     how many orders a run places (default: 300)
  --faults LIST  all, none, or of kill-hub,kill-postgres,duplicate,delay,reorder,two-hubs (default: none)
  --kept         the seeds of simulation/seeds.json, which have failed once
  --lives COUNT  instead, so many lives of orders in memory, each through random steps, checked after each
  --life NUMBER  one of these lives alone

It uses a PostgreSQL of its own in a temporary folder, or an empty database by DATABASE_URL. The last line
printed is one JSON object; the exit status is 1 when it names violations.`;

const ORDERS_MAX = 1_000_000;
const SEEDS_MAX = 100_000;
const SEED_MAX = 2_000_000_000;
const LIVES_MAX = 100_000_000;

/** What this command prints of a run. */
interface Outcome {
  readonly seed: number;
  readonly orders: number;
  readonly faults: readonly string[];
  readonly violations: readonly { readonly check: string; readonly found: string }[];
  readonly figures: Readonly<Record<string, number | string>>;
  readonly replay: string;
}

/** linchpin simulate */
export async function run(args: string[]): Promise<number> {
  const { values } = readOptions({
    args,
    options: {
      seed: { type: 'string', default: '1' },
      seeds: { type: 'string', default: '1' },
      orders: { type: 'string', default: '300' },
      faults: { type: 'string', default: 'none' },
      kept: { type: 'boolean', default: false },
      lives: { type: 'string' },
      life: { type: 'string' },
    },
  });
  const seed = integerOption('seed', values.seed, 1, SEED_MAX);
  if (values.life !== undefined) {
    const number = integerOption('life', values.life, 0, LIVES_MAX);
    return runLives({ seed, first: number, count: 1 });
  }
  if (values.lives !== undefined) {
    const count = integerOption('lives', values.lives, 1, LIVES_MAX);
    return runLives({ seed, first: 0, count });
  }
  const seeds = integerOption('seeds', values.seeds, 1, SEEDS_MAX);
  const orders = integerOption('orders', values.orders, 1, ORDERS_MAX);
  const { faultsFromText, FAULTS } = await import('../../simulation/faults.ts');
  const { keptTrials, runTrial } = await import('../../simulation/simulate.ts');
  const faults = faultsFromText(values.faults);
  if (faults === null) {
    throw new CommandRefused(
      `--faults takes all, none or a list of ${FAULTS.join(', ')}, not ${values.faults}.`,
    );
  }
  const trials = values.kept
    ? keptTrials()
    : Array.from({ length: seeds }, (_, index) => ({ seed: seed + index, orders, faults }));
  const outcomes: Outcome[] = [];
  for (const trial of trials) {
    const progress = showProgress({ unit: 'orders', total: trial.orders });
    let placed = 0;
    const outcome = await runTrial(trial, {
      databaseUrl: process.env.DATABASE_URL === '' ? undefined : process.env.DATABASE_URL,
      onProgress: (done) => progress.update((placed = done)),
    });
    progress.end(placed);
    outcomes.push(outcome);
    for (const { check, found } of outcome.violations) process.stderr.write(`${check}: ${found}\n`);
    if (outcome.violations.length > 0) process.stderr.write(`Replay it with: ${outcome.replay}\n`);
    if (trials.length > 1) print(JSON.stringify(lineOf([outcome])));
  }
  print(JSON.stringify(lineOf(outcomes)));
  return outcomes.some(({ violations }) => violations.length > 0) ? 1 : 0;
}

/** Lives of orders in memory: those that failed are told step by step, the last line is one JSON object. */
async function runLives(lives: { seed: number; first: number; count: number }): Promise<number> {
  const { lifeCommand, liveLives } = await import('../../simulation/lives.ts');
  const progress = showProgress({ unit: 'lives', total: lives.count });
  const { failed, ...figures } = await liveLives({
    ...lives,
    databaseUrl: process.env.DATABASE_URL === '' ? undefined : process.env.DATABASE_URL,
    onProgress: (lived) => progress.update(lived),
    onFailed: ({ life, failure, story }) =>
      process.stderr.write(
        `Life ${life}: ${failure}\n${story.map((line) => `  ${line}\n`).join('')}`,
      ),
  });
  progress.end(figures.lives);
  const violations = failed.map((life) => ({
    life: life.life,
    failure: life.failure.split('\n')[0] ?? '',
    replay: lifeCommand(lives.seed, life),
  }));
  print(JSON.stringify({ ...figures, violations }));
  return failed.length > 0 ? 1 : 0;
}

/** One run as a line, or several in sum: the seed is then that of the first that failed. */
function lineOf(outcomes: readonly Outcome[]): object {
  const shown = outcomes.find(({ violations }) => violations.length > 0) ?? outcomes[0];
  const violations = outcomes.flatMap((outcome) => outcome.violations);
  if (outcomes.length === 1 && shown !== undefined) {
    const { seed, orders, faults, figures, replay } = shown;
    return {
      seed,
      orders,
      faults,
      violations,
      ...figures,
      ...(violations.length > 0 ? { replay } : {}),
    };
  }
  return {
    seed: shown?.seed ?? null,
    orders: outcomes.reduce((sum, { orders }) => sum + orders, 0),
    faults: shown?.faults ?? [],
    violations,
    runs: outcomes.length,
    failed: outcomes.filter((outcome) => outcome.violations.length > 0).map(({ replay }) => replay),
  };
}
