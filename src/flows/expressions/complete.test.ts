import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completionsAt } from './complete.ts';
import { describeSchema } from './describe-schema.ts';
import { compileExpression, hasProblems } from './compile-expression.ts';
import { EXAMPLE_SCHEMA } from './testing.ts';

/** The labels at the cursor, which is marked by |. */
function labelsAt(marked: string): string[] {
  const offset = marked.indexOf('|');
  return completionsAt(marked.replace('|', ''), offset, EXAMPLE_SCHEMA).map(({ label }) => label);
}

function assertOffers(marked: string, wanted: readonly string[], unwanted: readonly string[] = []) {
  const labels = labelsAt(marked);
  for (const label of wanted)
    assert.ok(labels.includes(label), `${marked} lacks ${label}: ${labels.join(' ')}`);
  for (const label of unwanted) assert.ok(!labels.includes(label), `${marked} offers ${label}`);
}

test('[FX28] completion offers fields behind a value, by its type, and names elsewhere', () => {
  assertOffers('|', ['order', 'now', 'money', 'true'], ['contains']);
  assertOffers('order.|', ['total', 'customer', 'lines'], ['contains', 'order']);
  assertOffers('order.isPaid && ord|', ['order'], ['now']);
  assertOffers('order.customer.em|', ['email'], ['orderCount']);
  assertOffers('order.note.|', ['contains', 'matches', 'size'], ['getHours', 'exists']);
  assertOffers('now.|', ['getHours'], ['contains', 'getMinutesx']);
  assertOffers('order.total.|', ['minor', 'currency'], ['total']);
  assertOffers('order.lines.|', ['exists', 'filter', 'size'], ['sku', 'sum']);
  assertOffers('order.lines[0].|', ['sku', 'price'], ['total']);
  assertOffers('order.ratings.|', ['sum', 'all'], ['join']);
  assertOffers('order.lines.exists(line, line.|', ['sku'], ['total']);
  assertOffers('order.lines.exists(line, l|', ['line']);
  assertOffers('order.lines.exists(line, line.categories.exists(c, c.|', ['startsWith'], ['sku']);
  assertOffers('order.lines.exists(line, true) && lin|', [], ['line']);
  assertOffers('order.lines.filter(line, line.quantity > 1).map(other, other.|', ['sku']);
  assertOffers('(order.note + "a").|', ['contains']);
  assertOffers("'text'.|", ['contains']);
  assertOffers("'；order.|", [], ['total']);
  assertOffers('order.unknown.|', [], ['total', 'contains']);
  assertOffers(').|', [], ['total']);
});

test('[FX28] completion tells what it puts itself in the place of', () => {
  const [first] = completionsAt('order.tot > 1', 9, EXAMPLE_SCHEMA);
  assert.deepEqual(
    [first?.label, first?.kind, first?.type, first?.from, first?.to],
    ['total', 'field', 'money', 6, 9],
  );
  const [whole] = completionsAt('order.total', 8, EXAMPLE_SCHEMA);
  assert.deepEqual([whole?.from, whole?.to], [6, 11]);
  const email = completionsAt('order.customer.', 15, EXAMPLE_SCHEMA).find(
    ({ label }) => label === 'email',
  );
  assert.equal(email?.docs.zh, '邮件地址');
});

test('[FX29] within quotation marks the texts are offered that the fact can be', () => {
  assert.deepEqual(labelsAt("order.status == '|"), ['placed', 'paid', 'released', 'shipped']);
  assert.deepEqual(labelsAt("order.status != 'p|"), ['placed', 'paid']);
  assert.deepEqual(labelsAt("order.status in ['placed', 'sh|"), ['shipped']);
  assert.deepEqual(labelsAt("order.note == '|"), []);
  assert.deepEqual(labelsAt("'|"), []);
});

test('[FX30] the description for editors names all facts and functions; its examples are right', () => {
  const described = describeSchema(EXAMPLE_SCHEMA);
  assert.deepEqual(
    described.variables.map(({ name }) => name),
    ['order', 'now'],
  );
  const status = described.records
    .find(({ name }) => name === 'Order')
    ?.fields.find(({ name }) => name === 'status');
  assert.deepEqual(status?.values, ['placed', 'paid', 'released', 'shipped']);
  assert.ok(described.functions.length > 30);
  const record = EXAMPLE_SCHEMA.records['Order'] ?? {};
  const schema = {
    ...EXAMPLE_SCHEMA,
    records: {
      ...EXAMPLE_SCHEMA.records,
      Order: { ...record, coupon: { type: 'string' as const } },
    },
    variables: { ...EXAMPLE_SCHEMA.variables, line: { type: { record: 'Line' } } },
  };
  for (const { name, example, docs, signatures } of described.functions) {
    assert.ok(docs.en !== '' && docs.zh !== '' && signatures.length > 0, name);
    const isLoop = example.includes('(line, ');
    const outcome = compileExpression(example, isLoop ? EXAMPLE_SCHEMA : schema);
    const codes = hasProblems(outcome) ? outcome.map(({ code }) => code) : [];
    // A filtered list of lines is a step on the way, which may not leave an expression.
    assert.deepEqual(codes, name === 'filter' ? ['record_result'] : [], example);
  }
  assert.deepEqual(JSON.parse(JSON.stringify(described)), described);
});
