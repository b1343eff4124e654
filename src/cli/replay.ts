import { readFileSync } from 'node:fs';
import { decisionKinds } from '../api/decision-kinds.ts';
import { instantFromText, type Instant } from '../kernel/clock.ts';
import { replayDecisions } from '../modules/orders/index.ts';
import { DEFAULT_WEIGHTS, type SourcingWeights } from '../modules/sourcing/index.ts';
import {
  CommandRefused,
  databaseChoice,
  DATABASE_OPTIONS,
  integerOption,
  print,
  readOptions,
} from './command-line.ts';
import { openBesideServer } from './open.ts';
import { showProgress } from './progress.ts';
import { replayLines } from './replay-text.ts';

const WEIGHT_NAMES = Object.keys(DEFAULT_WEIGHTS) as (keyof SourcingWeights)[];
const WEIGHT_MAX = 1_000_000_000;

export const usage = `Usage: linchpin replay --last N [settings] [--json]
       linchpin replay --from TIME [--to TIME] [settings] [--json]

Takes stored decisions again. Without settings each of every kind (sourcing, cartons, carriers, refunds
and so on) must come out as it was stored; with settings those of sourcing, and it says what would have changed: orders, cost, splits, lateness, carbon, locations.
Nothing is written.

--last N              the newest N decisions
--from, --to TIME     those written down from then on, and before then (RFC 3339)
--set NAME=VALUE      another weight, any number of times: ${WEIGHT_NAMES.slice(0, 3).join(', ')},
                      ${WEIGHT_NAMES.slice(3).join(', ')}
--weights FILE.json   several weights, as an object
--close LOCATION      as if that location were closed, any number of times
--json                the result as one JSON object
--data DIR            the data folder (default ./data, or LINCHPIN_DATA)
--database-url URL    a PostgreSQL of your own (or DATABASE_URL)

Works beside a running server too. Exit status 1: a decision came out otherwise without settings.`;

/** linchpin replay ... */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readOptions({
    args,
    allowPositionals: true,
    options: {
      ...DATABASE_OPTIONS,
      last: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      set: { type: 'string', multiple: true },
      weights: { type: 'string' },
      close: { type: 'string', multiple: true },
      json: { type: 'boolean' },
    },
  });
  if (positionals.length > 0) {
    throw new CommandRefused(`${positionals[0]} is one word too many. See linchpin help replay.`);
  }
  const last =
    values.last === undefined ? null : integerOption('last', values.last, 1, 1_000_000_000);
  const from = timeOption('from', values.from);
  const to = timeOption('to', values.to);
  if (last === null && from === null && to === null) {
    throw new CommandRefused('linchpin replay takes --last N, or --from TIME and --to TIME.');
  }
  const weights = { ...weightsOfFile(values.weights), ...weightsOfOptions(values.set ?? []) };
  const closedLocations = values.close ?? [];
  const isVaried = closedLocations.length > 0 || Object.keys(weights).length > 0;
  const database = await openBesideServer(databaseChoice(values));
  try {
    const progress = showProgress({ unit: 'decisions', total: last });
    const answer = await replayDecisions(database.pool, {
      ...(last === null ? {} : { last }),
      ...(from === null ? {} : { from }),
      ...(to === null ? {} : { to }),
      settings: { weights, closedLocations },
      kinds: decisionKinds,
      onProgress: (done) => progress.update(done),
    });
    if (answer.kind === 'refused') throw new CommandRefused(answer.detail);
    const report = answer.value;
    progress.end(report.decisions);
    if (values.json === true) print(JSON.stringify(report));
    else for (const line of replayLines(report, isVaried)) print(line);
    const different = report.otherKinds.reduce(
      (sum, each) => sum + each.different,
      report.different,
    );
    return !isVaried && different > 0 ? 1 : 0;
  } finally {
    await database.stop();
  }
}

function timeOption(name: string, text: string | undefined): Instant | null {
  if (text === undefined) return null;
  const instant = /^\d{4}-\d{2}-\d{2}/.test(text) ? instantFromText(text) : null;
  if (instant === null)
    throw new CommandRefused(`--${name} takes a time such as 2026-11-01T00:00:00Z, not ${text}.`);
  return instant;
}

function weightsOfOptions(given: readonly string[]): Partial<SourcingWeights> {
  return checkedWeights(
    given.map((text) => {
      const cut = text.indexOf('=');
      if (cut < 1) throw new CommandRefused(`--set takes NAME=VALUE, not ${text}.`);
      const value = text.slice(cut + 1);
      return [text.slice(0, cut), value.trim() === '' ? NaN : Number(value)] as const;
    }),
  );
}

function weightsOfFile(path: string | undefined): Partial<SourcingWeights> {
  if (path === undefined) return {};
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new CommandRefused(
      `The weights cannot be read from ${path}: ${(error as Error).message}.`,
    );
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new CommandRefused(`${path} must hold one JSON object with weights by name.`);
  }
  return checkedWeights(Object.entries(content));
}

function checkedWeights(
  entries: readonly (readonly [name: string, value: unknown])[],
): Partial<SourcingWeights> {
  for (const [name, value] of entries) {
    if (!(WEIGHT_NAMES as string[]).includes(name)) {
      throw new CommandRefused(
        `There is no weight ${name}. There are: ${WEIGHT_NAMES.join(', ')}.`,
      );
    }
    const isWhole = !name.includes('Minor') || Number.isInteger(value);
    if (typeof value !== 'number' || !(value >= 0) || value > WEIGHT_MAX || !isWhole) {
      throw new CommandRefused(
        `The weight ${name} takes a ${name.includes('Minor') ? 'whole ' : ''}number from 0 on.`,
      );
    }
  }
  return Object.fromEntries(entries);
}
