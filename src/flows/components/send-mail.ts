import Type from 'typebox';
import { Expression } from '../../../contracts/flows.ts';
import { outsideComponent } from './outside-component.ts';

/** Writes a mail. */
export const sendMail = outsideComponent({
  code: 'send_mail',
  titles: { en: 'Send a mail', 'zh-CN': '发送邮件' },
  docs: {
    en: 'Sends a mail through the mail server of Linchpin: to whom, subject and text are expressions. Goes on by “failed” when the server refuses it or there is none.',
    'zh-CN':
      '通过系统邮件服务器发送邮件，收件人、主题、正文均为表达式。服务器拒收或未配置时走“失败”。',
  },
  tier: 'approved',
  isForPersonalData: true,
  settings: Type.Object(
    { to: Expression, subject: Expression, text: Expression },
    { additionalProperties: false },
  ),
  connector: () => 'mail',
  request: ({ to, subject, text }) => ({
    method: 'POST',
    path: '/',
    body: {
      to,
      subject,
      text,
      language: "has(order.customer.language) ? order.customer.language : 'en'",
    },
  }),
  places: { to: '/to', subject: '/subject', text: '/text' },
  answer: () => [],
  undo: () => null,
});
