import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { FlowDefinition } from '../../../contracts/flows.ts';
import { COMPONENTS } from '../components/index.ts';
import { hasProblems, compileExpression, type FactSchema } from '../expressions/index.ts';
import { ORDER_FACTS } from '../facts/index.ts';
import { drawing, edge, node } from '../releases/releases.testing.ts';
import shipped from '../shipped/invoice-label-erp.json' with { type: 'json' };
import { describeRules, examineFlow, POLICY_RULES } from './examine-flow.ts';
import { visitsMax } from './bound-rules.ts';
import { examinedOf, RULE_EXAMPLES } from './policy.testing.ts';
import { followPersonalFacts } from './taint.ts';

for (const rule of POLICY_RULES) {
  test(`[FG1] ${rule.id} lets good flows pass and finds bad ones where they are to be mended`, () => {
    const examples = RULE_EXAMPLES[rule.id];
    assert.ok(examples !== undefined && examples.good.length > 1 && examples.bad.length > 1);
    for (const example of examples.good) {
      assert.deepEqual(rule.examine(examinedOf(example)), [], JSON.stringify(example.flow));
    }
    for (const { at, ...example } of examples.bad) {
      const found = rule.examine(examinedOf(example));
      assert.deepEqual(
        [...new Set(found.map((finding) => finding.node ?? ''))],
        [at],
        JSON.stringify(example.flow),
      );
      for (const { message, mend } of found) {
        for (const text of [message.en, message['zh-CN'], mend.en, mend['zh-CN']]) {
          assert.ok(text.length > 3);
        }
      }
    }
  });
}

test('[FG1] rules have ids of their own and answer to a list of OWASP', () => {
  const rules = describeRules();
  assert.equal(new Set(rules.map(({ rule }) => rule)).size, rules.length);
  assert.deepEqual(Object.keys(RULE_EXAMPLES).toSorted(), rules.map(({ rule }) => rule).toSorted());
  for (const { standards, titles } of rules) {
    assert.ok(standards.length > 0 && titles.en !== '' && titles['zh-CN'] !== '');
    for (const standard of standards) {
      assert.match(standard, /^(CD-SEC-(0[1-9]|10)|A(0[1-9]|10):2025|API([1-9]|10):2023)$/);
    }
  }
});

test('[FG1] the guide names every rule, and every item of the lists with its rules or what answers it', () => {
  const guide = readFileSync(
    new URL('../../../docs/guides/flow-policy.md', import.meta.url),
    'utf8',
  );
  const rows = guide.split('\n').flatMap((row) => {
    const [, first = '', rules = '', beyond = ''] = row.split('|').map((cell) => cell.trim());
    return [{ first, rules: rules.match(/[a-z]+_[a-z_]+/g) ?? [], beyond }];
  });
  const rules = describeRules();
  for (const { rule } of rules)
    assert.ok(
      rows.some(({ first }) => first === `\`${rule}\``),
      rule,
    );
  const numbers = Array.from({ length: 10 }, (_, index) => index + 1);
  const padded = (number: number) => String(number).padStart(2, '0');
  for (const item of [
    ...numbers.map((number) => `CD-SEC-${padded(number)}`),
    ...numbers.map((number) => `A${padded(number)}:2025`),
    ...numbers.map((number) => `API${number}:2023`),
  ]) {
    const row = rows.find(({ first }) => first.startsWith(`${item} `));
    assert.ok(row !== undefined && row.beyond !== '', item);
    const answering = rules.flatMap(({ rule, standards }) =>
      standards.includes(item) ? [rule] : [],
    );
    assert.deepEqual(row.rules.toSorted(), answering.toSorted(), item);
  }
  const citizen = numbers.map((number) => `CD-SEC-${padded(number)}`);
  const answered = new Set(rules.flatMap(({ standards }) => standards));
  assert.deepEqual(
    citizen.filter((item) => !answered.has(item)),
    [],
  );
});

/** Expressions over the order and over what two nodes have left behind. */
const schema: FactSchema = {
  variables: { ...ORDER_FACTS.variables, steps: { type: { record: 'steps' } } },
  records: {
    ...ORDER_FACTS.records,
    steps: { one: { type: { record: 'left' } }, two: { type: { record: 'left' } } },
    left: { text: { type: 'string' } },
  },
};

function taintOf(nodes: Readonly<Record<string, string>>): Record<string, readonly string[]> {
  const { flow } = examinedOf({
    flow: drawing('taint', [node('one', 'query_stock', { sku: 'TEA' })]),
  });
  assert.ok(flow !== null);
  const leaving = flow.nodes.get('one');
  assert.ok(leaving !== undefined);
  const made = Object.entries(nodes).map(([id, text]) => {
    const expression = compileExpression(text, schema);
    assert.ok(!hasProblems(expression), JSON.stringify(expression));
    return [id, { ...leaving, expressions: new Map([['/value', expression]]) }] as const;
  });
  const tainted = followPersonalFacts({ ...flow, nodes: new Map(made) });
  return Object.fromEntries(tainted.map(({ node: at, facts }) => [at, facts]));
}

test('[FG2] what is made of a personal fact is personal, renamed and joined as it may be', () => {
  assert.deepEqual(
    taintOf({
      one: "order.customer.name + '/' + order.id",
      two: "steps.one.text + 'x'",
      three: "[steps.two.text, 'y'].join('-')",
      four: 'order.id',
      five: "steps.two.text == 'x'",
    }),
    {
      one: ['order.customer.name'],
      two: ['order.customer.name'],
      three: ['order.customer.name'],
    },
  );
  // In a circle nothing is found twice, and whoever comes earlier is reached too.
  assert.deepEqual(
    taintOf({ one: 'steps.two.text', two: 'steps.one.text + order.customer.name' }),
    {
      one: ['order.customer.name'],
      two: ['order.customer.name'],
    },
  );
  assert.deepEqual(taintOf({ one: 'order.shipTo.lines.map(line, line)' }), {
    one: ['order.shipTo.lines'],
  });
  assert.deepEqual(taintOf({ one: "order.lines.map(line, line.sku).join(',')" }), {});
});

test('[FG4] the strictest of components and findings says who approves', () => {
  const everyone = drawing('tier', [node('mark', 'set_attribute', { name: 'a', value: "'x'" })]);
  assert.deepEqual(examineFlow(everyone), { tier: 'everyone', findings: [] });
  const freeing = drawing('tier', [node('free', 'release_hold', { kind: 'fraud' })]);
  const { tier, findings } = examineFlow(freeing);
  assert.equal(tier, 'approved');
  assert.deepEqual(
    findings.map(({ rule, severity }) => [rule, severity]),
    [['releases_others_holds', 'warn']],
  );
  for (const { code, tier: asked, effect, reaches } of COMPONENTS) {
    const isOutside = effect === 'outside' || reaches === 'outside' || reaches === 'public';
    if (isOutside)
      assert.notEqual(asked, 'everyone', `${code} leads outside: somebody approves it`);
    if (effect === 'outside') assert.ok(reaches !== undefined, `${code} says where it leads`);
  }
});

test('[FJ8, FG4] what code makes of personal facts is personal, and goes into no log', () => {
  const code = (settings: object, value = 'steps.code.text') =>
    drawing(
      'coded',
      [
        node('code', 'custom_code', {
          source: 'function decide() { return {}; }',
          values: { text: 'string' },
          ...settings,
        }),
        node('mark', 'set_attribute', { name: 'text', value }),
      ],
      [edge('code', 'next', 'mark')],
    );
  const found = (flow: FlowDefinition) =>
    examineFlow(flow).findings.map(({ rule, node: at, setting }) => `${rule} ${at}${setting}`);
  const named = { inputs: { 'buyer.name': 'order.customer.name' } };
  assert.deepEqual(found(code(named)), ['personal_kept mark/value']);
  assert.deepEqual(found(code({ ...named, logs: true })), [
    'personal_to_log code/inputs/buyer.name',
    'personal_kept mark/value',
  ]);
  assert.deepEqual(found(code({ inputs: { id: 'order.id' }, logs: true })), []);
  assert.deepEqual(found(code({ inputs: { known: 'has(order.note)' } })), []);
  assert.equal(examineFlow(code({})).tier, 'technical');
  const source = "const decide = () => ({ values: { text: '11010519491231002X' } });";
  assert.deepEqual(found(code({ source })), ['identity_in_text code/source']);
});

test('[FG2] in a flow that is called personal facts are followed as anywhere', () => {
  const called = drawing(
    'called',
    [
      node('code', 'custom_code', {
        source: 'function decide({ name }) { return { values: { text: name } }; }',
        inputs: { name: 'order.customer.name' },
        values: { text: 'string' },
      }),
      node('mark', 'set_attribute', { name: 'text', value: 'steps.code.text' }),
    ],
    [edge('code', 'next', 'mark')],
    { trigger: { kind: 'call' } },
  );
  const calling = drawing('calling', [node('call', 'sub_flow', { flow: 'called', version: 1 })]);
  assert.deepEqual(
    examineFlow(calling, () => called).findings.map(({ rule, node: at }) => [rule, at]),
    [['personal_kept', 'call']],
  );
});

test('[FG3] what is shipped stands before the policy as everything does', () => {
  const { tier, findings } = examineFlow(shipped.definition as FlowDefinition);
  assert.equal(tier, 'approved');
  assert.deepEqual(
    findings.filter(({ severity }) => severity === 'block'),
    [],
  );
  assert.ok(findings.some(({ rule }) => rule === 'personal_for_purpose'));
});

test('[FG3] texts are judged in a flow that is not sound yet', () => {
  const { findings } = examineFlow(
    drawing('unsound', [
      node('check', 'condition', { when: 'order.totl > 1' }),
      node('stop', 'hold', { kind: 'review', reason: '身份证 11010519491231002X' }),
    ]),
  );
  assert.deepEqual(
    findings.map(({ rule, node: at, setting }) => [rule, at, setting]),
    [['identity_in_text', 'stop', '/reason']],
  );
});

test('[FG5] visits are the product of the rounds of the loops around', () => {
  const turn = (id: string, roundsMax: number) =>
    node(id, 'loop', { while: 'order.priority > 5', roundsMax });
  const flow = drawing(
    'loops',
    [
      turn('outer', 3),
      turn('inner', 4),
      node('mark', 'set_attribute', { name: 'a', value: "'x'" }),
      node('after', 'set_attribute', { name: 'b', value: "'x'" }),
    ],
    [
      edge('outer', 'again', 'inner'),
      edge('inner', 'again', 'mark'),
      edge('mark', 'next', 'inner'),
      edge('inner', 'done', 'outer'),
      edge('outer', 'done', 'after'),
    ],
  );
  assert.deepEqual(
    [...visitsMax(examinedOf({ flow }))],
    [
      ['outer', 3],
      ['inner', 12],
      ['mark', 12],
      ['after', 1],
    ],
  );
});
