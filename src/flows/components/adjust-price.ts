import Type from 'typebox';
import { Expression } from '../../../contracts/flows.ts';
import { filledText } from '../../../contracts/shared.ts';
import { isMoney } from '../expressions/index.ts';
import { component, type Step } from './component.ts';
import { afterDeed, valueOf } from './values.ts';

/** Takes an amount off the order, or off each line that an expression chooses. */
export const adjustPrice = component({
  code: 'adjust_price',
  titles: { en: 'Adjust the price', 'zh-CN': '调整价格' },
  docs: {
    en: 'Takes an amount off the whole order, or off one line by its number. More than there is cannot be taken off. Tax stays as the channel said, or shrinks in proportion with the goods that it is on: choose that where tax comes on top of prices and the discount is yours, not a means of payment.',
    'zh-CN':
      '从整单或按行号从某一行减去一个金额；不能减到负数。税额保持渠道给出的值，或随所对应的商品金额按比例减少：价外税且折扣由商家承担（而非支付方式）时选后者。',
  },
  tier: 'approved',
  effect: 'pure',
  settings: Type.Object(
    {
      amount: Expression,
      line: Type.Optional(Expression),
      name: filledText(200, 'What the discount is called on the order'),
      tax: Type.Optional(Type.Enum(['stays', 'shrinks'])),
    },
    { additionalProperties: false },
  ),
  points: ['price'],
  outputs: () => ['next', 'refused'],
  expressions: ({ amount, line }) => [
    { pointer: '/amount', text: amount, type: 'money' },
    ...(line === undefined ? [] : [{ pointer: '/line', text: line, type: 'int' as const }]),
  ],
  prepare({ name, line, tax = 'stays' }, expressionAt) {
    const lessensTax = tax === 'shrinks';
    const amount = expressionAt('/amount');
    const lineNumberOf = line === undefined ? null : expressionAt('/line');
    return ({ facts, deeds }) => {
      const takeOff = (lineNumber: number | null): Step =>
        valueOf(amount, facts, (found) =>
          isMoney(found)
            ? afterDeed(deeds.takeOff({ lineNumber, amount: found, name, lessensTax }))
            : { kind: 'go', output: 'refused' },
        );
      if (lineNumberOf === null) return takeOff(null);
      return valueOf(lineNumberOf, facts, (number) => takeOff(Number(number)));
    };
  },
});
