import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webhookReason } from './webhook-reason.ts';

test('what the server says of a webhook is taken apart, and what is new is told as it is', () => {
  assert.deepEqual(webhookReason('10 failures in a row'), { kind: 'failures', count: 10 });
  assert.deepEqual(webhookReason('the receiver answered 410: it wants no more events'), {
    kind: 'gone',
  });
  assert.deepEqual(webhookReason('by person/ada'), { kind: 'by', who: 'ada' });
  assert.deepEqual(webhookReason('the moon'), { kind: 'other', text: 'the moon' });
});
