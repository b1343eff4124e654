import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { listFiles } from '../source-files.ts';

// npm run journeys -- [PART OF A FILE'S NAME ...] [--stored N] [--samples N]: what people do in the console, in a real
// Chromium on the sample company. One file at a time: each has a server of its own. How many orders lie in a long table,
// and how often it is measured until something is painted, can be said; CI takes few.
const ROOT = path.dirname(path.dirname(import.meta.dirname));
const wanted = takeFigures(process.argv.slice(2));
const files = listFiles(ROOT, ['tools/journeys'])
  .filter((file) => file.endsWith('.journey.ts'))
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
  .map((file) => path.join(ROOT, file));
if (files.length === 0) {
  console.error(`No journey is called ${wanted.join(' or ')}: see tools/journeys.`);
  process.exit(1);
}
const journeys = run({ files, concurrency: 1, timeout: 1_800_000 });
journeys.on('test:fail', () => (process.exitCode = 1));
await pipeline(journeys, spec(), process.stdout, { end: false });

/** What is not a figure among the words; figures go on to the journeys by their environment. */
function takeFigures(words: readonly string[]): string[] {
  const { values, positionals } = parseArgs({
    args: [...words],
    options: { stored: { type: 'string' }, samples: { type: 'string' } },
    allowPositionals: true,
  });
  for (const [name, value] of Object.entries(values)) process.env[name.toUpperCase()] = value;
  return positionals;
}
