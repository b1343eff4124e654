import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  operatorsFor,
  readCondition,
  writeCondition,
} from '../console/src/flows/expression/simple-condition.ts';
import {
  compileExpression,
  hasProblems,
  typeText,
  type FactField,
} from '../src/flows/expressions/index.ts';
import { ORDER_FACTS } from '../src/flows/facts/index.ts';

// The console puts conditions together that the server then has to understand: nothing else holds the two together.
test('every comparison that the console offers for a fact fits the facts of the server', () => {
  const { order = {}, line = {} } = ORDER_FACTS.records;
  const facts = [
    ...Object.entries(order).map(([name, field]) => [`order.${name}`, field] as const),
    ...Object.entries(line)
      .filter(([, { type }]) => type !== 'money')
      .map(([name, field]) => [`order.lines[].${name}`, field] as const),
  ];
  let tried = 0;
  for (const [path, field] of facts) {
    const type = typeText(field.type);
    for (const operator of operatorsFor(type, field.isOptional === true)) {
      const value = operator.startsWith('has') ? null : valueOf(field, type);
      const condition = { join: '&&', comparisons: [{ path, operator, value }] } as const;
      const text = writeCondition(condition, () => field.isOptional === true);
      const compiled = compileExpression(text, ORDER_FACTS, 'bool');
      assert.ok(!hasProblems(compiled), `${text}: ${JSON.stringify(compiled)}`);
      assert.deepEqual(readCondition(text), condition);
      tried += 1;
    }
  }
  assert.ok(tried > 50, `${tried} comparisons`);
});

function valueOf({ values }: FactField, type: string) {
  if (type === 'money') return { minor: 50_000, currency: 'CNY' };
  if (type === 'int' || type === 'double') return 5;
  return values?.[0] ?? "Wang's && shop";
}
