import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { evaluated } from './testing.ts';
import { ExpressionFailure } from './values.ts';

test('[FX12] every line of the guide gives what stands behind it', () => {
  const guide = readFileSync(
    new URL('../../../docs/guides/expressions.md', import.meta.url),
    'utf8',
  );
  const lines = [...guide.matchAll(/```cel\n([^]*?)```/g)].flatMap(([, block]) =>
    (block ?? '').trim().split('\n'),
  );
  for (const line of lines) {
    const [text = '', expected = ''] = line.split(/ +\/\/ /);
    const value = evaluated(text);
    const shown = value instanceof ExpressionFailure ? value.message : JSON.stringify(value);
    assert.equal(shown, expected, text);
  }
  assert.ok(lines.length > 30);
});
