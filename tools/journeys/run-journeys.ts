import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { listFiles } from '../source-files.ts';

// npm run journeys -- [PART OF A FILE'S NAME ...] [--timed | --untimed] [--stored N] [--samples N]: what people do in the
// console, in a real Chromium on the sample company. One file at a time: each has a server of its own. --timed takes those
// that measure, which want the machine for themselves, --untimed the others. How many orders lie in a long table, and how
// often it is measured until something is painted, can be said; CI takes few.
const ROOT = path.dirname(path.dirname(import.meta.dirname));
/** Journeys that print how fast something was. */
const TIMED = ['flash-sale.journey.ts', 'long-table.journey.ts', 'pixels.journey.ts'];
const { wanted, isTimed } = readWords(process.argv.slice(2));
const files = listFiles(ROOT, ['tools/journeys'])
  .filter((file) => file.endsWith('.journey.ts'))
  .filter((file) => isTimed === null || isTimed === TIMED.includes(path.basename(file)))
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
  .map((file) => path.join(ROOT, file));
if (files.length === 0) {
  console.error(`No journey is called ${wanted.join(' or ')}: see tools/journeys.`);
  process.exit(1);
}
const journeys = run({ files, concurrency: 1, timeout: 1_800_000 });
journeys.on('test:fail', () => (process.exitCode = 1));
await pipeline(journeys, spec(), process.stdout, { end: false });

interface Words {
  readonly wanted: readonly string[];
  /** Null: those that measure and those that do not. */
  readonly isTimed: boolean | null;
}

/** What was asked for; figures go on to the journeys by their environment. */
function readWords(words: readonly string[]): Words {
  const { values, positionals } = parseArgs({
    args: [...words],
    options: {
      timed: { type: 'boolean', default: false },
      untimed: { type: 'boolean', default: false },
      stored: { type: 'string' },
      samples: { type: 'string' },
    },
    allowPositionals: true,
  });
  const { timed, untimed, ...figures } = values;
  for (const [name, value] of Object.entries(figures)) process.env[name.toUpperCase()] = value;
  return { wanted: positionals, isTimed: timed === untimed ? null : timed };
}
