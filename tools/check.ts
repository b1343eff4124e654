import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { judgeLockfile } from './lockfile.ts';
import { judgeRepository, type TidyReport } from './tidy.ts';

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** One thing that is checked: says what is wrong, or nothing when all is well. */
interface Check {
  readonly name: string;
  readonly run: () => Promise<string>;
}

const CHECKS: readonly Check[] = [
  // The linter has read the types of every file by then: the compiler would read them all once more, three times over.
  { name: 'types and lint', run: () => runTool('oxlint', ['--type-check', '--format=unix']) },
  { name: 'format', run: () => runTool('oxfmt', ['--list-different']) },
  { name: 'unused code', run: () => runTool('knip', ['--no-progress']) },
  { name: 'lockfile', run: async () => judgeLockfile(ROOT).join('\n') },
  { name: 'import table', run: async () => tidy().imports.join('\n') },
  {
    name: 'house habits',
    run: async () => [...tidy().habits, ...tidy().citations, ...tidy().links].join('\n'),
  },
];

let tidyReport: TidyReport | undefined;

/** Reads the repository once for both checks that need it. */
function tidy(): TidyReport {
  return (tidyReport ??= judgeRepository(ROOT));
}

/** Runs a program of node_modules and returns what it printed, if it found something. */
async function runTool(name: string, options: readonly string[]): Promise<string> {
  const child = spawn(path.join(ROOT, 'node_modules', '.bin', name), options, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code === 0) return '';
  return output.trim() === ''
    ? `${name} ended with status ${code} and said nothing.`
    : output.trim();
}

async function report(check: Check): Promise<boolean> {
  const startedAt = performance.now();
  const findings = await check.run();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const isGood = findings === '';
  console.log(`${isGood ? 'ok  ' : 'FAIL'} ${check.name.padEnd(20)} ${seconds} s`);
  if (!isGood) console.log(findings.replace(/^/gm, '     '));
  return isGood;
}

const results = await Promise.all(CHECKS.map(report));
const failed = results.filter((isGood) => !isGood).length;
console.log(
  failed === 0
    ? 'Everything is in order.'
    : `${failed} of ${results.length} checks found something.`,
);
process.exit(failed === 0 ? 0 : 1);
