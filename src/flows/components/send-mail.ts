import Type from 'typebox';
import { AssetPin, type AssetContents } from '../../../contracts/flow-assets.ts';
import { Expression } from '../../../contracts/flows.ts';
import { outsideComponent } from './outside-component.ts';
import { templateExpression } from './template-text.ts';

/** The only mailbox that facts about the customer go to. */
const CUSTOMER = 'order.customer.email';

/** Writes a mail. */
export const sendMail = outsideComponent({
  code: 'send_mail',
  titles: { en: 'Send a mail', 'zh-CN': '发送邮件' },
  docs: {
    en: 'Sends a mail through the mail server of Linchpin: to whom, subject and text are expressions; a template of the library stands for subject and text. What is about the customer goes to order.customer.email only. Goes on by “failed” when the server refuses it or there is none.',
    'zh-CN':
      '通过系统邮件服务器发送邮件，收件人、主题、正文均为表达式；主题和正文可选用资产库中的模板。买家信息只能发到 order.customer.email。服务器拒收或未配置时走“失败”。',
  },
  tier: 'approved',
  isForPersonalData: ({ to }) => to.trim() === CUSTOMER,
  settings: Type.Union([
    Type.Object(
      { to: Expression, subject: Expression, text: Expression },
      { additionalProperties: false },
    ),
    Type.Object({ to: Expression, asset: AssetPin }, { additionalProperties: false }),
  ]),
  assetKind: 'notification_template',
  withAsset({ to }, content) {
    const { subject = '', text } = content as AssetContents['notification_template'];
    return { to, subject: templateExpression(subject) ?? '', text: templateExpression(text) ?? '' };
  },
  connector: () => 'mail',
  request: (settings) => ({
    method: 'POST',
    path: '/',
    body: {
      to: settings.to,
      ...('text' in settings ? { subject: settings.subject, text: settings.text } : {}),
      language: "has(order.customer.language) ? order.customer.language : 'en'",
    },
  }),
  places: { to: '/to', subject: '/subject', text: '/text' },
  answer: () => [],
  undo: () => null,
});
