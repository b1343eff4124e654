import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FlowDefinition } from '../../../contracts/flows.ts';
import { hashDefinition } from './index.ts';

const FLOW: FlowDefinition = {
  format: 1,
  code: 'a-flow',
  names: { en: 'A flow', 'zh-CN': '流程' },
  trigger: { kind: 'event', event: 'order.placed' },
  start: 'a',
  nodes: [
    { id: 'a', component: 'condition', settings: { when: 'true', b: 1, a: 2 } },
    { id: 'b', component: 'end', settings: { outcome: 'continue' } },
  ],
  edges: [
    { from: 'a', output: 'yes', to: 'b' },
    { from: 'a', output: 'no', to: 'b' },
  ],
};

test('[FD1] the same flow has the same hash, however it is written down', () => {
  const { nodes, edges, ...rest } = FLOW;
  const [a, b] = nodes as [(typeof nodes)[number], (typeof nodes)[number]];
  const turned = {
    edges: edges.toReversed(),
    nodes: [b, { settings: { a: 2, b: 1, when: 'true' }, component: a.component, id: a.id }],
    ...rest,
  };
  assert.equal(hashDefinition(turned), hashDefinition(FLOW));
  assert.match(hashDefinition(FLOW), /^[0-9a-f]{64}$/);
});

test('[FD1] another flow has another hash', () => {
  const changed: FlowDefinition[] = [
    { ...FLOW, start: 'b' },
    { ...FLOW, filter: 'true' },
    { ...FLOW, edges: FLOW.edges.slice(1) },
    { ...FLOW, names: { en: 'Another' } },
    { ...FLOW, nodes: FLOW.nodes.map((node) => ({ ...node, settings: {} })) },
  ];
  const hashes = new Set([FLOW, ...changed].map(hashDefinition));
  assert.equal(hashes.size, changed.length + 1);
});
