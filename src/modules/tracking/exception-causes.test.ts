import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StoredEvent } from '../../hub/index.ts';
import { SUGGESTIONS } from '../../../contracts/exceptions.ts';
import { CAUSES } from './exception-causes.ts';
import { exceptionConsumer } from './exception-consumer.ts';

const event = (type: string, data: object, subject = 'order/7'): StoredEvent => ({
  xid: '1',
  id: '01a203c5-275f-7324-89cd-0c11b939cef0',
  type,
  subject,
  order_id: 7,
  trace: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  actor: 'key/test',
  occurred_at: 0,
  recorded_at: 0,
  data: JSON.stringify(data),
});

async function commandsOf(...given: Parameters<typeof event>) {
  const { commands = [] } = await exceptionConsumer.consume([event(...given)]);
  return commands.map(({ kind, body }) => ({
    command: kind,
    ...(body as { causeKey: string; subject: string }),
  }));
}

const shipment = { shipment: 'S1', carrier: 'SF', trackingNumber: 'T1' };
const PAIRS: readonly (readonly [
  kind: string,
  opens: readonly [string, object, string?],
  closes: readonly [string, object, string?],
])[] = [
  ['hold_overdue', ['order.hold_overdue', {}], ['order.hold_released', {}]],
  [
    'task_overdue',
    ['flow_task.overdue', {}, 'flow_task/7'],
    ['flow_task.completed', {}, 'flow_task/7'],
  ],
  [
    'return_to_judge',
    ['return.requested', {}, 'return/7-R1'],
    ['return.approved', {}, 'return/7-R1'],
  ],
  [
    'effect_unsure',
    ['flow.effect_unsure', { connector: 'erp', flow: 'post' }, 'flow_effect/9'],
    ['flow.effect_done', { connector: 'erp', flow: 'post' }, 'flow_effect/9'],
  ],
  [
    'job_failed',
    ['job.failed', { task: 'mail', id: '9' }, 'job/9'],
    ['job.retried', { task: 'mail', id: '9' }, 'job/9'],
  ],
  [
    'short_pick_waits',
    ['fulfilment.short_picked', { outcome: 'waits', location: 'SHA' }],
    ['order.sourced', {}],
  ],
  [
    'purchase_declined',
    ['fulfilment.short_picked', { outcome: 'waits', location: 'MAKER', purchaseOrder: '7-1' }],
    ['order.sourced', {}],
  ],
  [
    'purchase_order_not_sent',
    [
      'purchase_order.not_sent',
      { outcome: 'no_address', purchaseOrder: { location: 'MAKER' } },
      'purchase_order/7-1',
    ],
    ['purchase_order.sent', { purchaseOrder: { location: 'MAKER' } }, 'purchase_order/7-1'],
  ],
  [
    'change_to_answer',
    ['fulfilment.change_requested', { changeRequest: 'C1' }],
    ['fulfilment.change_refused', { changeRequest: 'C1' }],
  ],
  ['delivery_failed', ['fulfilment.delivery_failed', shipment], ['fulfilment.delivered', shipment]],
  [
    'correction_to_approve',
    ['stock.correction_proposed', {}, 'snapshot/N1'],
    ['stock.reconciled', { id: 'N1' }, 'location/SHA'],
  ],
  ['webhook_paused', ['webhook.paused', {}, 'webhook/W1'], ['webhook.resumed', {}, 'webhook/W1']],
  [
    'paid_after_cancel',
    [
      'order.payment_recorded',
      {
        state: 'cancelled',
        paymentState: 'paid',
        totals: { paidMinor: 5 },
        payment: { kind: 'captured' },
      },
    ],
    [
      'order.payment_recorded',
      { state: 'cancelled', paymentState: 'refunded', totals: { paidMinor: 0 } },
    ],
  ],
];

for (const [kind, opens, closes] of PAIRS) {
  test(`[X2, X6] ${opens[0]} opens ${kind}, and ${closes[0]} ends it`, async () => {
    const opened = (await commandsOf(...opens)).filter(
      (each) => each.command === 'raise_exception' && each.causeKey.startsWith(`${kind}/`),
    );
    const closed = (await commandsOf(...closes)).filter(
      (each) => each.command === 'settle_exception' && each.causeKey.startsWith(`${kind}/`),
    );
    assert.equal(opened.length, 1);
    assert.deepEqual(
      [closed[0]?.causeKey, closed[0]?.subject],
      [opened[0]?.causeKey, opened[0]?.subject],
    );
  });
}

test('[X2] money that goes back in parts after a cancellation has not come after it', async () => {
  const part = await commandsOf('order.payment_recorded', {
    state: 'cancelled',
    paymentState: 'paid',
    totals: { paidMinor: 5 },
    payment: { kind: 'refunded' },
  });
  assert.deepEqual(
    part.filter(({ command }) => command === 'raise_exception'),
    [],
  );
});

test('[X2] carriers that say both delivered and brought back contradict themselves', async () => {
  const late = await commandsOf('fulfilment.told_again', {
    ...shipment,
    shipmentState: 'returned_to_sender',
  });
  assert.deepEqual(
    late.map(({ causeKey }) => causeKey),
    ['contradiction/S1'],
  );
  const twice = await commandsOf('fulfilment.told_again', {
    ...shipment,
    shipmentState: 'delivered',
  });
  assert.deepEqual(twice, []);
});

test('[X2] a purchase order that waits for its hold has somebody who looks at that', async () => {
  const blocked = { outcome: 'blocked', purchaseOrder: { location: 'MAKER' } };
  const found = await commandsOf('purchase_order.not_sent', blocked, 'purchase_order/7-1');
  assert.deepEqual(found, []);
});

test('[X2] each cause names a step that is there, and a short pick that was sourced is none', async () => {
  for (const { suggestion } of CAUSES) assert.ok(suggestion in SUGGESTIONS, suggestion);
  const sourced = await commandsOf('fulfilment.short_picked', { outcome: 'sourced' });
  assert.deepEqual(sourced, []);
});
