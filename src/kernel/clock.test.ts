import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { instantFromText, instantToText } from './clock.ts';

test('an instant as text is what Date says, before 1970 and beyond the year 9999 too', () => {
  const whole = fc.integer({ min: -8_640_000_000_000_000, max: 8_640_000_000_000_000 });
  fc.assert(
    fc.property(whole, (instant) => {
      assert.equal(instantToText(instant), new Date(instant).toISOString());
    }),
  );
});

test('text that is no time reads as null', () => {
  assert.equal(instantFromText('tomorrow'), null);
  assert.equal(instantFromText('2026-11-22T09:30:00Z'), Date.UTC(2026, 10, 22, 9, 30));
});
