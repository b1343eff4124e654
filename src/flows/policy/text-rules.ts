import type { FlowDefinition } from '../../../contracts/flows.ts';
import { findLeaksIn, type LeakGroup, type LeakPattern } from './leaks/index.ts';
import { nodesOf, type Finding, type Rule } from './rule.ts';

/** A leak in a text of a definition, at its node. */
interface PlacedLeak {
  readonly group: LeakGroup;
  readonly severity: LeakPattern['severity'];
  readonly isHidden: boolean;
  readonly titles: { readonly en: string; readonly zh: string };
  readonly excerpt: string;
  readonly node?: string;
  readonly setting?: string;
}

/** One look for all rules about texts: the definition is the same for each. */
const LOOKED_AT = new WeakMap<FlowDefinition, readonly PlacedLeak[]>();

function leaksOf(definition: FlowDefinition): readonly PlacedLeak[] {
  const known = LOOKED_AT.get(definition);
  if (known !== undefined) return known;
  const { code, names, description, filter, trigger, nodes } = definition;
  // Connections and ids say nothing of their own, and connect what would be taken for one number.
  const parts: { readonly node?: string; readonly document: unknown }[] = [
    { document: { code, names, description, filter, ...formsOf(trigger) } },
    ...nodes.map(({ id, name, settings }) => ({ node: id, document: { name, settings } })),
  ];
  const leaks = parts.flatMap(({ node, document }) =>
    findLeaksIn(document).leaks.map(({ pattern, excerpt, decodedFrom, path }): PlacedLeak => {
      const setting =
        path[0] === 'settings'
          ? path
              .slice(1)
              .map((step) => `/${step}`)
              .join('')
          : undefined;
      return {
        group: pattern.group,
        severity: pattern.severity,
        isHidden: decodedFrom.length > 0,
        titles: pattern.title,
        excerpt,
        ...(node === undefined ? {} : { node }),
        ...(setting === undefined ? {} : { setting }),
      };
    }),
  );
  LOOKED_AT.set(definition, leaks);
  return leaks;
}

/** What people have typed into the forms of an endpoint, which all who may call it read. Its bounds are numbers of nobody. */
function formsOf(trigger: FlowDefinition['trigger']) {
  if (trigger.kind !== 'api') return {};
  const { input, output } = trigger;
  return {
    forms: [input, output].map(({ properties }) =>
      Object.entries(properties).map(([name, field]) => ({
        name,
        title: field.title,
        choices: field.type === 'string' ? field.enum : undefined,
      })),
    ),
  };
}

const told = ({ titles, excerpt, node, setting }: PlacedLeak, mend: Finding['mend']): Finding => ({
  ...(node === undefined ? {} : { node }),
  ...(setting === undefined ? {} : { setting }),
  message: {
    en: `${titles.en}: ${excerpt}`,
    'zh-CN': `${titles.zh}：${excerpt}`,
  },
  mend,
});

function leakRule(
  rule: Pick<Rule, 'id' | 'severity' | 'titles' | 'standards'>,
  isMeant: (leak: PlacedLeak) => boolean,
  mend: Finding['mend'],
): Rule {
  return {
    ...rule,
    examine: ({ definition }) =>
      leaksOf(definition)
        .filter(isMeant)
        .map((leak) => told(leak, mend)),
  };
}

const ADDRESS = /[a-z][a-z0-9+.-]{1,20}:\/\//i;

/** Rules about what is typed into a flow. */
export const TEXT_RULES: readonly Rule[] = [
  leakRule(
    {
      id: 'identity_in_text',
      severity: 'block',
      titles: {
        en: 'No identity numbers or phone numbers of people in a flow',
        'zh-CN': '流程里不得写入证件号码或手机号',
      },
      standards: ['CD-SEC-04'],
    },
    ({ group, severity, isHidden }) =>
      !isHidden && severity === 'high' && (group === 'chinese' || group === 'national'),
    {
      en: 'Take it out. A flow is for all orders and is read by many people.',
      'zh-CN': '请删除。流程面向所有订单，看的人很多。',
    },
  ),
  leakRule(
    {
      id: 'payment_in_text',
      severity: 'block',
      titles: { en: 'No card or account numbers in a flow', 'zh-CN': '流程里不得写入卡号或账号' },
      standards: ['CD-SEC-04'],
    },
    ({ group, severity, isHidden }) => !isHidden && severity === 'high' && group === 'payment',
    {
      en: 'Take it out. Payments go through payment providers.',
      'zh-CN': '请删除。收付款由支付渠道处理。',
    },
  ),
  leakRule(
    {
      id: 'credential_in_text',
      severity: 'block',
      titles: { en: 'No keys or passwords in a flow', 'zh-CN': '流程里不得写入密钥或密码' },
      standards: ['CD-SEC-04', 'CD-SEC-05', 'A04:2025'],
    },
    ({ group, isHidden }) => !isHidden && group === 'credential',
    {
      en: 'Take it out and have it changed: whoever could read the flow has it. Connectors name secrets.',
      'zh-CN': '请删除并更换该密钥：能看到流程的人都已看到它。连接器只引用密钥的名称。',
    },
  ),
  leakRule(
    {
      id: 'doubtful_in_text',
      severity: 'warn',
      titles: { en: 'What may be somebody’s stands in a flow', 'zh-CN': '流程里有疑似个人信息' },
      standards: ['CD-SEC-04'],
    },
    ({ group, severity, isHidden }) =>
      !isHidden && (group === 'contact' || (group !== 'credential' && severity !== 'high')),
    {
      en: 'Make sure that it is nobody’s: name a role or a shared mailbox rather than a person.',
      'zh-CN': '请确认不属于个人：改用角色或公共邮箱。',
    },
  ),
  leakRule(
    {
      id: 'hidden_in_text',
      severity: 'block',
      titles: { en: 'Nothing is hidden in a flow', 'zh-CN': '流程里不得藏匿内容' },
      standards: ['CD-SEC-04', 'CD-SEC-08'],
    },
    ({ isHidden }) => isHidden,
    {
      en: 'Take it out. What is coded so that nobody reads it has no place in a flow.',
      'zh-CN': '请删除。编码隐藏的内容不应出现在流程里。',
    },
  ),
  {
    id: 'address_in_flow',
    severity: 'block',
    titles: { en: 'Addresses stand in connectors', 'zh-CN': '网址只写在连接器里' },
    standards: ['CD-SEC-05', 'CD-SEC-08', 'API7:2023', 'A01:2025'],
    examine: (examined) =>
      nodesOf(examined).flatMap(({ id, component, settings }) => {
        if (component.effect !== 'outside') return [];
        return textsOf(settings, '').flatMap(({ pointer, text }) => {
          if (!ADDRESS.test(text)) return [];
          return [
            {
              node: id,
              setting: pointer,
              message: {
                en: 'A whole address stands in the flow.',
                'zh-CN': '流程里写了完整网址。',
              },
              mend: {
                en: 'Choose a connector; its address was looked at by whoever set it up.',
                'zh-CN': '改选连接器，其网址已经过审核。',
              },
            },
          ];
        });
      }),
  },
  {
    id: 'no_description',
    severity: 'warn',
    titles: { en: 'A flow says what it is for', 'zh-CN': '流程要写明用途' },
    standards: ['CD-SEC-09', 'CD-SEC-01'],
    examine: ({ definition }) =>
      (definition.description ?? '').trim() === ''
        ? [
            {
              message: { en: 'The flow has no description.', 'zh-CN': '流程没有说明。' },
              mend: {
                en: 'Say in two sentences what it does and whom to ask about it.',
                'zh-CN': '用两句话写明它做什么、有问题找谁。',
              },
            },
          ]
        : [],
  },
];

function textsOf(value: unknown, pointer: string): { pointer: string; text: string }[] {
  if (typeof value === 'string') return [{ pointer, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, field]) => textsOf(field, `${pointer}/${name}`));
}
