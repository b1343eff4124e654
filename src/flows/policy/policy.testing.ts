import assert from 'node:assert/strict';
import type { EndpointForm } from '../../../contracts/forms.ts';
import type { FlowDefinition } from '../../../contracts/flows.ts';
import type { Component } from '../components/index.ts';
import {
  compileFlow,
  type CompiledFlow,
  type FindAsset,
  type PinnedAsset,
} from '../engine/index.ts';
import { factsOf } from '../facts/index.ts';
import { drawing, edge, node } from '../releases/releases.testing.ts';
import type { Examined } from './rule.ts';
import { followPersonalFacts } from './taint.ts';

/** What a node is taken for, whatever component it was drawn with. */
export type TakenFor = Partial<
  Pick<Component, 'effect' | 'reaches' | 'isForPersonalData' | 'isKept'>
>;

/** A flow, and which of its nodes are taken for what. */
export interface Example {
  readonly flow: FlowDefinition;
  readonly as?: Readonly<Record<string, TakenFor>>;
  /** What stands in the library, by name. */
  readonly assets?: Readonly<Record<string, PinnedAsset>>;
  /** The version of it that others call, and those who do. */
  readonly before?: FlowDefinition;
  readonly callers?: readonly FlowDefinition[];
}

/** A flow that a rule has something against, and where. */
export interface BadExample extends Example {
  readonly at: string;
}

const LOGGED: TakenFor = { reaches: 'log', isKept: false };
const SENT: TakenFor = { reaches: 'outside', effect: 'outside', isKept: false };
const PUBLIC: TakenFor = { reaches: 'public', isKept: false };
const LABEL: TakenFor = { ...SENT, isForPersonalData: () => true };
const SEND = { send: SENT };

const says = (id: string, value: string) => node(id, 'set_attribute', { name: 'note', value });
const flow = (
  nodes: Parameters<typeof drawing>[1],
  edges: Parameters<typeof drawing>[2] = [],
  more: Partial<FlowDefinition> = {},
) => drawing('example', nodes, edges, more);
const asks = (when: string) => node('ask', 'condition', { when });
const ruled = node('ask', 'condition', { asset: { name: 'big-order', version: 1 } });
const rule = (deprecation: PinnedAsset['deprecation']): PinnedAsset => ({
  kind: 'expression',
  content: { expression: 'order.total > order.paid', messages: { en: 'Big.', 'zh-CN': '大单。' } },
  deprecation,
  isRemoved: false,
});
const holds = (reason: string) => flow([node('stop', 'hold', { kind: 'review', reason })]);
const loops = (...rounds: number[]): FlowDefinition => {
  const nodes = rounds.map((roundsMax, index) =>
    node(`loop_${index}`, 'loop', { while: 'order.priority > 5', roundsMax }),
  );
  const edges = rounds.flatMap((_, index) => [
    edge(`loop_${index}`, 'again', index + 1 < rounds.length ? `loop_${index + 1}` : 'send'),
    ...(index === 0 ? [] : [edge(`loop_${index}`, 'done', `loop_${index - 1}`)]),
  ]);
  const last = edge('send', 'next', `loop_${rounds.length - 1}`);
  return flow([...nodes, says('send', "'x'")], [...edges, last]);
};
/** A flow that others call, and one that does. */
const gives = (values: Readonly<Record<string, string>>) =>
  flow([node('over', 'end', { outcome: 'continue', values })], [], { trigger: { kind: 'call' } });
const reads = (test: string) =>
  drawing(
    'caller',
    [
      node('call', 'sub_flow', { flow: 'example', version: 1 }),
      node('ask', 'condition', { when: `steps.call.score ${test}` }),
    ],
    [edge('call', 'next', 'ask')],
  );
/** An endpoint that asks for one thing. */
const asked = (what: EndpointForm['properties'][string]) =>
  flow([node('tell', 'answer', { values: { seen: 'true' } })], [], {
    trigger: {
      kind: 'api',
      input: { type: 'object', properties: { what } },
      output: { type: 'object', properties: { seen: { type: 'boolean' } } },
    },
  });
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Of each rule, flows that it lets pass and flows that it does not. */
export const RULE_EXAMPLES: Readonly<
  Record<string, { readonly good: readonly Example[]; readonly bad: readonly BadExample[] }>
> = {
  personal_to_log: {
    good: [
      { flow: flow([says('log', 'order.id')]), as: { log: LOGGED } },
      {
        flow: flow([says('log', 'order.customer.email == order.customer.name')]),
        as: { log: LOGGED },
      },
    ],
    bad: [
      { flow: flow([says('log', 'order.customer.name')]), as: { log: LOGGED }, at: 'log' },
      {
        flow: flow([says('log', "'for ' + order.shipTo.lines[0]")]),
        as: { log: LOGGED },
        at: 'log',
      },
    ],
  },
  personal_to_public: {
    good: [
      { flow: flow([says('answer', 'order.shipTo.countryCode')]), as: { answer: PUBLIC } },
      { flow: flow([says('answer', 'order.channel')]), as: { answer: PUBLIC } },
    ],
    bad: [
      { flow: flow([says('answer', 'order.customer.name')]), as: { answer: PUBLIC }, at: 'answer' },
      {
        flow: flow(
          [says('rename', 'order.customer.name'), says('answer', "order.attributes['note']")],
          [edge('rename', 'next', 'answer')],
        ),
        as: { answer: PUBLIC },
        at: 'answer',
      },
    ],
  },
  personal_to_outside: {
    good: [
      { flow: flow([says('send', 'order.id')]), as: SEND },
      { flow: flow([says('send', 'order.customer.name')]), as: { send: LABEL } },
    ],
    bad: [
      { flow: flow([says('send', 'order.customer.name')]), as: SEND, at: 'send' },
      { flow: flow([says('send', 'order.shipTo.lines[0]')]), as: SEND, at: 'send' },
    ],
  },
  personal_for_purpose: {
    good: [
      { flow: flow([says('send', 'order.id')]), as: { send: LABEL } },
      { flow: flow([says('send', 'order.customer.name')]), as: SEND },
    ],
    bad: [
      { flow: flow([says('send', 'order.customer.name')]), as: { send: LABEL }, at: 'send' },
      { flow: flow([says('send', 'order.shipTo.lines[0]')]), as: { send: LABEL }, at: 'send' },
    ],
  },
  personal_kept: {
    good: [
      { flow: flow([says('keep', "order.customer.name == 'VIP'")]) },
      { flow: flow([says('keep', 'order.shipTo.countryCode')]) },
    ],
    bad: [
      { flow: flow([says('keep', 'order.customer.name')]), at: 'keep' },
      { flow: flow([says('keep', "order.channel + order.customer.name + '!'")]), at: 'keep' },
    ],
  },
  identity_in_text: {
    good: [
      { flow: holds('Look at the address.') },
      { flow: holds('Order 110105194912310021 is late') },
      { flow: asked({ type: 'integer', title: { en: 'How many' }, maximum: 13_812_345_678 }) },
    ],
    bad: [
      { flow: holds('身份证 11010519491231002X 需核对'), at: 'stop' },
      { flow: holds('手机 13812345678'), at: 'stop' },
      { flow: flow([says('mark', "'身份证号：11010519491231002X'")]), at: 'mark' },
      { flow: asked({ type: 'string', title: { en: 'As 11010519491231002X' } }), at: '' },
      { flow: asked({ type: 'string', enum: ['13812345678', 'other'] }), at: '' },
    ],
  },
  payment_in_text: {
    good: [{ flow: holds('Ask for another card.') }, { flow: holds('4111 1111 1111 1112') }],
    bad: [
      { flow: holds('Card 4111 1111 1111 1111 was declined'), at: 'stop' },
      { flow: flow([says('mark', "'IBAN DE89370400440532013000'")]), at: 'mark' },
    ],
  },
  credential_in_text: {
    good: [
      { flow: holds('The key is with the connector.') },
      { flow: holds('AKIA is how they begin') },
    ],
    bad: [
      { flow: holds('aws_access_key_id = AKIAQ7XBN4PL2MWZT5RC'), at: 'stop' },
      { flow: flow([says('mark', "'-----BEGIN RSA PRIVATE KEY-----'")]), at: 'mark' },
    ],
  },
  doubtful_in_text: {
    good: [{ flow: holds('Ask the team.') }, { flow: holds('at 10 o’clock') }],
    bad: [
      { flow: holds('Ask li.lei@shop-mail.cn first'), at: 'stop' },
      { flow: holds('车牌 京A12345'), at: 'stop' },
    ],
  },
  hidden_in_text: {
    good: [{ flow: holds(base64('Look at the address of this order.')) }, { flow: holds('%20') }],
    bad: [
      { flow: holds(base64('身份证 11010519491231002X')), at: 'stop' },
      { flow: flow([says('mark', `'${base64('Card 4111 1111 1111 1111')}'`)]), at: 'mark' },
    ],
  },
  address_in_flow: {
    good: [
      { flow: flow([says('send', "'orders/' + order.id")]), as: SEND },
      { flow: flow([says('keep', "'https://example.com'")]) },
    ],
    bad: [
      { flow: flow([says('send', "'https://example.com/' + order.id")]), as: SEND, at: 'send' },
      { flow: flow([says('send', "'gopher://10.0.0.1'")]), as: SEND, at: 'send' },
    ],
  },
  no_description: {
    good: [
      { flow: flow([says('mark', "'x'")]) },
      { flow: flow([says('mark', "'x'")], [], { description: 'Marks.' }) },
    ],
    bad: [
      { flow: flow([says('mark', "'x'")], [], { description: '' }), at: '' },
      { flow: flow([says('mark', "'x'")], [], { description: '  ' }), at: '' },
    ],
  },
  too_many_visits: {
    good: [{ flow: loops(100) }, { flow: loops(20, 20) }],
    bad: [
      { flow: loops(50, 50), at: 'loop_1' },
      { flow: loops(20, 20, 20), at: 'loop_2' },
    ],
  },
  outside_too_often: {
    good: [{ flow: loops(100) }, { flow: loops(20), as: SEND }],
    bad: [
      { flow: loops(21), as: SEND, at: 'send' },
      { flow: loops(5, 5), as: SEND, at: 'send' },
    ],
  },
  outside_for_all: {
    good: [
      { flow: flow([says('send', "'x'")]) },
      { flow: flow([says('send', "'x'")], [], { filter: 'order.priority > 5' }), as: SEND },
    ],
    bad: [
      { flow: flow([says('send', "'x'")]), as: SEND, at: 'send' },
      { flow: loops(5), as: SEND, at: 'send' },
    ],
  },
  asset_deprecated: {
    good: [
      { flow: flow([asks('order.total > order.paid')]) },
      { flow: flow([ruled]), assets: { 'big-order': rule(null) } },
    ],
    bad: [
      { flow: flow([ruled]), assets: { 'big-order': rule({ note: 'Too low.' }) }, at: 'ask' },
      {
        flow: flow([ruled]),
        assets: { 'big-order': rule({ note: 'Too low.', useInstead: 'huge-order' }) },
        at: 'ask',
      },
    ],
  },
  breaks_callers: {
    good: [
      { flow: gives({ score: '5' }), before: gives({ score: '3' }), callers: [reads('> 2')] },
      { flow: gives({ other: '5' }), before: gives({ score: '3' }) },
    ],
    bad: [
      {
        flow: gives({ other: '5' }),
        before: gives({ score: '3' }),
        callers: [reads('> 2')],
        at: '',
      },
      {
        flow: gives({ score: "'5'" }),
        before: gives({ score: '3' }),
        callers: [reads('> 2')],
        at: '',
      },
    ],
  },
  releases_others_holds: {
    good: [
      { flow: holds('Look.') },
      {
        flow: flow(
          [
            node('stop', 'hold', { kind: 'review', reason: 'Look.' }),
            node('free', 'release_hold', { kind: 'review', placedBy: 'this_flow' }),
          ],
          [edge('stop', 'next', 'free')],
        ),
      },
    ],
    bad: [
      { flow: flow([node('free', 'release_hold', { kind: 'fraud' })]), at: 'free' },
      {
        flow: flow([node('free', 'release_hold', { kind: 'fraud', placedBy: 'anybody' })]),
        at: 'free',
      },
      // A hold that no order ever comes to would make those of others look like its own.
      {
        flow: flow(
          [
            node('is_never', 'condition', { when: 'order.priority > 100' }),
            node('stop', 'hold', { kind: 'fraud', reason: 'Look.' }),
            node('free', 'release_hold', { kind: 'fraud' }),
          ],
          [edge('is_never', 'yes', 'stop'), edge('is_never', 'no', 'free')],
        ),
        at: 'free',
      },
    ],
  },
};

/** An example as rules look at it. */
export function examinedOf({
  flow: definition,
  as = {},
  assets = {},
  before,
  callers = [],
}: Example): Examined {
  const findAsset: FindAsset = ({ name }) => assets[name];
  const schema = factsOf(definition.trigger);
  const compiled = compileFlow(definition, schema, undefined, undefined, findAsset);
  assert.equal(compiled.kind, 'compiled', JSON.stringify(compiled));
  const { flow: made } = compiled as { readonly flow: CompiledFlow };
  const nodes = new Map(
    [...made.nodes].map(([id, known]) => [
      id,
      { ...known, component: { ...known.component, ...as[id] } },
    ]),
  );
  const taken = { ...made, nodes };
  const tainted = followPersonalFacts(taken);
  return { definition, flow: taken, tainted, findAsset, find: () => before, callers };
}
