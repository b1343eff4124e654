import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FlowDefinition, FlowTrigger } from '../../../contracts/flows.ts';
import { compileFlow } from '../engine/index.ts';
import { ORDER_FACTS } from '../facts/index.ts';
import { examineFlow } from '../policy/index.ts';
import { draw, node } from '../testing.ts';

type Api = Extract<FlowTrigger, { kind: 'api' }>;

const ORDER = { type: 'string', format: 'order-id' } as const;

function api(input: Api['input']['properties'], required: readonly string[] = []): Api {
  return {
    kind: 'api',
    input: { type: 'object', properties: input, required: [...required] },
    output: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] },
  };
}

function problemsOf(definition: FlowDefinition, called?: FlowDefinition): string[] {
  const compiled = compileFlow(definition, ORDER_FACTS, () => called);
  return compiled.kind === 'compiled'
    ? []
    : compiled.problems.map(({ code, node: at = '', setting = '' }) => `${code} ${at}${setting}`);
}

const says = (text: string) => node('say', 'answer', { values: { text } });

test('[FI1] expressions read what is sent by its types, and the order that it names', () => {
  const about = api({ order_id: ORDER, amount: { type: 'integer' } }, ['order_id']);
  const drawn = (text: string, trigger: Api) => draw('quote', [says(text)], [], { trigger });
  assert.deepEqual(problemsOf(drawn('order.channel + string(input.amount + 1)', about)), []);
  assert.deepEqual(problemsOf(drawn("input.amount + 'x'", about)), [
    'wrong_expression say/values/text',
  ]);
  const free = api({ amount: { type: 'integer' } });
  assert.deepEqual(problemsOf(drawn('order.channel', free)), ['wrong_expression say/values/text']);
  assert.deepEqual(problemsOf(drawn('string(now)', free)), []);
});

test('[FI1] what an endpoint promises and its nodes do not keep is a problem', () => {
  const trigger = api({ a: ORDER, b: ORDER, in: { type: 'boolean' } }, ['a', 'c']);
  const filter = "input.a == 'x'";
  const drawn = draw('quote', [node('say', 'answer', { values: { other: '1' } })], [], { trigger });
  assert.deepEqual(problemsOf({ ...drawn, filter }).toSorted(), [
    'field_missing say/values',
    'filter_at_endpoint ',
    'no_such_field ',
    'no_such_field say/values/other',
    'two_orders ',
    'unwritable_name ',
  ]);
  assert.deepEqual(problemsOf(draw('quote', [says('1 + 1')], [], { trigger: api({ a: ORDER }) })), [
    'wrong_type say/values/text',
    'order_left_out ',
  ]);
  assert.deepEqual(problemsOf(draw('quote', [says("'x'")], [])), ['no_caller_here say']);
});

test('[FI5] without an order nothing waits, acts on an order or goes outside', () => {
  const trigger = api({ amount: { type: 'integer' } });
  const acts = {
    hold: { kind: 'review', reason: 'Look.' },
    set_attribute: { name: 'a', value: "'x'" },
    wait_time: { minutes: 1 },
    wait_event: { event: 'order.shipped' },
    wait_signal: { key: "'x'", outputs: ['done'] },
    human_task: { title: "'Look'", role: 'agent', outputs: ['done'] },
    notify: { connector: 'chat', path: '/x', style: 'plain', message: "'x'" },
    create_exception: { reason: "'x'", severity: 1 },
  };
  for (const [component, settings] of Object.entries(acts)) {
    const drawn = draw(
      'quote',
      [node('act', component, settings), says("'x'")],
      ['act.next > say'],
      {
        trigger,
      },
    );
    assert.ok(problemsOf(drawn).includes('no_order_here act'), component);
  }
  const called = draw('called', [node('rest', 'wait_event', acts.wait_event)], [], {
    trigger: { kind: 'call' },
  });
  const calls = draw(
    'quote',
    [node('call', 'sub_flow', { flow: 'called', version: 1 }), says("'x'")],
    ['call.next > say'],
    { trigger },
  );
  assert.deepEqual(problemsOf(calls, called), ['no_order_here call']);
  const asks = [
    node('stock', 'query_stock', { sku: 'TEA' }),
    says('string(steps.stock.available)'),
  ];
  assert.deepEqual(problemsOf(draw('quote', asks, ['stock.next > say'], { trigger })), []);
});

test('[FI6] no fact about a person is answered, renamed, joined or coded as it may be', () => {
  const trigger = api(
    { order_id: ORDER, phone: { type: 'string', isPersonal: true }, size: { type: 'integer' } },
    ['order_id', 'phone', 'size'],
  );
  const found = (definition: FlowDefinition) =>
    examineFlow(definition).findings.flatMap(({ rule, severity, node: at }) =>
      severity === 'block' ? [`${rule} at ${at}`] : [],
    );
  const answers = (text: string) => found(draw('quote', [says(text)], [], { trigger }));
  for (const text of [
    'order.customer.name',
    "order.id + '/' + order.customer.phone",
    'string(order.customer.email.size())',
    "order.shipTo.lines.map(line, line + '!').join(' ')",
    'input.phone',
    "'+' + input.phone.replace('0', 'o')",
  ]) {
    assert.deepEqual(answers(text), ['personal_to_public at say'], text);
  }
  for (const text of ['order.state', 'string(input.size)'])
    assert.deepEqual(answers(text), [], text);
  const coded = Buffer.from('身份证 11010519491231002X').toString('base64');
  assert.deepEqual(answers(`'${coded}'`), ['hidden_in_text at say']);
  const renamed = draw(
    'quote',
    [
      node('table', 'switch', { cases: [{ output: 'big', when: 'input.size > 3' }] }),
      node('ask', 'call_http', {
        connector: 'crm',
        method: 'POST',
        path: '/x',
        answer: [{ name: 'code', pointer: '/code', type: 'string', example: 'a' }],
      }),
      says('steps.ask.code + order.note'),
    ],
    ['table.big > ask', 'ask.next > say'],
    { trigger },
  );
  assert.deepEqual(found(renamed), ['personal_to_public at say']);
  const { tier } = examineFlow(
    draw('quote', [node('stop', 'end', { outcome: 'continue' })], [], { trigger }),
  );
  assert.equal(tier, 'approved');
});
