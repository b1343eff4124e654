import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FlowRun } from '../../client/contract.generated.d.ts';
import { TRIGGER } from '../drawing/drawing.ts';
import { isGone, markOfStep } from './run-marks.ts';

const WAYS = [
  { from: 'check', output: 'yes', to: 'stop' },
  { from: 'check', output: 'no', to: 'end' },
  { from: 'stop', output: 'next', to: 'end' },
];
const run = (trail: string[], rest: Partial<FlowRun> = {}): FlowRun => ({
  id: 'r',
  flow: 'review',
  flowVersion: 1,
  orderId: '1',
  eventId: 'e',
  state: 'ended',
  outcome: null,
  enteredAt: '2026-01-01T00:00:00Z',
  endedAt: null,
  trail,
  log: [],
  failures: [],
  waits: [],
  ...rest,
});
const gone = (one: FlowRun) =>
  WAYS.filter(({ from, output }) => isGone(WAYS, one, { from, output })).map(
    ({ from, to }) => `${from}-${to}`,
  );

test('the ways of a run are those that its steps came by', () => {
  assert.deepEqual(gone(run(['check', 'stop', 'end'])), ['check-stop', 'stop-end']);
  assert.deepEqual(gone(run(['check', 'end'])), ['check-end']);
  assert.deepEqual(gone(run(['check'])), []);
  assert.equal(isGone(WAYS, run(['check']), { from: TRIGGER, output: 'next' }), true);
});

test('a step where the order waits or failed is told from those it went through', () => {
  const one = run(['check', 'stop'], {
    waits: [{ node: 'stop', until: null }],
    failures: [{ node: 'check', code: 'expression_failed', message: 'no' }],
  });
  assert.deepEqual(
    ['check', 'stop', 'end'].map((id) => markOfStep(one, id)),
    ['failed', 'waiting', 'untouched'],
  );
});
