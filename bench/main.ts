import { parseArgs } from 'node:util';

/** What `npm run bench -- NAME` takes. */
export interface BenchOptions {
  /** How long to load or try; benches that carry out a fixed work take the time that it takes. */
  readonly seconds: number;
  /** Orders that are in the database before it begins; each bench has its own default. */
  readonly stored?: number;
  /** For flash-sale: kill the server in the middle. */
  readonly isKilling: boolean;
  /** For query: the folder in which its database stays, to be asked again by the next run. */
  readonly keep?: string;
}

/** A bench: prints nothing, answers its figures; `faults` says in sentences what was not sound. */
interface Bench {
  run(options: BenchOptions): Promise<Record<string, unknown>>;
}

interface Listed {
  readonly seconds: number;
  readonly load: () => Promise<Bench>;
}

/** Every bench with the seconds that it takes when none are given. Loaded one by one, as the commands are. */
const BENCHES: Readonly<Record<string, Listed>> = {
  intake: { seconds: 60, load: () => import('./intake.ts') },
  bulk: { seconds: 60, load: () => import('./bulk.ts') },
  'flash-sale': { seconds: 1, load: () => import('./flash-sale.ts') },
  stream: { seconds: 60, load: () => import('./stream.ts') },
  sourcing: { seconds: 30, load: () => import('./sourcing.ts') },
  query: { seconds: 20, load: () => import('./query.ts') },
  replay: { seconds: 60, load: () => import('./replay.ts') },
  flows: { seconds: 30, load: () => import('./flows.ts') },
  sandbox: { seconds: 10, load: () => import('./sandbox.ts') },
  release: { seconds: 30, load: () => import('./release.ts') },
  resume: { seconds: 1, load: () => import('./resume.ts') },
  audit: { seconds: 10, load: () => import('./audit.ts') },
  start: { seconds: 1, load: () => import('./start.ts') },
};

const USAGE = `Usage: npm run -s bench -- NAME [--seconds S] [--stored N] [--kill] [--keep FOLDER]
       npm run -s bench -- --list

Names: ${Object.keys(BENCHES).join(', ')}. The last line is one JSON object;
the exit status is 0 when the run was sound, whatever its speed.

--seconds S  how long to load
--stored N   orders that are stored before; runs of flows for audit, orders that wait for resume
--kill       flash-sale: kill the server in the middle of the sale and start it again
--keep F     query: keep the database in folder F, and ask the one that an earlier run kept there`;

/** A bench that was asked for in a way that makes no sense. */
class AskedWrongly extends Error {}

async function main(given: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions(given);
  if (values.help || values.list) {
    process.stdout.write(values.help ? `${USAGE}\n` : `${Object.keys(BENCHES).join('\n')}\n`);
    return 0;
  }
  const [name, ...more] = positionals;
  const listed = name !== undefined && Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
  if (listed === undefined || more.length > 0) {
    const names = Object.keys(BENCHES).join(', ');
    throw new AskedWrongly(
      `${positionals.length === 1 ? `There is no bench ${name}.` : 'Name one bench.'} There are: ${names}.`,
    );
  }
  const bench = await listed.load();
  const figures = await bench.run({
    seconds: wholeNumber('seconds', values.seconds, 1) ?? listed.seconds,
    isKilling: values.kill,
    ...optional('stored', wholeNumber('stored', values.stored, 0)),
    ...optional('keep', values.keep),
  });
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  const faults = (figures['faults'] ?? []) as readonly string[];
  for (const fault of faults) process.stderr.write(`not sound: ${fault}\n`);
  return faults.length === 0 ? 0 : 1;
}

function readOptions(given: readonly string[]) {
  try {
    return parseArgs({
      args: [...given],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        list: { type: 'boolean', default: false },
        seconds: { type: 'string' },
        stored: { type: 'string' },
        kill: { type: 'boolean', default: false },
        keep: { type: 'string' },
      },
    });
  } catch (error) {
    throw new AskedWrongly((error as Error).message.split('. ', 1)[0] ?? 'See --help.');
  }
}

function wholeNumber(name: string, text: string | undefined, low: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d{1,9}$/.test(text) || value < low) {
    throw new AskedWrongly(`--${name} takes a whole number from ${low} on, not ${text}.`);
  }
  return value;
}

function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { [Key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [Key in Name]: Value });
}

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    const isAsking = error instanceof AskedWrongly;
    process.stderr.write(
      isAsking ? `${error.message}\n` : `${(error as Error).stack ?? String(error)}\n`,
    );
    process.exit(isAsking ? 2 : 1);
  },
);
