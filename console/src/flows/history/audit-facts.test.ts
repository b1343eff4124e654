import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditFactsOf } from './audit-facts.ts';

test('each kind of entry says what it has to say', () => {
  const drawn = auditFactsOf({
    detail: { added: ['a', 'b'], changed: [], removed: ['c'], parts: ['edges'] },
  });
  assert.deepEqual([drawn.added, drawn.changed, drawn.removed, drawn.parts], [2, 0, 1, ['edges']]);
  assert.equal(auditFactsOf({ detail: { shareMillionths: 10_000, reasons: [] } }).share, 0.01);
  assert.equal(auditFactsOf({ detail: { reason: 'too many calls' } }).text, 'too many calls');
  const moved = auditFactsOf({ detail: { from: 1, runs: ['x', 'y'] } });
  assert.deepEqual([moved.movedFrom, moved.runsMoved], [1, 2]);
});

test('an entry without a detail says nothing more', () => {
  assert.deepEqual(auditFactsOf({ detail: null }), auditFactsOf({ detail: {} }));
  assert.equal(auditFactsOf({ detail: { note: null } }).text, undefined);
});
