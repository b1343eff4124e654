import { reachableFrom, type Ways } from '../definition/index.ts';
import { STEPS_MAX, type CompiledNode } from '../engine/index.ts';
import { nodesOf, type Examined, type Rule } from './rule.ts';

/** So often may one order make a node act outside. */
const OUTSIDE_VISITS_MAX = 20;

const NONE: ReadonlyMap<string, string> = new Map();

/**
 * How often each node is visited at most: the product of the rounds of all loops around it and, within a flow
 * that is called, of those around the call.
 */
export function visitsMax({ flow }: Examined): ReadonlyMap<string, number> {
  const nodes = flow?.nodes ?? new Map<string, CompiledNode>();
  const around = new Map([...nodes.keys()].map((id) => [id, 1]));
  for (const [loop, { component, settings, next }] of nodes) {
    if (component.code !== 'loop') continue;
    const rounds = Number(settings['roundsMax']);
    const again = next.get('again');
    // A round ends where the loop is reached again: what lies behind that is no part of it.
    const round: Ways = {
      nodes,
      waysOut: (id) => (id === loop ? NONE : (nodes.get(id)?.next ?? NONE)),
    };
    const body =
      again === undefined
        ? []
        : [...reachableFrom(round, again)].filter((id) => reachableFrom(round, id).has(loop));
    for (const id of new Set([...body, loop])) around.set(id, (around.get(id) ?? 1) * rounds);
  }
  return new Map([...nodes.keys()].map((id) => [id, withCalls(id, around)]));
}

/** `call.inner.node` is visited within `call.inner`, and that within `call`. */
function withCalls(id: string, around: ReadonlyMap<string, number>): number {
  const pieces = id.split('.');
  return pieces
    .map((_, index) => around.get(pieces.slice(0, index + 1).join('.')) ?? 1)
    .reduce((product, each) => product * each, 1);
}

/** Rules about how much one order may set in motion. */
export const BOUND_RULES: readonly Rule[] = [
  {
    id: 'too_many_visits',
    severity: 'block',
    titles: { en: 'Loops within loops have a bound', 'zh-CN': '嵌套循环要有上限' },
    standards: ['API4:2023', 'CD-SEC-07'],
    examine(examined) {
      const visits = visitsMax(examined);
      const sum = [...visits.values()].reduce((total, each) => total + each, 0);
      if (sum <= STEPS_MAX) return [];
      const [worst] = [...visits].toSorted(([, one], [, other]) => other - one);
      return [
        {
          ...(worst === undefined ? {} : { node: worst[0] }),
          message: {
            en: `One order may take ${sum} steps; a run ends at ${STEPS_MAX}.`,
            'zh-CN': `一单最多可走 ${sum} 步；超过 ${STEPS_MAX} 步运行就会中止。`,
          },
          mend: {
            en: 'Let the loops go fewer rounds, or take one out of the other.',
            'zh-CN': '减少循环轮数，或不要把循环套在循环里。',
          },
        },
      ];
    },
  },
  {
    id: 'outside_too_often',
    severity: 'block',
    titles: { en: 'Other systems are not called over and over', 'zh-CN': '不得反复调用外部系统' },
    standards: ['API4:2023', 'API6:2023', 'API10:2023'],
    examine(examined) {
      const visits = visitsMax(examined);
      return nodesOf(examined).flatMap(({ id, component }) => {
        const count = visits.get(id) ?? 1;
        if (component.effect !== 'outside' || count <= OUTSIDE_VISITS_MAX) return [];
        return [
          {
            node: id,
            message: {
              en: `One order may do this ${count} times outside.`,
              'zh-CN': `一单可能对外执行 ${count} 次。`,
            },
            mend: {
              en: `Let the loop around it go at most ${OUTSIDE_VISITS_MAX} rounds.`,
              'zh-CN': `把外面的循环减到最多 ${OUTSIDE_VISITS_MAX} 轮。`,
            },
          },
        ];
      });
    },
  },
  {
    id: 'outside_for_all',
    severity: 'warn',
    titles: { en: 'A filter before what acts outside', 'zh-CN': '对外动作之前先筛选订单' },
    standards: ['API4:2023', 'CD-SEC-01'],
    examine: (examined) =>
      examined.definition.filter === undefined
        ? nodesOf(examined)
            .filter(({ component }) => component.effect === 'outside')
            .slice(0, 1)
            .map(({ id }) => ({
              node: id,
              message: {
                en: 'Every order that triggers the flow may reach this.',
                'zh-CN': '触发流程的每个订单都可能走到这一步。',
              },
              mend: {
                en: 'Give the flow a filter, if it is not for all orders.',
                'zh-CN': '若并非针对全部订单，请给流程设置筛选条件。',
              },
            }))
        : [],
  },
];

/** Rules about what a flow may take into its hands. */
export const RIGHT_RULES: readonly Rule[] = [
  {
    id: 'releases_others_holds',
    severity: 'warn',
    tier: 'approved',
    titles: {
      en: 'A flow that releases holds of others is approved',
      'zh-CN': '解除他人挂起的流程须经审批',
    },
    standards: ['CD-SEC-02', 'CD-SEC-03', 'API5:2023', 'API6:2023', 'A01:2025'],
    examine(examined) {
      // That the flow also places holds of this kind says nothing: those of others go with them.
      return nodesOf(examined).flatMap(({ id, component, settings }) => {
        if (component.code !== 'release_hold' || settings['placedBy'] === 'this_flow') return [];
        return [
          {
            node: id,
            setting: '/placedBy',
            message: {
              en: `The flow releases holds of the kind ${String(settings['kind'])}, whoever has placed them.`,
              'zh-CN': `流程会解除“${String(settings['kind'])}”类挂起，不论是谁设置的。`,
            },
            mend: {
              en: 'Let it release only what this flow has placed. Otherwise make sure that whoever places these holds wants them released so.',
              'zh-CN': '改为只解除本流程设置的挂起；否则请与设置这类挂起的人确认可以这样解除。',
            },
          },
        ];
      });
    },
  },
];
