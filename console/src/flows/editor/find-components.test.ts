import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FlowComponent } from '../flow-queries.ts';
import { findComponents } from './find-components.ts';

const component = (code: string, title: string, docs: string): FlowComponent => ({
  code,
  titles: { en: title, 'zh-CN': title },
  docs: { en: docs, 'zh-CN': docs },
  tier: 'everyone',
  effect: 'pure',
  settings: {},
  outputs: [],
});
const ALL = [
  component('condition', 'Condition', 'Goes on when the condition holds.'),
  component('release_hold', 'Release a hold', 'Releases it.'),
  component('hold', 'Hold', 'Stops the order.'),
];

test('what is called so comes before what speaks of it', () => {
  const codes = (search: string) => findComponents(ALL, search, 'en').map(({ code }) => code);
  assert.deepEqual(codes('hold'), ['hold', 'release_hold', 'condition']);
  assert.deepEqual(codes(''), ['condition', 'release_hold', 'hold']);
  assert.deepEqual(codes('parrot'), []);
});
