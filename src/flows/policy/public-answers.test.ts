import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FlowDefinition, FlowNode, FlowTrigger } from '../../../contracts/flows.ts';
import { draw, node } from '../testing.ts';
import {
  compileFlow,
  type FindAsset,
  type FindDefinition,
  type PinnedAsset,
} from '../engine/index.ts';
import { factsOf } from '../facts/index.ts';
import { examineFlow } from './examine-flow.ts';

/** An endpoint that is called with an identity number, which its form marks as personal. */
const CALLED: FlowTrigger = {
  kind: 'api',
  input: {
    type: 'object',
    properties: {
      order_id: { type: 'string', format: 'order-id' },
      id_number: { type: 'string', isPersonal: true },
    },
    required: ['order_id', 'id_number'],
  },
  output: { type: 'object', properties: { told: { type: 'string' } }, required: ['told'] },
};

/** The number as expressions disguise it. CEL has no base64: what a flow codes it codes in a program. */
const DISGUISES = {
  renamed: 'input.id_number',
  joined: "'no. ' + input.id_number.substring(0, 9) + '-' + input.id_number.substring(9)",
  coded: "input.id_number.replace('0', 'a').replace('1', 'b')",
} as const;

/** As programs do it: base64 by hand. */
const PROGRAMS = {
  renamed: 'const told = inputs.secret;',
  joined: "const told = inputs.secret.slice(0, 9) + '/' + inputs.secret.slice(9);",
  coded: `const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  let told = '';
  for (let at = 0; at < inputs.secret.length; at += 3) {
    const [one, two, three] = [0, 1, 2].map((next) => inputs.secret.charCodeAt(at + next) || 0);
    const bits = (one << 16) | (two << 8) | three;
    for (const shift of [18, 12, 6, 0]) told += signs[(bits >> shift) & 63];
  }`,
} as const;

type Disguise = keyof typeof DISGUISES;

const answer = (told: string) => node('say', 'answer', { values: { told } });
const program = (kind: Disguise, secret: string) =>
  node('code', 'custom_code', {
    inputs: { secret },
    source: `function decide(inputs) { ${PROGRAMS[kind]} return { values: { told } }; }`,
    values: { told: 'string' },
  });
const table = (expression: string) =>
  node('table', 'decision_table', {
    table: {
      hitPolicy: 'unique',
      inputs: [{ name: 'priority', expression: 'order.priority', type: 'int' }],
      outputs: [{ name: 'told', type: 'string' }],
      rows: [{ cells: [{ kind: 'any' }], outputs: [{ expression }] }],
    },
  });

/** What keeps a sound flow from being released, and where. */
function blocksIn(definition: FlowDefinition, find?: FindDefinition, findAsset?: FindAsset) {
  const facts = factsOf(definition.trigger);
  const compiled = compileFlow(definition, facts, find, undefined, findAsset);
  assert.equal(compiled.kind, 'compiled', JSON.stringify(compiled));
  return examineFlow(definition, find, findAsset).findings.flatMap(
    ({ rule, severity, node: at, setting }) =>
      severity === 'block' ? [`${rule} at ${at}${setting ?? ''}`] : [],
  );
}

/** What keeps an endpoint with these nodes from being released. */
function blocksOf(
  nodes: readonly FlowNode[],
  edges: readonly string[],
  called: readonly FlowDefinition[] = [],
): string[] {
  const definition = draw('quote', nodes, [...edges], { trigger: CALLED });
  return blocksIn(definition, ({ flow }) => called.find(({ code }) => code === flow));
}

const AT_ANSWER = ['personal_to_public at say/values/told'];

for (const kind of ['renamed', 'joined', 'coded'] as const) {
  const told = DISGUISES[kind];
  test(`[FG6] an identity number on its way into a public answer is stopped: ${kind}`, () => {
    assert.deepEqual(blocksOf([answer(told)], []), AT_ANSWER, 'by an expression');
    assert.deepEqual(
      blocksOf([program(kind, 'input.id_number'), answer('steps.code.told')], ['code.next > say']),
      AT_ANSWER,
      'by a program',
    );
    assert.deepEqual(
      blocksOf([table(told), answer('steps.table.told')], ['table.next > say']),
      AT_ANSWER,
      'by a table',
    );
    // A flow that is called reads the order, and its caller what it gives back.
    const secret = 'order.note';
    const inner = draw(
      'inner',
      [
        program(kind, secret),
        node('over', 'end', { outcome: 'continue', values: { told: 'steps.code.told' } }),
      ],
      ['code.next > over'],
      { trigger: { kind: 'call' } },
    );
    const middle = draw(
      'middle',
      [
        node('go', 'sub_flow', { flow: 'inner', version: 1 }),
        node('over', 'end', {
          outcome: 'continue',
          values: { harmless: 'order.channel', passed: "steps.go.told + '!'" },
        }),
      ],
      ['go.next > over'],
      { trigger: { kind: 'call' } },
    );
    const calls = (text: string) =>
      blocksOf(
        [node('call', 'sub_flow', { flow: 'middle', version: 1 }), answer(text)],
        ['call.next > say'],
        [inner, middle],
      );
    assert.deepEqual(calls('steps.call.passed'), AT_ANSWER, 'by flows that are called');
    assert.deepEqual(calls('steps.call.harmless'), []);
    // What one flow keeps another could read: it is stopped where it would be kept.
    assert.deepEqual(
      blocksOf(
        [node('keep', 'set_attribute', { name: 'seen', value: told }), answer("'kept'")],
        ['keep.next > say'],
      ),
      ['personal_kept at keep/value'],
      'by an attribute',
    );
    assert.deepEqual(
      blocksOf(
        [
          program(kind, 'input.id_number'),
          node('keep', 'set_attribute', { name: 'seen', value: 'steps.code.told' }),
          answer("order.attributes['seen']"),
        ],
        ['code.next > keep', 'keep.next > say'],
      ),
      ['personal_to_public at say/values/told', 'personal_kept at keep/value'],
      'by an attribute of its own',
    );
  });
}

/** A template of the library with the number in it. */
const template = (channel: 'mail' | 'chat', text: string): PinnedAsset => ({
  kind: 'notification_template',
  content: { channel, text, ...(channel === 'mail' ? { subject: 'News' } : {}) },
  deprecation: null,
  isRemoved: false,
});

test('[FG6] nor does a template take it to a mailbox that is not the customer’s, or to another system', () => {
  const found = (sending: FlowNode, asset: PinnedAsset) =>
    blocksIn(draw('send', [sending], []), undefined, () => asset);
  const asset = { name: 'news', version: 1 };
  const mail = (to: string) => node('mail', 'send_mail', { to, asset });
  const chat = node('chat', 'notify', { connector: 'chat', path: '/', style: 'feishu', asset });
  const noted = template('mail', 'It says {order.note}');
  assert.deepEqual(found(mail("'somebody@example.org'"), noted), [
    'personal_to_outside at mail/asset',
  ]);
  assert.deepEqual(
    found(
      mail("has(order.note) ? 'somebody@example.org' : order.customer.email"),
      noted,
    ).toSorted(),
    ['personal_to_outside at mail/asset', 'personal_to_outside at mail/to'],
  );
  assert.deepEqual(found(mail('order.customer.email'), noted), []);
  assert.deepEqual(found(mail("'team@example.org'"), template('mail', 'See {order.id}')), []);
  assert.deepEqual(found(chat, template('chat', 'It says {order.note}')), [
    'personal_to_outside at chat/asset',
  ]);
  // Typed into a drawing it is found in its text.
  const typed = (text: string) =>
    node('mail', 'send_mail', { to: "'team@example.org'", subject: "'News'", text });
  assert.deepEqual(found(typed("'11010519491231002X'"), noted), ['identity_in_text at mail/text']);
  const coded = Buffer.from('身份证 11010519491231002X').toString('base64');
  assert.deepEqual(found(typed(`'${coded}'`), noted), ['hidden_in_text at mail/text']);
});
