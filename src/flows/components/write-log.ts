import Type from 'typebox';
import { Expression } from '../../../contracts/flows.ts';
import { component } from './component.ts';
import { valueOf } from './values.ts';

const TEXT_LENGTH_MAX = 500;

/** Writes a line into the log of the run, for whoever looks at it. */
export const writeLog = component({
  code: 'write_log',
  titles: { en: 'Write to the log', 'zh-CN': '写日志' },
  docs: {
    en: 'Keeps a line with the run: what was found, why it went this way. At most 100 lines of 500 characters a run.',
    'zh-CN': '在本次运行中记一行：看到了什么、为何走这条路。每次最多 100 行，每行 500 字。',
  },
  tier: 'everyone',
  effect: 'pure',
  reaches: 'log',
  settings: Type.Object({ text: Expression }, { additionalProperties: false }),
  outputs: () => ['next'],
  expressions: ({ text }) => [{ pointer: '/text', text, type: 'string' }],
  prepare(_settings, expressionAt) {
    const text = expressionAt('/text');
    return ({ facts }) =>
      valueOf(text, facts, (line) => ({
        kind: 'go',
        output: 'next',
        log: [(typeof line === 'string' ? line : '').slice(0, TEXT_LENGTH_MAX)],
      }));
  },
});
