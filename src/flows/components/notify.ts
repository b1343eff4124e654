import Type from 'typebox';
import { ConnectorCode, EffectPath } from '../../../contracts/flow-effects.ts';
import { Expression } from '../../../contracts/flows.ts';
import { outsideComponent } from './outside-component.ts';
import type { OutsideRequest } from './outside-request.ts';

/** How each chat wants its messages. */
const BODIES: Readonly<Record<string, (message: string) => OutsideRequest['body']>> = {
  plain: (message) => ({ text: message }),
  feishu: (message) => ({ msg_type: "'text'", 'content.text': message }),
  dingtalk: (message) => ({ msgtype: "'text'", 'text.content': message }),
  wecom: (message) => ({ msgtype: "'text'", 'text.content': message }),
};

/** Tells people in a chat, or another system. */
export const notify = outsideComponent({
  code: 'notify',
  titles: { en: 'Notify', 'zh-CN': '通知' },
  docs: {
    en: 'Sends a message to a chat (Slack and alike: plain; Feishu, DingTalk, WeCom) or to another system, through a connector. Goes on by “failed” when it did not arrive.',
    'zh-CN':
      '通过连接器把消息发到群聊（Slack 等用 plain；飞书、钉钉、企业微信）或其他系统。未送达时走“失败”。',
  },
  tier: 'approved',
  settings: Type.Object(
    {
      connector: ConnectorCode,
      path: EffectPath,
      style: Type.Enum(['plain', 'feishu', 'dingtalk', 'wecom']),
      message: Expression,
    },
    { additionalProperties: false },
  ),
  connector: ({ connector }) => connector,
  request: ({ path, style, message }) => ({
    method: 'POST',
    path,
    body: BODIES[style]?.(message) ?? {},
  }),
  places: { text: '/message', 'content.text': '/message', 'text.content': '/message' },
  answer: () => [],
  undo: () => null,
});
