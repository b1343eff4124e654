import Type from 'typebox';
import { ConnectorCode } from '../../../contracts/flow-effects.ts';
import { outsideComponent } from './outside-component.ts';
import { OutsideRequest } from './outside-request.ts';

const ANSWER_FIELDS_MAX = 20;

const AnswerField = Type.Object(
  {
    name: Type.String({ pattern: '^[a-z][A-Za-z0-9_]{0,47}$' }),
    pointer: Type.String({
      pattern: '^(/([^/~]|~0|~1)*)+$',
      maxLength: 200,
      description: 'JSON pointer into the answer: /invoice/number',
    }),
    type: Type.Enum(['string', 'int', 'bool']),
    example: Type.Union([Type.String({ maxLength: 200 }), Type.Integer(), Type.Boolean()], {
      description: 'What the sandbox answers in its place',
    }),
  },
  { additionalProperties: false },
);

/** Asks a system outside for whatever it offers. */
export const callHttp = outsideComponent({
  code: 'call_http',
  titles: { en: 'Call a system', 'zh-CN': '调用外部系统' },
  docs: {
    en: 'Sends a request through a connector and keeps what you name of the answer. Goes on by “failed” when it was not done; with what undoes it, it is undone when the flow fails further on.',
    'zh-CN':
      '通过连接器发出请求，并保留应答中指定的值。未完成时走“失败”；若填写了撤销请求，流程后面失败时会自动撤销。',
  },
  tier: 'approved',
  settings: Type.Object(
    {
      connector: ConnectorCode,
      ...OutsideRequest.properties,
      answer: Type.Optional(Type.Array(AnswerField, { maxItems: ANSWER_FIELDS_MAX })),
      undo: Type.Optional(OutsideRequest),
    },
    { additionalProperties: false },
  ),
  connector: ({ connector }) => connector,
  request: ({ connector: _connector, answer: _answer, undo: _undo, ...request }) => request,
  answer: ({ answer = [] }) => answer,
  undo: ({ undo = null }) => undo,
});
