import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTrackingLinks } from './tracking-links.ts';

const links = createTrackingLinks('a secret of one installation');

test('[X14] a link opens its own order, and no other token opens any', () => {
  for (const orderId of [1, 100_000_001, Number.MAX_SAFE_INTEGER]) {
    const token = links.tokenOf(orderId);
    assert.match(token, /^[\w-]{43}$/);
    assert.equal(links.orderOf(token), orderId);
    for (let place = 0; place < token.length; place += 1) {
      const other = token[place] === 'A' ? 'B' : 'A';
      assert.equal(links.orderOf(token.slice(0, place) + other + token.slice(place + 1)), null);
    }
  }
  for (const none of ['', 'x', '100000001', 'A'.repeat(43), `${links.tokenOf(1)}A`]) {
    assert.equal(links.orderOf(none), null, none);
  }
});

test('[X14] neighbours have nothing in common, and the number of the order does not stand in its link', () => {
  const tokens = Array.from({ length: 200 }, (_, count) => links.tokenOf(100_000_000 + count));
  assert.equal(new Set(tokens.map((token) => token.slice(0, 6))).size, 200);
  assert.equal(new Set(tokens.map((token) => token.slice(-8))).size, 200);
  const id = Buffer.alloc(8);
  id.writeBigUInt64BE(100_000_007n);
  const token = Buffer.from(links.tokenOf(100_000_007), 'base64url');
  assert.equal(token.includes(id.subarray(4)), false);
});

test('[X14] another secret ends every link, and a short one is refused', () => {
  const later = createTrackingLinks('another secret of this one');
  assert.equal(later.orderOf(links.tokenOf(7)), null);
  assert.throws(() => createTrackingLinks('too short'), RangeError);
});
