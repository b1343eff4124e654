import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedParts, stateOf } from './asset.ts';

test('what changed between two versions is told by its parts', () => {
  const rule = { expression: 'order.priority > 5', messages: { en: 'No.', 'zh-CN': '否。' } };
  assert.deepEqual(changedParts(rule, { ...rule }), []);
  assert.deepEqual(changedParts(rule, { ...rule, expression: 'true' }), ['expression']);
  const mail = { channel: 'mail', subject: 'Late', text: 'It is late.' } as const;
  assert.deepEqual(changedParts(mail, { channel: 'chat', text: 'It is late.' }), [
    'channel',
    'subject',
  ]);
});

test('deprecated is more than changed, and changed more than published', () => {
  const stands = (versionsMade: number, hasDraft: boolean, note?: string) =>
    stateOf({ versionsMade, hasDraft, deprecation: note === undefined ? null : { note } });
  assert.equal(stands(0, true), 'draft');
  assert.equal(stands(1, true), 'changed');
  assert.equal(stands(1, false), 'published');
  assert.equal(stands(2, true, 'Old.'), 'deprecated');
});
