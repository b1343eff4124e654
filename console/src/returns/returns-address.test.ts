import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isNarrowed, readAddress, returnIdIn, writeAddress } from './returns-address.ts';

test('an address is read as it was written, and what nobody knows is left out', () => {
  const written = { stage: 'to_inspect', location: 'SHA', search: '100000001', view: 'claims' };
  assert.deepEqual(writeAddress(readAddress(written)), written);
  assert.deepEqual(writeAddress(readAddress({ view: 'returns', stage: 'x', state: 'y' })), {});
  assert.equal(readAddress({ search: 100_000_001 }).search, '100000001', 'a router reads numbers');
  assert.equal(readAddress({ search: '  ' }).search, undefined);
});

test('a list is narrowed by what belongs to it', () => {
  assert.equal(isNarrowed(readAddress({})), false);
  assert.equal(isNarrowed(readAddress({ carrier: 'sf' })), false, 'carriers are for claims');
  assert.equal(isNarrowed(readAddress({ stage: 'to_judge' })), true);
  assert.equal(isNarrowed(readAddress({ view: 'claims', stage: 'to_judge' })), false);
  assert.equal(isNarrowed(readAddress({ view: 'claims', carrier: 'sf' })), true);
});

test('the number of a return is known however it is typed', () => {
  assert.equal(returnIdIn(' 100000001-r2 '), '100000001-R2');
  for (const text of ['100000001', '100000001-R0', 'R1', '0100-R1', '']) {
    assert.equal(returnIdIn(text), null, text);
  }
});
