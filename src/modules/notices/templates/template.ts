/** A mail before its values are put in. */
export interface NoticeTemplate {
  readonly subject: string;
  readonly bodyText: string;
  readonly bodyHtml: string;
}

/** What each value of a template is; `lines` and `address` (of `row`) are lists. */
export const VALUE_NAMES: ReadonlySet<string> = new Set([
  'customerName',
  'orderNumber',
  'shop',
  'total',
  'promisedDate',
  'previousDate',
  'trackingNumbers',
  'carrier',
  'trackingUrl',
  'amount',
  'quantity',
  'name',
  'price',
  'pickUpCode',
  'collectByDate',
  'place',
  'supplier',
  'purchaseOrder',
  'shipByDate',
  'sku',
  'row',
]);
export const LIST_NAMES: ReadonlySet<string> = new Set(['lines', 'address']);

const TRACKING_URL = '{{trackingUrl}}';

/** Paragraphs as HTML; one that stands in a section falls away with it. */
function paragraphsHtml(paragraphs: readonly string[]): string {
  const isOptional = /^\{\{#/;
  return paragraphs
    .map((each) =>
      isOptional.test(each) ? each.replace(/\}\}([\s\S]*)\{\{/, '}}<p>$1</p>{{') : `<p>${each}</p>`,
    )
    .join('')
    .replaceAll(TRACKING_URL, `<a href="${TRACKING_URL}">${TRACKING_URL}</a>`);
}

const HTML_BEGIN =
  '<!doctype html><html><body style="font-family:sans-serif;line-height:1.5;max-width:40em">';

/** A mail to a supplier: its paragraphs, what is wanted without any price, where it goes. */
export function supplierTemplateOf(
  subject: string,
  paragraphs: readonly string[],
  labels: { readonly lines: string; readonly address: string } | null = null,
): NoticeTemplate {
  const texts =
    labels === null
      ? []
      : [
          `${labels.lines}\n{{#lines}}  {{quantity}} × {{sku}}  {{name}}\n{{/lines}}`,
          `${labels.address}\n{{#address}}  {{row}}\n{{/address}}`,
        ];
  const html =
    labels === null
      ? ''
      : `<p>${labels.lines}</p><ul>{{#lines}}<li>{{quantity}} × {{sku}} {{name}}</li>{{/lines}}</ul>` +
        `<p>${labels.address}{{#address}}<br>{{row}}{{/address}}</p>`;
  return {
    subject,
    bodyText: [...paragraphs, ...texts, '{{shop}}'].join('\n\n'),
    bodyHtml: `${HTML_BEGIN}${paragraphsHtml(paragraphs)}${html}<p>{{shop}}</p></body></html>`,
  };
}

/** A template from its paragraphs: the same words as text and as HTML. */
export function templateOf(
  subject: string,
  paragraphs: readonly string[],
  labels: { readonly lines: string; readonly total: string } | null = null,
): NoticeTemplate {
  const linesText =
    labels === null
      ? []
      : [
          `${labels.lines}\n{{#lines}}  {{quantity}} × {{name}}  {{price}}\n{{/lines}}${labels.total} {{total}}`,
        ];
  const linesHtml =
    labels === null
      ? ''
      : `<table style="border-collapse:collapse"><caption style="text-align:left">${labels.lines}</caption>` +
        '{{#lines}}<tr><td style="padding:2px 12px 2px 0">{{quantity}} × {{name}}</td>' +
        '<td style="text-align:right">{{price}}</td></tr>{{/lines}}' +
        `<tr><td><strong>${labels.total}</strong></td><td style="text-align:right"><strong>{{total}}</strong></td></tr></table>`;
  return {
    subject,
    bodyText: [...paragraphs, ...linesText, '{{shop}}'].join('\n\n'),
    bodyHtml: `${HTML_BEGIN}${paragraphsHtml(paragraphs)}${linesHtml}<p>{{shop}}</p></body></html>`,
  };
}
