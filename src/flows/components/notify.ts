import Type from 'typebox';
import { AssetPin, type AssetContents } from '../../../contracts/flow-assets.ts';
import { ConnectorCode, EffectPath } from '../../../contracts/flow-effects.ts';
import { Expression } from '../../../contracts/flows.ts';
import { outsideComponent } from './outside-component.ts';
import type { OutsideRequest } from './outside-request.ts';
import { templateExpression } from './template-text.ts';

/** How each chat wants its messages. */
const BODIES: Readonly<Record<string, (message: string) => OutsideRequest['body']>> = {
  plain: (message) => ({ text: message }),
  feishu: (message) => ({ msg_type: "'text'", 'content.text': message }),
  dingtalk: (message) => ({ msgtype: "'text'", 'text.content': message }),
  wecom: (message) => ({ msgtype: "'text'", 'text.content': message }),
};

const WHERE = {
  connector: ConnectorCode,
  path: EffectPath,
  style: Type.Enum(['plain', 'feishu', 'dingtalk', 'wecom']),
};

/** Tells people in a chat, or another system. */
export const notify = outsideComponent({
  code: 'notify',
  titles: { en: 'Notify', 'zh-CN': '通知' },
  docs: {
    en: 'Sends a message to a chat (Slack and alike: plain; Feishu, DingTalk, WeCom) or to another system, through a connector; a template of the library stands for the message. Goes on by “failed” when it did not arrive.',
    'zh-CN':
      '通过连接器把消息发到群聊（Slack 等用 plain；飞书、钉钉、企业微信）或其他系统，消息可选用资产库中的模板。未送达时走“失败”。',
  },
  tier: 'approved',
  settings: Type.Union([
    Type.Object({ ...WHERE, message: Expression }, { additionalProperties: false }),
    Type.Object({ ...WHERE, asset: AssetPin }, { additionalProperties: false }),
  ]),
  assetKind: 'notification_template',
  withAsset({ connector, path, style }, content) {
    const { text } = content as AssetContents['notification_template'];
    return { connector, path, style, message: templateExpression(text) ?? '' };
  },
  connector: ({ connector }) => connector,
  request: (settings) => ({
    method: 'POST',
    path: settings.path,
    body: 'message' in settings ? (BODIES[settings.style]?.(settings.message) ?? {}) : {},
  }),
  places: { text: '/message', 'content.text': '/message', 'text.content': '/message' },
  answer: () => [],
  undo: () => null,
});
