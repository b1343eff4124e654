import Type from 'typebox';
import { Expression } from '../../../contracts/flows.ts';
import { component } from './component.ts';
import { afterDeed, valueOf } from './values.ts';

/** Writes a value beside the order, for later steps, other flows, exports and people. */
export const setAttribute = component({
  code: 'set_attribute',
  titles: { en: 'Set an attribute', 'zh-CN': '设置属性' },
  docs: {
    en: 'Keeps a value with the order under a name: a mark, a class, a number that was worked out.',
    'zh-CN': '把一个值按名称记在订单上：标记、分类或算出的数。',
  },
  tier: 'everyone',
  effect: 'pure',
  needsOrder: true,
  isKept: true,
  settings: Type.Object(
    { name: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]{0,63}$' }), value: Expression },
    { additionalProperties: false },
  ),
  outputs: () => ['next', 'refused'],
  expressions: ({ value }) => [{ pointer: '/value', text: value }],
  prepare({ name }, expressionAt) {
    const value = expressionAt('/value');
    return ({ facts, deeds }) =>
      valueOf(value, facts, (found) =>
        typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean'
          ? afterDeed(deeds.setAttribute(name, found))
          : { kind: 'go', output: 'refused' },
      );
  },
});
