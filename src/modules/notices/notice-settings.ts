import {
  createRecordSource,
  recordOf,
  type Command,
  type CommandHandler,
  type Outcome,
  type UnitOfWork,
} from '../../hub/index.ts';
import { instantToText, type Instant } from '../../kernel/clock.ts';
import { refuse } from '../../../contracts/errors.ts';
import type {
  MailKind,
  NoticeKind,
  NoticeSettingView,
  PutNoticeSetting,
  PutNoticeTemplate,
} from '../../../contracts/notices.ts';
import { templateName } from './choose-template.ts';
import * as sql from './notices.sql.ts';
import { judgeTemplate } from './render-template.ts';
import { LIST_NAMES, VALUE_NAMES } from './templates/template.ts';

/** Which mails the customers of a channel get; the channel * is all that have no setting of their own. */
export interface NoticeSetting {
  readonly channel: string;
  readonly version: number;
  readonly kinds: readonly NoticeKind[];
  readonly language: string | null;
  readonly sender: string | null;
  readonly changedAt: Instant;
}

/** A template of our users' own. */
export interface OwnTemplate {
  /** kind/language. */
  readonly name: string;
  readonly version: number;
  readonly subject: string;
  readonly bodyText: string;
  readonly bodyHtml: string;
  /** True: the one that comes with the program holds again. */
  readonly isDropped: boolean;
  readonly changedAt: Instant;
}

export const settingSource = createRecordSource<NoticeSetting>(sql.settings);
export const templateSource = createRecordSource<OwnTemplate>(sql.templates);

type Row = Readonly<Record<string, unknown>>;

/** A row of notices.mail_setting. */
export function settingOf(row: Row): NoticeSetting {
  return recordOf<NoticeSetting>(sql.settings, row);
}

/** A row of notices.mail_template. */
export function ownTemplateOf(row: Row): OwnTemplate {
  return recordOf<OwnTemplate>(sql.templates, row);
}

/** A setting as it is answered. */
export function viewSetting({ changedAt, kinds, ...setting }: NoticeSetting): NoticeSettingView {
  return { ...setting, kinds: [...kinds], changedAt: instantToText(changedAt) };
}

const putSetting: CommandHandler<PutNoticeSetting & { readonly channel: string }> = {
  kind: 'put_notice_setting',
  need: ({ body }, unit) => unit.facts(settingSource).need(body.channel),
  decide(command, unit) {
    const { channel, kinds, language, sender } = command.body;
    const facts = unit.facts(settingSource);
    const before = facts.find(channel);
    const setting: NoticeSetting = {
      channel,
      version: before?.version ?? 1,
      kinds,
      language: language ?? null,
      sender: sender ?? null,
      changedAt: command.receivedAt,
    };
    if (before === undefined) facts.add(setting);
    const after = before === undefined ? setting : facts.change(setting);
    return tell(unit, command, 'notice_setting.put', `channel/${channel}`, viewSetting(after));
  },
};

const putTemplate: CommandHandler<
  PutNoticeTemplate & { readonly kind: MailKind; readonly language: string }
> = {
  kind: 'put_notice_template',
  need: ({ body }, unit) => unit.facts(templateSource).need(templateName(body.kind, body.language)),
  decide(command, unit) {
    const { kind, language, subject, bodyText, bodyHtml } = command.body;
    const wrong = judgeTexts(command.body);
    if (wrong !== null) return refuse('invalid_settings', wrong.sentence, { field: wrong.field });
    const name = templateName(kind, language);
    const facts = unit.facts(templateSource);
    const before = facts.find(name);
    const changedAt = command.receivedAt;
    const template = {
      name,
      version: before?.version ?? 1,
      subject,
      bodyText,
      bodyHtml,
      isDropped: false,
      changedAt,
    };
    if (before === undefined) facts.add(template);
    const { version } = before === undefined ? template : facts.change(template);
    const view = { kind, language, version, subject, bodyText, bodyHtml };
    return tell(unit, command, 'notice_template.put', `notice_template/${name}`, view);
  },
};

/** drop_notice_template: back to the mail that comes with the program, or in other languages to none. */
const dropTemplate: CommandHandler<{ readonly kind: MailKind; readonly language: string }> = {
  kind: 'drop_notice_template',
  need: ({ body }, unit) => unit.facts(templateSource).need(templateName(body.kind, body.language)),
  decide(command, unit) {
    const { kind, language } = command.body;
    const name = templateName(kind, language);
    const facts = unit.facts(templateSource);
    const before = facts.find(name);
    if (before === undefined || before.isDropped) {
      return refuse('not_found', `Nobody has written a mail ${kind} of their own in ${language}.`, {
        kind,
        language,
      });
    }
    facts.change({ ...before, isDropped: true, changedAt: command.receivedAt });
    const hasBuiltIn = language === 'en' || language === 'zh-CN';
    const view = { kind, language, hasBuiltIn };
    return tell(unit, command, 'notice_template.dropped', `notice_template/${name}`, view);
  },
};

/** What is wrong with the texts of a template; null: nothing is. */
export function judgeTexts(
  texts: PutNoticeTemplate,
): { readonly field: string; readonly sentence: string } | null {
  for (const field of ['subject', 'bodyText', 'bodyHtml'] as const) {
    const wrong = judgeTemplate(texts[field], VALUE_NAMES, LIST_NAMES);
    if (wrong !== null) return { field, sentence: `The template is not complete: ${wrong}.` };
  }
  return null;
}

function tell(
  unit: UnitOfWork,
  command: Command,
  type: string,
  subject: string,
  view: object,
): Outcome {
  const data = JSON.stringify(view);
  unit.emit({ type, subject, occurredAt: command.receivedAt, data });
  return { kind: 'accepted', status: 200, body: data };
}

/** The commands that say which mails go out and what stands in them. */
export const noticeHandlers = [putSetting, putTemplate, dropTemplate] as CommandHandler<never>[];
