import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Random } from '../../../kernel/random.ts';
import { harmlessLine } from './corpus/harmless-lines.testing.ts';
import { leakingLine, WRITINGS } from './corpus/leaking-lines.testing.ts';
import { findLeaks, LEAK_GROUPS, LEAK_PATTERNS } from './index.ts';

const LINES_A_PATTERN = 20;
const HARMLESS_LINES = 6000;

/** Counts by a name. */
class Tally {
  readonly #counts = new Map<string, { good: number; all: number }>();

  add(name: string, isGood: boolean): void {
    const counts = this.#counts.get(name) ?? { good: 0, all: 0 };
    counts.good += isGood ? 1 : 0;
    counts.all += 1;
    this.#counts.set(name, counts);
  }

  of(name: string): { good: number; all: number } {
    return this.#counts.get(name) ?? { good: 0, all: 0 };
  }
}

test('[FL13] at least 99 of 100 leaks of the corpus are found, in every group', (context) => {
  const random = new Random(20_261_123);
  const tally = new Tally();
  const missed: string[] = [];
  for (const pattern of LEAK_PATTERNS) {
    for (let line = 0; line < LINES_A_PATTERN; line += 1) {
      const { text, writing } = leakingLine(random, pattern);
      const isFound = findLeaks(text).leaks.some((leak) => leak.pattern === pattern);
      for (const name of ['all', pattern.group, writing]) tally.add(name, isFound);
      if (!isFound) missed.push(`${pattern.id} ${writing}: ${text}`);
    }
  }
  for (const name of ['all', ...LEAK_GROUPS, ...WRITINGS]) {
    const { good, all } = tally.of(name);
    context.diagnostic(`${name}: ${good} of ${all} found`);
  }
  for (const group of ['all', ...LEAK_GROUPS]) {
    const { good, all } = tally.of(group);
    assert.ok(good >= 0.99 * all, `${group}: ${missed.slice(0, 40).join('\n')}`);
  }
});

test('[FL13] at most 1 of 100 harmless lines is taken for a leak', (context) => {
  const random = new Random(11_232_026);
  const alarms = new Map<string, number>();
  const examples: string[] = [];
  for (let line = 0; line < HARMLESS_LINES; line += 1) {
    const text = harmlessLine(random);
    const [first] = findLeaks(text).leaks;
    if (first === undefined) continue;
    alarms.set(first.pattern.group, (alarms.get(first.pattern.group) ?? 0) + 1);
    examples.push(`${first.pattern.id} ${first.decodedFrom.join('<')} in: ${text}`);
  }
  for (const group of LEAK_GROUPS) {
    context.diagnostic(`${group}: ${alarms.get(group) ?? 0} of ${HARMLESS_LINES} taken for one`);
  }
  assert.ok(examples.length <= 0.01 * HARMLESS_LINES, examples.slice(0, 60).join('\n'));
});

/** As in `vectors/`, a broken bar stands in every key, which the test takes out. */
interface HardLine {
  readonly text: string;
  /** The patterns that are to be found; empty for a harmless line. */
  readonly leaks: readonly string[];
}

test('[FL13] hard lines written by hand', (context) => {
  const file = new URL('corpus/hard-lines.json', import.meta.url);
  const lines = JSON.parse(readFileSync(file, 'utf8')) as HardLine[];
  const wrong: string[] = [];
  let [leaking, found, alarms] = [0, 0, 0];
  for (const { text, leaks } of lines) {
    const ids = new Set(findLeaks(text.replaceAll('¦', '')).leaks.map(({ pattern }) => pattern.id));
    leaking += leaks.length;
    const hits = leaks.filter((id) => ids.has(id)).length;
    found += hits;
    const isAlarm = leaks.length === 0 && ids.size > 0;
    if (isAlarm) alarms += 1;
    if (isAlarm || hits < leaks.length) wrong.push(`${text} -> ${[...ids].join(', ')}`);
  }
  const harmless = lines.filter(({ leaks }) => leaks.length === 0).length;
  context.diagnostic(
    `${found} of ${leaking} leaks found, ${alarms} of ${harmless} harmless taken for one`,
  );
  assert.ok(found >= 0.99 * leaking && alarms <= 0.01 * harmless, wrong.join('\n'));
});
