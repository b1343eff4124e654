import Type from 'typebox';
import { AssetPin, type AssetContents } from '../../../contracts/flow-assets.ts';
import { Expression } from '../../../contracts/flows.ts';
import { valueOf } from './values.ts';
import { component, type Facts } from './component.ts';

type Messages = AssetContents['expression']['messages'];

/** Goes one way when a condition holds and another when it does not. */
export const condition = component({
  code: 'condition',
  titles: { en: 'Condition', 'zh-CN': '条件' },
  docs: {
    en: 'Goes on by “yes” when the condition holds for the order, else by “no”. A rule of the library stands for a condition; its message, in the language of the customer, is steps.NODE.message behind “no”.',
    'zh-CN':
      '条件成立时走“是”，否则走“否”。可选用资产库中的规则；走“否”时，按买家语言的提示为 steps.节点.message。',
  },
  tier: 'everyone',
  effect: 'pure',
  settings: Type.Union([
    Type.Object({ when: Expression }, { additionalProperties: false }),
    Type.Object({ asset: AssetPin }, { additionalProperties: false }),
  ]),
  assetKind: 'expression',
  withAsset(_settings, content) {
    const { expression, messages } = content as AssetContents['expression'];
    return { when: expression, messages };
  },
  outputs: () => ['yes', 'no'],
  expressions: (settings) =>
    'when' in settings ? [{ pointer: '/when', text: settings.when, type: 'bool' }] : [],
  values: (settings) => (messagesOf(settings) === undefined ? {} : { message: 'string' as const }),
  prepare(settings, expressionAt) {
    const when = expressionAt('/when');
    const messages = messagesOf(settings);
    return ({ facts }) =>
      valueOf(when, facts, (holds) => {
        if (holds === true) return { kind: 'go', output: 'yes' };
        return messages === undefined
          ? { kind: 'go', output: 'no' }
          : { kind: 'go', output: 'no', values: { message: messageFor(facts, messages) } };
      });
  },
});

function messagesOf(settings: object): Messages | undefined {
  return (settings as { readonly messages?: Messages }).messages;
}

function messageFor({ order }: Facts, messages: Messages): string {
  const { customer } = (order ?? {}) as { customer?: { language?: string | null } };
  return customer?.language?.startsWith('zh') === true ? messages['zh-CN'] : messages.en;
}
