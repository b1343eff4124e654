import { defineRecordTable } from '../../hub/index.ts';
import { defineStatement } from '../../platform/postgres/index.ts';

export const settings = defineRecordTable({
  table: 'notices.mail_setting',
  key: 'channel',
  keyType: 'text',
  columns: ['channel', 'version', 'kinds', 'language', 'sender', 'changed_at'],
  instants: ['changed_at'],
});

export const templates = defineRecordTable({
  table: 'notices.mail_template',
  key: 'name',
  keyType: 'text',
  columns: ['name', 'version', 'subject', 'body_text', 'body_html', 'is_dropped', 'changed_at'],
  instants: ['changed_at'],
});

export const readSettings = defineStatement(
  'notices_read_mail_settings',
  `select channel, version, kinds, language, sender, changed_at from notices.mail_setting order by channel`,
);

/** A template of one kind in every language: a handful. */
export const readTemplates = defineStatement(
  'notices_read_mail_templates',
  `select name, version, subject, body_text, body_html, is_dropped, changed_at from notices.mail_template
   where starts_with(name, $1::text) and not is_dropped`,
);

export const readSkuNames = defineStatement(
  'notices_read_sku_names',
  `select code, name, names from inventory.sku where code = any($1::text[])`,
);

/** What an order had been promised by the events before this one. */
export const readPromiseBefore = defineStatement(
  'notices_read_promise_before',
  `select data from hub.event
   where order_id = $1::bigint and (xid, id) < ($2::xid8, $3::uuid) and starts_with(type, 'order.')
     and data like '%"promisedAt":"%'
   order by hub.event.xid desc, hub.event.id desc limit 1`,
);

export const findSent = defineStatement(
  'notices_find_sent_mail',
  `select message_id from notices.sent_mail where event_id = $1::uuid and kind = $2::text`,
);

export const insertSent = defineStatement(
  'notices_insert_sent_mail',
  `insert into notices.sent_mail (event_id, kind, order_id, language, template_version, message_id, sent_at)
   values ($1::uuid, $2, $3::bigint, $4, $5::int, $6, to_timestamp($7::bigint / 1000.0))
   on conflict (event_id, kind) do nothing`,
);

export const listSent = defineStatement(
  'notices_list_sent_mails',
  `select kind, event_id, language, template_version, message_id, sent_at from notices.sent_mail
   where order_id = $1::bigint order by sent_at, kind limit 200`,
);
