import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cursorOf, readCursor } from './cursor.ts';
import { answerAtp, type AtpQuestion, type AvailabilityRow } from './read-supply.ts';

const DAY_MS = 86_400_000;
const AT = Date.UTC(2026, 10, 2);
const question: AtpQuestion = { sku: 'TEA', location: null, at: AT, until: null };

function supply(days: number, quantity: number, location = 'SHA'): AvailabilityRow {
  return { location, reference: `PO-${days}`, expected_at: AT + days * DAY_MS, quantity };
}
function atHand(location: string, quantity: number): AvailabilityRow {
  return { location, reference: null, expected_at: null, quantity };
}

test('[I15] ATP rises step by step, and overdue supply counts from now on', () => {
  const answer = answerAtp(question, [
    atHand('SHA', 5),
    atHand('FRA', 2),
    supply(9, 4, 'FRA'),
    supply(-1, 3),
    supply(2, 10),
  ]);
  assert.equal(answer.availableNow, 7);
  assert.deepEqual(
    answer.steps.map(({ at, available }) => [at.slice(0, 10), available]),
    [
      ['2026-11-02', 10],
      ['2026-11-04', 20],
      ['2026-11-11', 24],
    ],
  );
});

test('[I15] a location below its safety stock has nothing and takes nothing from the others', () => {
  const answer = answerAtp(question, [atHand('SHA', -8), atHand('FRA', 2)]);
  assert.equal(answer.availableNow, 2);
  assert.deepEqual(answer.locations, [{ location: 'FRA', available: 2 }]);
});

test('[I15] what waiting orders claim is not available', () => {
  const withheld = new Map([['SHA', 4]]);
  const answer = answerAtp({ ...question, withheld }, [atHand('SHA', 5), atHand('FRA', 2)]);
  assert.equal(answer.availableNow, 3);
});

test('[I14] a cursor is read as it was written, and only by the list whose form it has', () => {
  const id = '01a199c5-3280-7222-827f-427cc979bde2';
  assert.deepEqual(readCursor(cursorOf([7, id]), ['integer', 'uuid']), [7, id]);
  assert.equal(readCursor(null, ['integer']), null);
  for (const cursor of ['', '%%%', 'e30', cursorOf([7]), cursorOf(['7', id]), cursorOf([7, 'x'])]) {
    const answer = readCursor(cursor, ['integer', 'uuid']);
    assert.ok(answer !== null && 'kind' in answer, cursor);
    assert.equal(answer.code, 'invalid_request');
  }
});
