import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { run } from 'node:test';
import { spec, type TestEvent } from 'node:test/reporters';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { listFiles } from './source-files.ts';

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const ROOMS_WITH_TESTS = ['src', 'contracts', 'db', 'simulation', 'bench', 'tools', 'console'];
const TEST_TIMEOUT_MS = 300_000;

/** What the command line asks for. */
export interface TestChoice {
  readonly filters: readonly string[];
  readonly isOnlyUnit: boolean;
}

/** Reads the command line; a word without dashes is a part of a path. */
export function readChoice(words: readonly string[]): TestChoice | { refusal: string } {
  const unknown = words.find((word) => word.startsWith('-') && word !== '--only-unit');
  if (unknown !== undefined) {
    return {
      refusal: `${unknown} is no option here. Use parts of paths to choose files, and --only-unit to leave out *.pg.test.ts.`,
    };
  }
  return {
    filters: words.filter((word) => !word.startsWith('-')),
    isOnlyUnit: words.includes('--only-unit'),
  };
}

/** The test files that a choice names, out of all files of the repository. */
export function chooseTestFiles(files: readonly string[], choice: TestChoice): string[] {
  return files
    .filter((file) => /\.test\.tsx?$/.test(file))
    .filter((file) => !(choice.isOnlyUnit && file.endsWith('.pg.test.ts')))
    .filter(
      (file) =>
        choice.filters.length === 0 || choice.filters.some((filter) => file.includes(filter)),
    );
}

/**
 * One line for each file that passed, everything about what failed, then the closing lines of
 * Node's own test runner. Node's reporter writes the failures, so they look as everywhere else.
 */
function createConciseReport(): Transform {
  return new Transform({
    objectMode: true,
    transform(event: TestEvent, _encoding, done) {
      // A passed test is counted, not shown: with thousands of them nobody would see the failure.
      if (event.type === 'test:pass' || event.type === 'test:start') return done();
      // Node repeats the totals for every file; only the last summary, which names no file, counts.
      if (event.type === 'test:summary' && event.data.file !== undefined) {
        process.stdout.write(describeFile(event.data));
      }
      done(null, event);
    },
  });
}

type TestSummary = Extract<TestEvent, { type: 'test:summary' }>['data'];

function describeFile({ file, counts, duration_ms, success }: TestSummary): string {
  const mark = success ? 'ok  ' : 'FAIL';
  const skipped = counts.skipped === 0 ? '' : `, ${counts.skipped} skipped`;
  const milliseconds = Math.round(duration_ms);
  return `${mark} ${path.relative(ROOT, file ?? '')}: ${counts.passed} passed${skipped}, ${milliseconds} ms\n`;
}

/** Runs the files, each in a process of its own, and tells whether all tests passed. */
async function runFiles(files: readonly string[]): Promise<boolean> {
  let isAllPassed = true;
  const events = run({
    files: files.map((file) => path.join(ROOT, file)),
    concurrency: Math.max(1, Math.min(availableParallelism(), 8)),
    timeout: TEST_TIMEOUT_MS,
    cwd: ROOT,
  });
  events.on('test:fail', (data) => {
    if (data.todo === undefined || data.todo === false) isAllPassed = false;
  });
  await pipeline(events, createConciseReport(), new spec(), process.stdout, { end: false });
  return isAllPassed;
}

/** All tests that need PostgreSQL share one server, which nobody needs once they are done. */
async function stopSharedServer(): Promise<void> {
  const file = path.join(ROOT, 'src/platform/postgres/testing.ts');
  if (!existsSync(file)) return;
  const testing = (await import(pathToFileURL(file).href)) as { stopTestServer(): Promise<void> };
  await testing.stopTestServer();
}

if (import.meta.main) {
  const choice = readChoice(process.argv.slice(2));
  if ('refusal' in choice) {
    console.error(choice.refusal);
    process.exit(2);
  }
  const files = chooseTestFiles(listFiles(ROOT, ROOMS_WITH_TESTS), choice);
  if (files.length === 0) {
    console.error(
      `No test file matches ${choice.filters.join(' ') || 'at all'}. Give a part of its path, such as \`npm test -- inventory\`.`,
    );
    process.exit(1);
  }
  const isAllPassed = await runFiles(files);
  if (files.some((file) => file.endsWith('.pg.test.ts'))) await stopSharedServer();
  process.exit(isAllPassed ? 0 : 1);
}
