import type { FlowDefinition, FlowNode } from '../contracts/flows.ts';

const node = (id: string, component: string, settings: Record<string, unknown>): FlowNode => ({
  id,
  component,
  settings,
});
const edge = (from: string, output: string, to: string) => ({ from, output, to });

/** Eight nodes with two branches: what every order that is placed goes through. */
export const BENCH_FLOW: FlowDefinition = {
  format: 1,
  code: 'bench',
  names: { en: 'Bench' },
  trigger: { kind: 'event', event: 'order.placed' },
  start: 'is_large',
  nodes: [
    node('is_large', 'condition', { when: 'order.lines.exists(line, line.quantity > 2)' }),
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
