import { cellText, type ColumnType, type ExportedTable } from './exported-table.ts';

const BYTE_ORDER_MARK = '\uFEFF';
/** What a spreadsheet program takes for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * A table as CSV (RFC 4180: CRLF, quotes where needed), a page a piece. A text that a spreadsheet would
 * carry out as a formula gets an apostrophe before it, as OWASP advises; numbers and amounts do not.
 */
export async function* writeCsv(
  { columns, pages }: ExportedTable,
  { bom }: { readonly bom: boolean },
): AsyncGenerator<string> {
  const heads = columns.map(({ header }) => quoted(header)).join(',');
  yield `${bom ? BYTE_ORDER_MARK : ''}${heads}\r\n`;
  for await (const rows of pages) {
    let piece = '';
    for (const row of rows) {
      const cells = columns.map(({ type }, index) => csvCell(type, row[index]));
      piece += `${cells.join(',')}\r\n`;
    }
    if (piece !== '') yield piece;
  }
}

function csvCell(type: ColumnType, cell: unknown): string {
  const text = cellText(type, cell);
  if (type === 'number' || type === 'money') return text;
  return quoted(FORMULA.test(text) ? `'${text}` : text);
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
