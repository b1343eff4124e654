import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge, openHolds, previewOf, runEach, type OrderToChange } from './bulk-actions.ts';

const hold = (releasedAt: string | null): OrderToChange['holds'][number] => ({
  id: 'h',
  kind: 'manual',
  reason: 'look',
  owner: null,
  placedAt: '',
  placedBy: '',
  dueAt: null,
  releasedAt,
  releasedBy: null,
});
const order = (
  state: OrderToChange['state'],
  more: Partial<OrderToChange> = {},
): OrderToChange => ({ id: state, state, priority: 5, holds: [], ...more });
const to9 = { priority: 9 };

test('what can be done follows from where an order stands', () => {
  const table = {
    hold: ['placed done', 'sourced done', 'picking done', 'shipped left', 'cancelled cancelled'],
    release: ['sourced done', 'placed notSourced', 'picking unchanged', 'delivered left'],
    cancel: ['placed done', 'packed asked', 'shipped left', 'cancelled unchanged'],
    priority: ['placed done', 'picking notAmendable', 'closed left'],
  } as const;
  for (const [action, cases] of Object.entries(table)) {
    for (const each of cases) {
      const [state, wanted] = each.split(' ') as [OrderToChange['state'], string];
      const verdict = judge(action as keyof typeof table, order(state), to9);
      const said = verdict.kind === 'impossible' ? verdict.reason : verdict.kind;
      assert.equal(said, wanted, `${action} ${state}`);
    }
  }
  assert.equal(judge('priority', order('placed', { priority: 9 }), to9).kind, 'unchanged');
});

test('a hold is released where there is one, and nothing leaves under it', () => {
  const held = order('held', { holds: [hold(null), hold('2026-01-01')] });
  assert.equal(openHolds(held).length, 1);
  assert.equal(judge('releaseHold', held, to9).kind, 'done');
  assert.deepEqual(judge('releaseHold', order('placed', { holds: [hold('x')] }), to9), {
    kind: 'impossible',
    reason: 'noHold',
  });
  assert.deepEqual(judge('release', order('sourced', { holds: [hold(null)] }), to9), {
    kind: 'impossible',
    reason: 'held',
  });
});

test('a preview counts what will happen and names what cannot', () => {
  const orders = [order('placed'), order('packed'), order('shipped'), order('cancelled')];
  const preview = previewOf('cancel', orders, to9);
  assert.deepEqual(preview.toChange, ['placed', 'packed']);
  assert.deepEqual([preview.asked, preview.unchanged], [1, 1]);
  assert.deepEqual([...preview.impossible], [['left', ['shipped']]]);
});

test('many are run a few at a time, each once, until told to stop', async () => {
  const stop = new AbortController();
  const done: number[] = [];
  let running = 0;
  let most = 0;
  const run = async (item: number): Promise<void> => {
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    done.push(item);
    running -= 1;
    if (done.length === 6) stop.abort();
  };
  const items = Array.from({ length: 10 }, (_, index) => index);
  await runEach(items, run, { atOnce: 3, signal: new AbortController().signal });
  assert.deepEqual(
    done.toSorted((a, b) => a - b),
    items,
  );
  assert.equal(most, 3);
  done.length = 0;
  await runEach(items, run, { atOnce: 2, signal: stop.signal });
  assert.equal(done.length, 0, 'nothing is begun after the word');
});
