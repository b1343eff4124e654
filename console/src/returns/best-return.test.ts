import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ListedReturn } from '../client/contract.generated.d.ts';
import { bestOf } from './best-return.ts';

const one = (id: string, state: ListedReturn['state'], received = 0) => ({
  id,
  state,
  lines: [
    { receivedQuantity: received, acceptedQuantity: 0, rejectedQuantity: 0 },
  ] as unknown as ListedReturn['lines'],
});

test('a scan leads to the return that waits for what was scanned', () => {
  assert.equal(bestOf([]), null);
  assert.equal(bestOf([one('1-R1', 'closed')])?.id, '1-R1');
  assert.equal(bestOf([one('1-R2', 'approved'), one('1-R1', 'closed')])?.id, '1-R2');
  assert.equal(bestOf([one('1-R2', 'cancelled'), one('1-R1', 'received', 2)])?.id, '1-R1');
  assert.equal(bestOf([one('1-R2', 'approved'), one('1-R1', 'approved')]), null);
});
