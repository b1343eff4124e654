import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BulkAction } from '../../../contracts/bulk-changes.ts';
import type { OrderState } from '../../../contracts/orders.ts';
import { undoOf } from './bulk-commands.ts';
import { judgeBulk, openHolds, type BulkCandidate } from './judge-bulk.ts';
import type { StoredHold } from './order-record.ts';
import { aHold } from './records.testing.ts';

const order = (state: OrderState, more: Partial<BulkCandidate> = {}): BulkCandidate => ({
  id: 1,
  state,
  priority: 5,
  holds: [],
  ...more,
});
const hold = (releasedAt: number | null): StoredHold => aHold({ releasedAt });

test('[O92] what can be done to an order follows from where it stands', () => {
  const table: Readonly<Partial<Record<BulkAction, readonly string[]>>> = {
    hold: ['placed possible', 'sourced possible', 'picking possible', 'shipped left'],
    release: ['sourced possible', 'placed not_sourced', 'picking unchanged', 'delivered left'],
    cancel: ['placed possible', 'packed asked', 'shipped left', 'cancelled unchanged'],
    priority: ['placed possible', 'picking not_amendable', 'closed left'],
    release_hold: ['placed no_hold', 'cancelled cancelled'],
  };
  for (const [action, cases] of Object.entries(table)) {
    for (const each of cases) {
      const [state, wanted] = each.split(' ') as [OrderState, string];
      const verdict = judgeBulk(action as BulkAction, order(state), null);
      const said = verdict.kind === 'impossible' ? verdict.why : verdict.kind;
      assert.equal(said, wanted, `${action} ${state}`);
    }
  }
  assert.equal(judgeBulk('priority', order('placed', { priority: 9 }), 9).kind, 'unchanged');
  assert.equal(judgeBulk('priority', order('placed', { priority: 9 }), 8).kind, 'possible');
});

test('[O92] a hold is released where one is open, and nothing leaves under it', () => {
  const held = order('held', { holds: [hold(null), hold(1)] });
  assert.equal(openHolds(held).length, 1);
  assert.equal(judgeBulk('release_hold', held, null).kind, 'possible');
  assert.deepEqual(judgeBulk('release_hold', order('placed', { holds: [hold(1)] }), null), {
    kind: 'impossible',
    why: 'no_hold',
  });
  assert.deepEqual(judgeBulk('release', order('sourced', { holds: [hold(null)] }), null), {
    kind: 'impossible',
    why: 'held',
  });
});

test('[O92] what takes an action back is known before it is done', () => {
  const held = order('held', { holds: [hold(null), hold(1)] });
  const undo = undoOf('release_hold', held);
  assert.ok(undo?.kind === 'hold');
  assert.deepEqual(
    undo.holds.map(({ id }) => id),
    openHolds(held).map(({ id }) => id),
  );
  assert.deepEqual(undoOf('priority', held), { kind: 'priority', priority: 5 });
  assert.equal(undoOf('cancel', held), null);
});
