import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { KeywordFinder } from './keyword-finder.ts';

test('[FL5] keywords are found where a plain search finds them, whatever they share', () => {
  const keyword = fc.string({
    unit: fc.constantFrom('a', 'b', 'c', '号'),
    minLength: 1,
    maxLength: 4,
  });
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', '号'), maxLength: 60 });
  fc.assert(
    fc.property(fc.uniqueArray(keyword, { minLength: 1, maxLength: 8 }), text, (keywords, text) => {
      const places = new KeywordFinder(keywords).find(text);
      for (const [index, keyword] of keywords.entries()) {
        const plain: { start: number; end: number }[] = [];
        for (let at = text.indexOf(keyword); at >= 0; at = text.indexOf(keyword, at + 1)) {
          plain.push({ start: at, end: at + keyword.length });
        }
        assert.deepEqual(places.get(index) ?? [], plain);
      }
    }),
    { seed: 5, numRuns: 500 },
  );
});
