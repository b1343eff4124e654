import Type from 'typebox';
import { component } from './component.ts';

const BRANCHES_MAX = 10;

/** Goes several ways at once. */
export const fork = component({
  code: 'fork',
  titles: { en: 'In parallel', 'zh-CN': '并行' },
  docs: {
    en: 'Goes all its ways at once. A join brings them together again.',
    'zh-CN': '同时走所有分支，用“汇合”再合到一起。',
  },
  tier: 'everyone',
  effect: 'pure',
  settings: Type.Object(
    { branches: Type.Integer({ minimum: 2, maximum: BRANCHES_MAX }) },
    { additionalProperties: false },
  ),
  outputs: ({ branches }) => branchesOf(branches),
  expressions: () => [],
  prepare({ branches }) {
    const step = { kind: 'fork', outputs: branchesOf(branches) } as const;
    return () => step;
  },
});

function branchesOf(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `branch_${index + 1}`);
}

/** Waits for every branch of a fork that has not ended elsewhere. */
export const join = component({
  code: 'join',
  titles: { en: 'Join', 'zh-CN': '汇合' },
  docs: {
    en: 'Waits until all branches of the fork are here. A branch that has ended is not waited for.',
    'zh-CN': '等并行的各分支都到齐再往下走；已经结束的分支不等。',
  },
  tier: 'everyone',
  effect: 'pure',
  settings: Type.Object({}, { additionalProperties: false }),
  outputs: () => ['next'],
  expressions: () => [],
  prepare: () => () => ({ kind: 'join' }),
});
