import { sayMessage } from '../../../contracts/expression-messages.ts';
import type { FlowDefinition, FlowProblem } from '../../../contracts/flows.ts';
import { compileFlow, pinOf } from '../engine/index.ts';
import { factsOf } from '../facts/index.ts';
import type { Examined, Rule } from './rule.ts';

/** Rules about what flows share. */
export const LIBRARY_RULES: readonly Rule[] = [
  {
    id: 'asset_deprecated',
    severity: 'warn',
    titles: { en: 'Assets that are given up are replaced', 'zh-CN': '已弃用的资产要换掉' },
    standards: ['CD-SEC-06', 'CD-SEC-09', 'A03:2025'],
    examine: ({ definition, findAsset }) =>
      definition.nodes.flatMap((node) => {
        const pin = pinOf(node);
        const deprecation = pin === null ? null : (findAsset(pin)?.deprecation ?? null);
        if (pin === null || deprecation === null) return [];
        const { note, useInstead } = deprecation;
        return [
          {
            node: node.id,
            setting: '/asset',
            message: {
              en: `${pin.name} is not to be used any more: ${note}`,
              'zh-CN': `“${pin.name}”已弃用：${note}`,
            },
            mend: {
              en:
                useInstead === undefined
                  ? 'Ask its owner what to use in its place.'
                  : `Use ${useInstead} in its place.`,
              'zh-CN':
                useInstead === undefined ? '请问负责人改用什么。' : `请改用“${useInstead}”。`,
            },
          },
        ];
      }),
  },
  {
    id: 'breaks_callers',
    severity: 'warn',
    titles: {
      en: 'What other flows read of a flow stays there',
      'zh-CN': '其他流程要读取的返回值应保留',
    },
    standards: ['CD-SEC-09', 'A08:2025'],
    examine: (examined) => {
      // The draft of a caller and its live version may be broken alike.
      const broken = new Map(
        examined.callers.flatMap((caller) => {
          const problem = brokenBy(examined, caller);
          return problem === null
            ? []
            : [[`${caller.code} ${problem.message}`, { caller, problem }]];
        }),
      );
      return [...broken.values()].map(({ caller, problem }) => {
        const at = problem.node === undefined ? '' : ` (${problem.node})`;
        return {
          message: {
            en: `${caller.code}${at} could not go over to it: ${problem.message}`,
            'zh-CN': `“${caller.code}”${at} 无法改用它：${inChinese(problem)}`,
          },
          mend: {
            en: 'Give back what it reads, of the same type. It stays with the version that it calls until somebody changes it.',
            'zh-CN': '保留它所读取的返回值及其类型。在有人修改之前，它仍调用原来的版本。',
          },
        };
      });
    },
  },
];

/** Why, in Chinese: what is wrong with an expression is told, anything else is seen when the caller is drawn on. */
function inChinese({ reason }: FlowProblem): string {
  const said = reason === undefined ? null : sayMessage('zh-CN', reason);
  return said ?? '它调用的内容不再符合要求。';
}

/** What keeps a caller from calling the flow as it is drawn now, and does not keep it from calling the one before. */
function brokenBy(
  { definition, find, findAsset }: Examined,
  caller: FlowDefinition,
): FlowProblem | null {
  const problemIn = (mayFind: Examined['find']): FlowProblem | null => {
    const facts = factsOf(caller.trigger);
    const compiled = compileFlow(caller, facts, mayFind, undefined, findAsset);
    return compiled.kind === 'problems' ? (compiled.problems[0] ?? null) : null;
  };
  if (problemIn(find) !== null) return null;
  return problemIn((called) => (called.flow === definition.code ? definition : find(called)));
}
