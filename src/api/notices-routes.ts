import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import {
  judgeTexts,
  listNoticeSettings,
  listSentNotices,
  previewNotice,
  readNoticeTemplate,
} from '../modules/notices/index.ts';
import { refuse } from '../../contracts/errors.ts';
import {
  DroppedTemplate,
  MailKindName,
  NoticeChannel,
  NoticeLanguage,
  NoticePreview,
  NoticeSettingList,
  NoticeSettingView,
  NoticeTemplateView,
  PreviewNotice,
  PutNoticeSetting,
  PutNoticeTemplate,
  SentNoticeList,
  TestedNotice,
  TestNotice,
} from '../../contracts/notices.ts';
import { sendJson } from './answer-query.ts';
import { carryOut } from './carry-out.ts';
import { OrderPath } from './contract-parts.ts';
import type { Door } from './door.ts';
import { sendRefusal } from './problems.ts';

const tags = ['notices'];
const isCommand = true;
const TemplatePath = Type.Object({ kind: MailKindName, language: NoticeLanguage });

/** Mails to customers: which go out, what stands in them, which went out. */
export function noticesRoutes(door: Door): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/v1/notice-settings',
      {
        config: { policy: 'settings:read', answers: { 200: NoticeSettingList } },
        schema: { tags, summary: 'Which mails the customers of each channel get' },
      },
      async (_request, reply) => sendJson(reply, { items: await listNoticeSettings(door.pool) }),
    );

    app.put(
      '/v1/notice-settings/:channel',
      {
        config: {
          setting: 'notice_setting/:channel',
          policy: 'settings:write',
          isCommand,
          answers: { 200: NoticeSettingView },
        },
        schema: {
          tags,
          summary: 'Say which mails go out; * for all channels without a setting of their own',
          params: Type.Object({ channel: NoticeChannel }),
          body: PutNoticeSetting,
        },
      },
      (request, reply) =>
        carryOut(door, request, reply, 'put_notice_setting', {
          ...request.body,
          channel: request.params.channel,
        }),
    );

    app.get(
      '/v1/notice-templates/:kind/:language',
      {
        config: {
          setting: 'notice_template/:kind/:language',
          policy: 'settings:read',
          answers: { 200: NoticeTemplateView },
          problems: ['not_found'],
        },
        schema: { tags, summary: 'What stands in a mail', params: TemplatePath },
      },
      async ({ params: { kind, language } }, reply) => {
        const found = await readNoticeTemplate(door.pool, kind, language);
        return found === null
          ? sendRefusal(
              reply,
              refuse('not_found', `There is no template of ${kind} in ${language}.`, { language }),
            )
          : sendJson(reply, found);
      },
    );

    app.put(
      '/v1/notice-templates/:kind/:language',
      {
        config: {
          setting: 'notice_template/:kind/:language',
          policy: 'settings:write',
          isCommand,
          answers: { 200: NoticeTemplateView },
          problems: ['invalid_settings'],
        },
        schema: {
          tags,
          summary: 'Write a template of your own, in any language',
          params: TemplatePath,
          body: PutNoticeTemplate,
        },
      },
      (request, reply) =>
        carryOut(door, request, reply, 'put_notice_template', {
          ...request.body,
          ...request.params,
        }),
    );

    app.delete(
      '/v1/notice-templates/:kind/:language',
      {
        config: {
          setting: 'notice_template/:kind/:language',
          policy: 'settings:write',
          isCommand,
          answers: { 200: DroppedTemplate },
          problems: ['not_found'],
        },
        schema: {
          tags,
          summary: 'Drop a template of your own: the mail that comes with the program holds again',
          params: TemplatePath,
        },
      },
      (request, reply) => carryOut(door, request, reply, 'drop_notice_template', request.params),
    );

    app.post(
      '/v1/notice-templates/test',
      {
        config: {
          policy: 'settings:write',
          answers: { 200: TestedNotice },
          problems: ['invalid_settings', 'no_mail_server', 'mail_refused'],
        },
        schema: {
          tags,
          summary: 'Send a mail with a made-up order to an address of yours, now',
          body: TestNotice,
        },
      },
      async ({ body: { kind, language, template, recipient } }, reply) => {
        if (door.testMailer === null) {
          return sendRefusal(reply, refuse('no_mail_server', 'There is nothing to send mails by.'));
        }
        const wrong = template === undefined ? null : judgeTexts(template);
        if (wrong !== null) {
          const { sentence, field } = wrong;
          return sendRefusal(reply, refuse('invalid_settings', sentence, { field }));
        }
        const id = door.ids.uuid();
        const sent = await door.testMailer.send({ kind, language, template, recipient, id });
        return typeof sent === 'string'
          ? sendJson(reply, { messageId: sent })
          : sendRefusal(reply, sent);
      },
    );

    app.post(
      '/v1/notice-templates/preview',
      {
        config: {
          policy: 'settings:read',
          answers: { 200: NoticePreview },
          problems: ['invalid_settings'],
        },
        schema: {
          tags,
          summary: 'See a mail with a made-up order; nothing is sent',
          body: PreviewNotice,
        },
      },
      async ({ body: { kind, language, template } }, reply) => {
        const wrong = template === undefined ? null : judgeTexts(template);
        if (wrong !== null) {
          const { sentence, field } = wrong;
          return sendRefusal(reply, refuse('invalid_settings', sentence, { field }));
        }
        return sendJson(reply, await previewNotice(door.pool, kind, language, template));
      },
    );

    app.get(
      '/v1/orders/:id/notices',
      {
        config: { policy: 'orders:read', reach: 'refused', answers: { 200: SentNoticeList } },
        schema: {
          tags,
          summary: 'Mails that went out about an order, without their content',
          params: OrderPath,
        },
      },
      async ({ params: { id } }, reply) =>
        sendJson(reply, { items: await listSentNotices(door.pool, Number(id)) }),
    );
  };
}
