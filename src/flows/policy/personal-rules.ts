import type { Reach } from '../components/index.ts';
import type { Examined, Finding, Rule } from './rule.ts';

/** What personal facts reach: values that carry them, at components that lead there. */
function reached(
  { flow, tainted }: Examined,
  leads: (reaches: Reach | undefined, isForPersonalData: boolean) => boolean,
  finding: (facts: string) => Pick<Finding, 'message' | 'mend'>,
): Finding[] {
  return tainted.flatMap(({ node, setting, facts }) => {
    const at = flow?.nodes.get(node);
    if (at === undefined) return [];
    const { component, settings: drawn } = at;
    const isForPersonalData = component.isForPersonalData?.(drawn) === true;
    if (!leads(component.reaches, isForPersonalData)) return [];
    if (component.doesReach?.(drawn) === false) return [];
    return [{ node, setting, ...finding(facts.join(', ')) }];
  });
}

/** Rules about where personal facts go. */
export const PERSONAL_RULES: readonly Rule[] = [
  {
    id: 'personal_to_log',
    severity: 'block',
    titles: { en: 'No personal data in logs', 'zh-CN': '日志里不得有个人信息' },
    standards: ['CD-SEC-04', 'CD-SEC-10', 'A09:2025'],
    examine: (examined) =>
      reached(
        examined,
        (reaches) => reaches === 'log',
        (facts) => ({
          message: { en: `${facts} would be logged.`, 'zh-CN': `${facts} 会写进日志。` },
          mend: {
            en: 'Log the number of the order; who may see the customer finds it there.',
            'zh-CN': '只记订单号，有权限的人可从订单查到买家。',
          },
        }),
      ),
  },
  {
    id: 'personal_to_public',
    severity: 'block',
    titles: { en: 'No personal data in public answers', 'zh-CN': '公开应答里不得有个人信息' },
    standards: ['CD-SEC-04', 'API3:2023', 'A01:2025'],
    examine: (examined) =>
      reached(
        examined,
        (reaches) => reaches === 'public',
        (facts) => ({
          message: {
            en: `${facts} would be answered to callers.`,
            'zh-CN': `${facts} 会返回给调用方。`,
          },
          mend: {
            en: 'Answer a yes or no, or a number of your own, in its place.',
            'zh-CN': '改为返回“是/否”，或自己的编号。',
          },
        }),
      ),
  },
  {
    id: 'personal_to_outside',
    severity: 'block',
    titles: {
      en: 'Personal data goes outside only where it is what a component is for',
      'zh-CN': '个人信息只能经专用组件对外发送',
    },
    standards: ['CD-SEC-04', 'API3:2023'],
    examine: (examined) =>
      reached(
        examined,
        (reaches, isForPersonalData) => reaches === 'outside' && !isForPersonalData,
        (facts) => ({
          message: { en: `${facts} would be sent outside.`, 'zh-CN': `${facts} 会发到外部。` },
          mend: {
            en: 'Send the number of the order, or use the component that is made for it: label, invoice, mail to the customer.',
            'zh-CN': '改发订单号，或使用专门的组件：打印面单、开具发票、给买家发邮件。',
          },
        }),
      ),
  },
  {
    id: 'personal_for_purpose',
    severity: 'warn',
    tier: 'approved',
    titles: { en: 'Personal data goes outside for a purpose', 'zh-CN': '个人信息按用途对外发送' },
    standards: ['CD-SEC-04'],
    examine: (examined) =>
      reached(
        examined,
        (reaches, isForPersonalData) => reaches === 'outside' && isForPersonalData,
        (facts) => ({
          message: { en: `${facts} goes outside.`, 'zh-CN': `${facts} 会发到外部。` },
          mend: {
            en: 'Make sure that the receiver needs all of it, and that there is an agreement with them.',
            'zh-CN': '确认对方确有需要，并已签数据处理协议。',
          },
        }),
      ),
  },
  {
    id: 'personal_kept',
    severity: 'block',
    titles: { en: 'No personal data in attributes', 'zh-CN': '属性里不得存个人信息' },
    standards: ['CD-SEC-04', 'CD-SEC-03', 'API3:2023'],
    examine: ({ flow, tainted }) =>
      tainted.flatMap(({ node, setting, facts }) => {
        if (flow?.nodes.get(node)?.component.isKept !== true) return [];
        const told = facts.join(', ');
        return [
          {
            node,
            setting,
            message: {
              en: `${told} would be kept as an attribute, which people see who do not see the customer.`,
              'zh-CN': `${told} 会存成属性，看不到买家信息的人也能看到它。`,
            },
            mend: {
              en: 'Keep a mark or a class that was worked out of it, such as a yes or no.',
              'zh-CN': '只存由它得出的标记或分类，例如“是/否”。',
            },
          },
        ];
      }),
  },
];
