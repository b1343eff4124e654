import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { listFiles } from '../source-files.ts';

// npm run journeys [PART OF A FILE'S NAME ...]: what people do in the console, in a real Chromium on the
// sample company. One file at a time: each has a server of its own.
const ROOT = path.dirname(path.dirname(import.meta.dirname));
const wanted = process.argv.slice(2);
const files = listFiles(ROOT, ['tools/journeys'])
  .filter((file) => file.endsWith('.journey.ts'))
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
  .map((file) => path.join(ROOT, file));
if (files.length === 0) {
  console.error(`No journey is called ${wanted.join(' or ')}: see tools/journeys.`);
  process.exit(1);
}
const journeys = run({ files, concurrency: 1, timeout: 600_000 });
journeys.on('test:fail', () => (process.exitCode = 1));
await pipeline(journeys, spec(), process.stdout, { end: false });
