import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOTICE_KINDS } from '../../../contracts/notices.ts';
import { chooseTemplate } from './choose-template.ts';
import { composeNotice, localeOf, type NoticeFacts } from './compose-notice.ts';
import { judgeTexts } from './notice-settings.ts';
import { escapeHtml, renderTemplate } from './render-template.ts';

const FACTS: NoticeFacts = {
  customerName: '<b>Ada</b>\r\nBcc: all@example.com {{total}}',
  orderNumber: 'A-1',
  shop: 'Tea & Cup',
  currency: 'EUR',
  totalMinor: 123_450,
  amountMinor: null,
  promisedAt: Date.UTC(2026, 11, 24, 23, 30),
  previousPromiseAt: null,
  trackingNumbers: ['T1', 'T2'],
  trackingUrl: '',
  carrier: 'DHL',
  pickUp: null,
  lines: [{ name: 'Tea "Longjing"', quantity: 1_200, priceMinor: 123_450 }],
  timeZone: 'Asia/Shanghai',
};
const noOwn = new Map<string, never>();

test('[N11] values are escaped in HTML, stay one line in the subject, and are no templates themselves', () => {
  const template = {
    subject: 'For {{customerName}}',
    bodyText: '{{customerName}}',
    bodyHtml: '<p title="{{customerName}}">{{#lines}}{{name}}/{{customerName}}{{/lines}}</p>',
  };
  const { subject, bodyText, bodyHtml } = composeNotice(template, FACTS, 'en');
  assert.equal(subject, 'For <b>Ada</b> Bcc: all@example.com {{total}}');
  assert.match(bodyText, /\{\{total\}\}/);
  const ada = escapeHtml(FACTS.customerName);
  assert.equal(bodyHtml, `<p title="${ada}">Tea &quot;Longjing&quot;/${ada}</p>`);
  assert.doesNotMatch(bodyHtml, /<b>/);
});

test('[N11] amounts and dates are written as in the customer’s locale, by the channel’s calendar', () => {
  const template = { subject: 'x', bodyText: '{{total}} {{promisedDate}}', bodyHtml: 'x' };
  const textIn = (locale: string, currency = 'EUR') =>
    composeNotice(template, { ...FACTS, currency }, locale)
      .bodyText.replaceAll(/\s/g, ' ')
      .trim();
  assert.equal(textIn('en-US'), '€1,234.50 December 25, 2026');
  assert.equal(textIn('de-DE'), '1.234,50 € 25. Dezember 2026');
  assert.equal(textIn('zh-CN', 'CNY'), '¥1,234.50 2026年12月25日');
  assert.equal(textIn('ja-JP', 'JPY'), '￥123,450 2026年12月25日');
});

test('[N11] the language is the customer’s, else the channel’s, else English', () => {
  const languageOf = (...wanted: (string | null)[]) =>
    chooseTemplate('placed', wanted, noOwn).language;
  assert.equal(languageOf('zh-TW', 'en'), 'zh-CN');
  assert.equal(languageOf('en-GB', 'zh-CN'), 'en');
  assert.equal(languageOf('fr', 'zh-CN'), 'zh-CN');
  assert.equal(languageOf('fr', null), 'en');
  assert.equal(languageOf('not a tag', null), 'en');
  assert.equal(localeOf('en-GB', 'en'), 'en-GB');
  assert.equal(localeOf('fr', 'en'), 'en');
  assert.equal(localeOf('not a tag', 'en'), 'en');
});

test('[N14] every template that comes with the program is one that we would take', () => {
  for (const kind of NOTICE_KINDS) {
    for (const language of ['en', 'zh-CN']) {
      const template = chooseTemplate(kind, [language], noOwn);
      assert.equal(template.language, language);
      assert.equal(judgeTexts(template), null, `${kind} ${language}`);
      const { subject, bodyText, bodyHtml } = composeNotice(template, FACTS, language);
      assert.ok(subject.includes('A-1'));
      assert.doesNotMatch(bodyText.replaceAll('{{total}}', ''), /\{\{|undefined/);
      assert.doesNotMatch(bodyHtml.replaceAll('{{total}}', ''), /\{\{|undefined/);
    }
  }
});

test('[N14] a template with unknown values or open sections is refused', () => {
  const judge = (bodyText: string) =>
    judgeTexts({ subject: 'x', bodyText, bodyHtml: 'x' })?.sentence ?? null;
  assert.equal(judge('{{orderNumber}} {{#lines}}{{name}}{{/lines}}'), null);
  assert.match(judge('{{password}}') ?? '', /no value \{\{password\}\}/);
  assert.match(judge('{{#lines}}{{name}}') ?? '', /does not end/);
  assert.match(judge('{{/lines}}') ?? '', /was not begun/);
  assert.match(judge('{{lines}}') ?? '', /is a list/);
  assert.match(judge('{{#lines}}{{#carrier}}x{{/carrier}}{{/lines}}') ?? '', /stands within/);
  assert.match(judge('{{ order number }}') ?? '', /braces/);
});

test('[N11] a section stays where its value is not empty', () => {
  const template = 'a{{#carrier}} by {{carrier}}{{/carrier}}';
  assert.equal(renderTemplate(template, { carrier: 'DHL' }, String), 'a by DHL');
  assert.equal(renderTemplate(template, { carrier: '' }, String), 'a');
});
