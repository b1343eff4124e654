import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cartonNumberOf } from './carton-number.ts';

test('a carton is numbered as GS1 says: 18 digits with the check digit of its example', () => {
  // The example of the GS1 General Specifications for the SSCC: 0 0614141 123456789 0.
  assert.equal(cartonNumberOf('0614141', 0, 123_456_789), '0 0614141 123456789 0');
  assert.equal(cartonNumberOf('061414112345', 3, 7).replaceAll(' ', '').length, 18);
});
