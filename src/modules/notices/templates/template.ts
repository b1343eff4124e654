/** A mail before its values are put in. */
export interface NoticeTemplate {
  readonly subject: string;
  readonly bodyText: string;
  readonly bodyHtml: string;
}

/** What each value of a template is; `lines` is a list. */
export const VALUE_NAMES: ReadonlySet<string> = new Set([
  'customerName',
  'orderNumber',
  'shop',
  'total',
  'promisedDate',
  'previousDate',
  'trackingNumbers',
  'carrier',
  'amount',
  'quantity',
  'name',
  'price',
]);
export const LIST_NAMES: ReadonlySet<string> = new Set(['lines']);

/** A template from its paragraphs: the same words as text and as HTML. */
export function templateOf(
  subject: string,
  paragraphs: readonly string[],
  labels: { readonly lines: string; readonly total: string } | null = null,
): NoticeTemplate {
  const isOptional = /^\{\{#/;
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
    bodyHtml:
      '<!doctype html><html><body style="font-family:sans-serif;line-height:1.5;max-width:40em">' +
      paragraphs
        .map((each) =>
          isOptional.test(each)
            ? each.replace(/\}\}([\s\S]*)\{\{/, '}}<p>$1</p>{{')
            : `<p>${each}</p>`,
        )
        .join('') +
      `${linesHtml}<p>{{shop}}</p></body></html>`,
  };
}
