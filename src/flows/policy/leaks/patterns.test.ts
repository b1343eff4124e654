import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { RE2JS } from 're2js';
import { PATTERN_LISTS } from './all-patterns.ts';
import { findLeaks, LEAK_GROUPS, LEAK_PATTERNS, type LeakGroup } from './index.ts';

/**
 * Texts of a pattern: in `found` it is, in `missed` it is not. A broken bar stands in every key, so that
 * scanners that look for the keys of others leave these files alone; the tests take it out.
 */
interface Vectors {
  readonly found: readonly string[];
  readonly missed: readonly string[];
}

function vectorsOf(list: string): Readonly<Record<string, Vectors>> {
  const text = readFileSync(new URL(`vectors/${list}.json`, import.meta.url), 'utf8');
  return JSON.parse(text) as Record<string, Vectors>;
}

test('[FL1] there are enough patterns, each with an id, a group and titles of its own', (context) => {
  const ids = LEAK_PATTERNS.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  assert.equal(new Set(LEAK_PATTERNS.map(({ title }) => title.en)).size, ids.length);
  assert.equal(new Set(LEAK_PATTERNS.map(({ title }) => title.zh)).size, ids.length);
  assert.ok(ids.length >= 140, `${ids.length} patterns`);
  const countOf = (group: LeakGroup) =>
    LEAK_PATTERNS.filter((pattern) => pattern.group === group).length;
  context.diagnostic(
    `${ids.length} patterns: ${LEAK_GROUPS.map((group) => `${group} ${countOf(group)}`).join(', ')}`,
  );
  const countries = LEAK_PATTERNS.filter(({ group }) => group === 'national').map(({ id }) =>
    id.slice(0, 2),
  );
  assert.ok(new Set(countries).size >= 40, `${new Set(countries).size} countries`);
  for (const { id, title, keywords, isKeywordNear } of LEAK_PATTERNS) {
    assert.match(id, /^[a-z]+(-[a-z]+)*$/);
    assert.match(title.zh, /[\u4e00-\u9fff]/);
    assert.ok(!isKeywordNear || keywords.length > 0, id);
    for (const keyword of keywords) assert.equal(keyword, keyword.toLowerCase(), id);
  }
});

test('[FL3] every pattern is bounded, and re2 takes it', () => {
  for (const { id, pattern } of LEAK_PATTERNS) {
    const bare = pattern.replace(/\\./g, '_').replace(/\[[^\]]*\]/g, '_');
    assert.ok(!/[*+]|\{\d*,\}|\(\?[=!<]/.test(bare), `${id}: ${pattern}`);
    assert.ok(!/\\[1-9bBkpP]/.test(pattern), id);
    assert.doesNotThrow(() => RE2JS.compile(pattern.replace(/\\u([0-9a-f]{4})/g, '\\x{$1}')), id);
  }
});

for (const [list, patterns] of Object.entries(PATTERN_LISTS)) {
  test(`[FL2, FL4, FL5, FL6] ${list}: found where it is, and not where it nearly is`, () => {
    const vectors = vectorsOf(list);
    assert.deepEqual(Object.keys(vectors).sort(), patterns.map(({ id }) => id).sort());
    for (const { id } of patterns) {
      const { found = [], missed = [] } = vectors[id] ?? {};
      assert.ok(new Set(found).size >= 5 && new Set(missed).size >= 5, `${id} has too few`);
      const isFound = (text: string) =>
        findLeaks(text.replaceAll('¦', '')).leaks.some(({ pattern }) => pattern.id === id);
      for (const text of found) assert.ok(isFound(text), `${id} is not found in: ${text}`);
      for (const text of missed) assert.ok(!isFound(text), `${id} is found in: ${text}`);
    }
  });
}
