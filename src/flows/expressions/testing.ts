import { assert } from '../../kernel/assert.ts';
import { type CompiledExpression, compileExpression, hasProblems } from './compile-expression.ts';
import type { ExpressionProblem } from './problems.ts';
import type { FactSchema, FactType } from './types.ts';
import type { ExpressionFailure, ExpressionValue } from './values.ts';

/** Facts such as an order has, for tests and for the examples of the guide. */
export const EXAMPLE_SCHEMA: FactSchema = {
  records: {
    Order: {
      externalId: { type: 'string' },
      status: { type: 'string', values: ['placed', 'paid', 'released', 'shipped'] },
      channel: { type: 'string' },
      countryCode: { type: 'string' },
      total: { type: 'money' },
      discount: { type: 'money', isOptional: true },
      weightGrams: { type: 'int' },
      fraudScore: { type: 'double', isOptional: true },
      note: { type: 'string', isOptional: true },
      isPaid: { type: 'bool' },
      placedAt: { type: 'timestamp' },
      handlingTime: { type: 'duration' },
      tags: { type: { list: 'string' } },
      ratings: { type: { list: 'int' } },
      attributes: { type: { map: 'string' } },
      customer: { type: { record: 'Customer' } },
      lines: { type: { list: { record: 'Line' } } },
    },
    Customer: {
      email: { type: 'string', docs: { en: 'where mails go', zh: '邮件地址' } },
      orderCount: { type: 'int' },
      referrer: { type: { record: 'Customer' }, isOptional: true },
    },
    Line: {
      sku: { type: 'string' },
      quantity: { type: 'int' },
      price: { type: 'money' },
      isGift: { type: 'bool', isOptional: true },
      categories: { type: { list: 'string' } },
    },
  },
  variables: {
    order: { type: { record: 'Order' }, docs: { en: 'the order', zh: '订单' } },
    now: { type: 'timestamp', docs: { en: 'the moment of the decision', zh: '决策时刻' } },
  },
};

/** The facts of one order that fit the schema. */
export const EXAMPLE_FACTS = {
  now: Date.parse('2026-11-22T16:00:00Z'),
  order: {
    externalId: 'TM-20261120',
    status: 'paid',
    channel: 'tmall',
    countryCode: 'CN',
    total: { minor: 12_500, currency: 'CNY' },
    weightGrams: 1_800,
    fraudScore: 0.25,
    note: '请用礼品包装',
    isPaid: true,
    placedAt: Date.parse('2026-11-20T08:30:00Z'),
    handlingTime: 5_400_000,
    tags: ['vip', '双十一'],
    ratings: [4, 5, 3],
    attributes: { giftWrap: 'red' },
    customer: { email: 'Li@Example.com', orderCount: 7 },
    lines: [
      {
        sku: 'BOOK-1',
        quantity: 2,
        price: { minor: 3_000, currency: 'CNY' },
        categories: ['books'],
      },
      {
        sku: 'LAMP-9',
        quantity: 1,
        price: { minor: 6_500, currency: 'CNY' },
        isGift: true,
        categories: ['home', 'light'],
      },
    ],
  },
};

/** Compiles an expression over the example facts that has no problems. */
export function compiled(text: string, expected?: FactType): CompiledExpression {
  const outcome = compileExpression(text, EXAMPLE_SCHEMA, expected);
  const problems = hasProblems(outcome) ? outcome.map(({ message }) => message).join(' ') : '';
  assert(!hasProblems(outcome), `${text}: ${problems}`);
  return outcome;
}

/** The problems of an expression over the example facts. */
export function problemsOf(text: string, expected?: FactType): readonly ExpressionProblem[] {
  const outcome = compileExpression(text, EXAMPLE_SCHEMA, expected);
  return hasProblems(outcome) ? outcome : [];
}

/** What an expression gives for the example order, or for other facts. */
export function evaluated(
  text: string,
  facts: Readonly<Record<string, unknown>> = EXAMPLE_FACTS,
): ExpressionValue | ExpressionFailure {
  return compiled(text).evaluate(facts);
}
