import type { FlowDefinition, FlowNode } from '../contracts/flows.ts';

const node = (id: string, component: string, settings: Record<string, unknown>): FlowNode => ({
  id,
  component,
  settings,
});
const edge = (from: string, output: string, to: string) => ({ from, output, to });
const PLACED = { kind: 'event', event: 'order.placed' } as const;

/** Eight nodes with two branches and a hold that is lifted after half an hour: what a past order goes through. */
export const TRIED_FLOW: FlowDefinition = {
  format: 1,
  code: 'bench-tried',
  names: { en: 'Bench' },
  trigger: PLACED,
  start: 'is_large',
  nodes: [
    node('is_large', 'condition', { when: 'order.lines.exists(line, line.quantity > 1)' }),
    node('is_foreign', 'condition', {
      when: "order.shipTo.countryCode != 'CN' && order.customer.name.size() > 2",
    }),
    node('hold', 'hold', { kind: 'large', reason: 'A large order from abroad' }),
    node('pause', 'wait_time', { minutes: 30 }),
    node('release', 'release_hold', { kind: 'large' }),
    node('mark', 'set_attribute', { name: 'size', value: '"large"' }),
    node('small', 'set_attribute', { name: 'size', value: '"small"' }),
    node('done', 'end', { outcome: 'continue' }),
  ],
  edges: [
    edge('is_large', 'yes', 'is_foreign'),
    edge('is_large', 'no', 'small'),
    edge('is_foreign', 'yes', 'hold'),
    edge('is_foreign', 'no', 'mark'),
    edge('hold', 'next', 'pause'),
    edge('pause', 'next', 'release'),
    edge('release', 'next', 'mark'),
    edge('mark', 'next', 'done'),
    edge('small', 'next', 'done'),
  ],
};

/** What every order gets besides: one SKU of one location, as hot as it can be. */
const GIFT = 'SKU-00000';

/** Eight nodes with two branches: every order reserves a gift, and one system outside is asked for something. */
export const DURABLE_FLOW: FlowDefinition = {
  format: 1,
  code: 'bench-durable',
  names: { en: 'Bench' },
  trigger: PLACED,
  start: 'is_large',
  nodes: [
    node('is_large', 'condition', { when: 'order.lines.exists(line, line.quantity > 1)' }),
    node('is_foreign', 'condition', { when: "order.shipTo.countryCode != 'CN'" }),
    node('large', 'set_attribute', { name: 'size', value: '"large"' }),
    node('foreign', 'set_attribute', { name: 'size', value: '"large and far"' }),
    node('small', 'set_attribute', { name: 'size', value: '"small"' }),
    node('gift', 'reserve', { sku: GIFT, location: 'CN-SHA', quantity: '1', minutes: 1_440 }),
    node('book', 'call_http', {
      connector: 'books',
      method: 'POST',
      path: '/orders',
      body: { order: 'order.id', totalMinor: 'order.total.minor' },
    }),
    node('done', 'end', { outcome: 'continue' }),
  ],
  edges: [
    edge('is_large', 'yes', 'is_foreign'),
    edge('is_large', 'no', 'small'),
    edge('is_foreign', 'yes', 'foreign'),
    edge('is_foreign', 'no', 'large'),
    edge('large', 'next', 'gift'),
    edge('foreign', 'next', 'gift'),
    edge('small', 'next', 'gift'),
    edge('gift', 'next', 'book'),
    edge('book', 'next', 'done'),
  ],
};

const CONDITIONS = 64;

/** So many conditions one behind the other, none of which holds. */
export const CONDITIONS_FLOW: FlowDefinition = {
  format: 1,
  code: 'bench-conditions',
  names: { en: 'Bench' },
  trigger: PLACED,
  start: 'c0',
  nodes: [
    ...Array.from({ length: CONDITIONS }, (_, index) =>
      node(`c${index}`, 'condition', {
        when: `order.total > money(${10_000_000 + index}, 'CNY') && order.lines.exists(line, line.quantity > ${index + 5}) || order.shipTo.city == 'Nowhere ${index}'`,
      }),
    ),
    node('done', 'end', { outcome: 'continue' }),
  ],
  edges: Array.from({ length: CONDITIONS }, (_, index) =>
    edge(`c${index}`, 'no', index + 1 === CONDITIONS ? 'done' : `c${index + 1}`),
  ),
};

/** Orders wait an hour, and go on. */
export const PARKED_FLOW: FlowDefinition = {
  format: 1,
  code: 'bench-parked',
  names: { en: 'Bench' },
  trigger: PLACED,
  start: 'rest',
  nodes: [
    node('rest', 'wait_time', { minutes: 60 }),
    node('mark_old', 'set_attribute', { name: 'way', value: '"old"' }),
  ],
  edges: [edge('rest', 'next', 'mark_old')],
};

/** The same flow, with nothing of it left that those who wait could go on at. */
export const BROKEN_FLOW: FlowDefinition = {
  ...PARKED_FLOW,
  start: 'mark_new',
  nodes: [node('mark_new', 'set_attribute', { name: 'way', value: '"new"' })],
  edges: [],
};

/** What is live while others are released. */
export const SOUND_FLOW: FlowDefinition = {
  format: 1,
  code: 'bench-released',
  names: { en: 'Bench' },
  trigger: PLACED,
  start: 'mark',
  nodes: [node('mark', 'set_attribute', { name: 'way', value: '"sound"' })],
  edges: [],
};

/** The same, but every other order looks for a line that it has not. */
export const FAULTY_FLOW: FlowDefinition = {
  ...SOUND_FLOW,
  start: 'is_odd',
  nodes: [
    node('is_odd', 'condition', { when: 'order.externalId.matches("[13579]$")' }),
    node('mark', 'set_attribute', { name: 'way', value: 'order.lines[99].sku' }),
  ],
  edges: [edge('is_odd', 'yes', 'mark')],
};
