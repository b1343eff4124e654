import Type, { type Static } from 'typebox';
import { SUPPLIER_MAIL_KINDS } from './purchase-orders.ts';
import { Code, filledText, text, Timestamp } from './shared.ts';

const Closed = { additionalProperties: false } as const;

/** The moments at which a customer may get a mail. */
export const NOTICE_KINDS = [
  'placed',
  'backordered',
  'paid',
  'delayed',
  'shipped',
  'ready_for_pick_up',
  'delivered',
  'cancelled',
  'refunded',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Every mail that there is a template of: to customers, and to suppliers about purchase orders. */
export const MAIL_KINDS = [...NOTICE_KINDS, ...SUPPLIER_MAIL_KINDS] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

export const NoticeKindName = Type.Enum([...NOTICE_KINDS]);
export const MailKindName = Type.Enum([...MAIL_KINDS]);
const LanguageTag = Type.String({
  // Language, script, region: what numbers and dates can be written in. Not every BCP 47 tag can.
  pattern: '^[a-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?$',
  description: 'BCP 47 without variants, for example zh-CN or zh-Hans-CN',
});
export const NoticeLanguage = LanguageTag;

export const PutNoticeSetting = Type.Object(
  {
    kinds: Type.Array(NoticeKindName, {
      uniqueItems: true,
      maxItems: NOTICE_KINDS.length,
      description: 'Which mails customers get; none: no mails',
    }),
    language: Type.Optional(Type.Union([LanguageTag, Type.Null()])),
    sender: Type.Optional(
      Type.Union(
        [
          Type.String({ minLength: 3, maxLength: 320, pattern: '^[^\\r\\n\\u0000]+$' }),
          Type.Null(),
        ],
        {
          description: 'From whom they come, for example Tea House <hello@example.com>',
        },
      ),
    ),
  },
  { ...Closed, $id: 'PutNoticeSetting' },
);
export type PutNoticeSetting = Static<typeof PutNoticeSetting>;

export const NoticeSettingView = Type.Object(
  {
    channel: Type.String({
      description: 'The code of a channel, or * for all without a setting of their own',
    }),
    version: Type.Integer({ minimum: 1 }),
    kinds: Type.Array(NoticeKindName),
    language: Type.Union([Type.String(), Type.Null()]),
    sender: Type.Union([Type.String(), Type.Null()]),
    changedAt: Timestamp,
  },
  { ...Closed, $id: 'NoticeSettingView' },
);
export type NoticeSettingView = Static<typeof NoticeSettingView>;

export const NoticeSettingList = Type.Object(
  { items: Type.Array(NoticeSettingView) },
  { ...Closed, $id: 'NoticeSettingList' },
);

const templateTexts = {
  subject: filledText(300, 'One line; {{name}} puts a value in'),
  bodyText: filledText(20_000),
  bodyHtml: filledText(100_000, 'Values are escaped'),
};

export const PutNoticeTemplate = Type.Object(templateTexts, {
  ...Closed,
  $id: 'PutNoticeTemplate',
});
export type PutNoticeTemplate = Static<typeof PutNoticeTemplate>;

export const NoticeTemplateView = Type.Object(
  {
    kind: MailKindName,
    language: Type.String(),
    version: Type.Integer({ minimum: 0, description: '0: comes with the program' }),
    ...templateTexts,
  },
  { ...Closed, $id: 'NoticeTemplateView' },
);
export type NoticeTemplateView = Static<typeof NoticeTemplateView>;

export const PreviewNotice = Type.Object(
  {
    kind: MailKindName,
    language: LanguageTag,
    template: Type.Optional(PutNoticeTemplate),
  },
  { ...Closed, $id: 'PreviewNotice' },
);

export const TestNotice = Type.Object(
  {
    kind: MailKindName,
    language: LanguageTag,
    template: Type.Optional(PutNoticeTemplate),
    recipient: Type.String({
      pattern: '^[^\\s@<>,;"]+@[^\\s@<>,;"]+$',
      maxLength: 254,
      description: 'One address, where the mail goes; it is kept nowhere',
    }),
  },
  { ...Closed, $id: 'TestNotice' },
);

export const TestedNotice = Type.Object(
  { messageId: Type.String() },
  { ...Closed, $id: 'TestedNotice' },
);

export const DroppedTemplate = Type.Object(
  {
    kind: MailKindName,
    language: Type.String(),
    hasBuiltIn: Type.Boolean({
      description:
        'True: the mail that comes with the program holds again; false: none in this language',
    }),
  },
  { ...Closed, $id: 'DroppedTemplate' },
);

export const NoticePreview = Type.Object(
  {
    language: Type.String(),
    subject: text(2_000),
    bodyText: Type.String(),
    bodyHtml: Type.String(),
  },
  { ...Closed, $id: 'NoticePreview' },
);

export const SentNotice = Type.Object(
  {
    kind: MailKindName,
    eventId: Type.String({ format: 'uuid' }),
    language: Type.String(),
    templateVersion: Type.Integer({ minimum: 0 }),
    messageId: Type.String(),
    sentAt: Timestamp,
  },
  { ...Closed, $id: 'SentNotice' },
);
export type SentNotice = Static<typeof SentNotice>;

export const SentNoticeList = Type.Object(
  { items: Type.Array(SentNotice) },
  { ...Closed, $id: 'SentNoticeList' },
);

/** A channel, or * for all that have no setting of their own. */
export const NoticeChannel = Code;
