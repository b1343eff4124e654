import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { DAY_MS, instantFromText } from '../../kernel/clock.ts';
import {
  cellText,
  moneyText,
  type Cell,
  type ColumnHead,
  type ExportedTable,
  type MoneyCell,
} from './exported-table.ts';

/** What a sheet of a workbook holds at most (Excel specifications and limits). */
export const SHEET_ROWS_MAX = 1_048_576;
const CELL_LENGTH_MAX = 32_767;
/** 1970-01-01 in days since 1899-12-30, from which workbooks count. */
const EPOCH_SERIAL = 25_569;
const WORKBOOK_BEGINNING = Date.UTC(1900, 2, 1);
const PIECES_AHEAD = 2;

/** Indexes into the cell formats of STYLES. */
const STYLE = { instant: 1, head: 2, moneyDigits: [3, 4, 4, 5] } as const;
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE_RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const STYLES = `${DECLARATION}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd hh:mm:ss"/><numFmt numFmtId="165" formatCode="0.000"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="2" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

/** How a workbook is written. */
export interface XlsxOptions {
  /** The name of the sheet; a second one is called NAME 2. At most 25 characters, none of []:*?/\ */
  readonly sheetName: string;
  /** Rows on a sheet, its header among them; what Excel takes unless a test says otherwise. */
  readonly sheetRowsMax?: number;
}

/**
 * A table as an Office Open XML workbook (ECMA-376), written while it is read: nothing of it is kept.
 * Texts stand in the cells and never in formulas; amounts and times are numbers with a format, so that
 * they add up and sort. Rows beyond what a sheet takes go on in the next sheet, with the header again.
 * A text longer than a cell takes is cut there, and ends with an ellipsis. Destroying the stream ends
 * the reading.
 */
export function writeXlsx({ columns, pages }: ExportedTable, options: XlsxOptions): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const rows = rowsOf(pages);
  let sheets = 0;
  let current: Readable | null = null;
  const sheetRowsMax = options.sheetRowsMax ?? SHEET_ROWS_MAX;

  const addSheet = (first: readonly Cell[] | null): void => {
    sheets += 1;
    current = Readable.from(writeSheet(first), { highWaterMark: PIECES_AHEAD });
    current.on('error', (error) => output.destroy(error));
    zip.addReadStream(current, `xl/worksheets/sheet${sheets}.xml`);
  };
  const writeSheet = async function* (first: readonly Cell[] | null): AsyncGenerator<string> {
    yield sheetHead(columns);
    let piece = first === null ? '' : rowXml(columns, first, 2);
    let count = first === null ? 1 : 2;
    for (;;) {
      const next = await rows.next();
      if (next.done === true) break;
      if (count === sheetRowsMax) {
        yield `${piece}</sheetData></worksheet>`;
        addSheet(next.value);
        return;
      }
      count += 1;
      piece += rowXml(columns, next.value, count);
      if (piece.length < 65_536) continue;
      yield piece;
      piece = '';
    }
    yield `${piece}</sheetData></worksheet>`;
    addParts(zip, options.sheetName, sheets);
    zip.end();
  };

  zip.on('error', (error) => output.destroy(error as Error));
  output.on('close', () => {
    current?.destroy();
    // A stream that is destroyed while its generator waits for a page ends that generator, but not the rows.
    void rows.return(undefined);
  });
  addSheet(null);
  return output;
}

async function* rowsOf(pages: ExportedTable['pages']): AsyncGenerator<readonly Cell[], void> {
  for await (const page of pages) yield* page;
}

function sheetHead(columns: readonly ColumnHead[]): string {
  const widths = columns
    .map(
      ({ header, type }, index) =>
        `<col min="${index + 1}" max="${index + 1}" width="${type === 'instant' ? 20 : Math.max(12, header.length + 4)}" customWidth="1"/>`,
    )
    .join('');
  const heads = columns.map(({ header }, index) =>
    textCell(`r="${letters(index)}1" s="${STYLE.head}"`, header),
  );
  return `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths}</cols><sheetData><row r="1">${heads.join('')}</row>`;
}

function rowXml(columns: readonly ColumnHead[], row: readonly Cell[], number: number): string {
  const cells = columns.map(({ type }, index) =>
    cellXml(`r="${letters(index)}${number}"`, type, row[index]),
  );
  return `<row r="${number}">${cells.join('')}</row>`;
}

/** A to Z, then AA and so on: how columns are called. */
function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}

function cellXml(place: string, type: ColumnHead['type'], cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (type === 'number') return `<c ${place}><v>${cell as number}</v></c>`;
  if (type === 'boolean') return `<c ${place} t="b"><v>${cell === true ? 1 : 0}</v></c>`;
  if (type === 'money') {
    const money = cell as MoneyCell;
    const style = STYLE.moneyDigits[money.digits] ?? 0;
    return `<c ${place} s="${style}"><v>${moneyText(money)}</v></c>`;
  }
  const instant = type === 'instant' ? instantFromText(cell as string) : null;
  // Workbooks know no day before 1900: such a time stays text.
  if (instant !== null && instant > WORKBOOK_BEGINNING) {
    return `<c ${place} s="${STYLE.instant}"><v>${instant / DAY_MS + EPOCH_SERIAL}</v></c>`;
  }
  return textCell(place, cellText(type, cell));
}

function textCell(place: string, text: string): string {
  if (text === '') return '';
  const kept =
    text.length > CELL_LENGTH_MAX ? `${text.slice(0, CELL_LENGTH_MAX - 1).trimEnd()}…` : text;
  return `<c ${place} t="inlineStr"><is><t xml:space="preserve">${xmlText(kept)}</t></is></c>`;
}

const XML_ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Characters that XML cannot carry are written _xHHHH_ (ECMA-376 part 1, 22.9.2.19), and so is what looks like that. */
function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(/[&<>]/g, (character) => XML_ENTITIES[character] as string)
    .replaceAll(
      // oxlint-disable-next-line no-control-regex -- these are the characters that XML cannot carry
      /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g,
      (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    );
}

/** What names the sheets of a workbook. A zip is read from its end, so it may follow them. */
function addParts(zip: ZipFile, sheetName: string, sheets: number): void {
  const numbers = Array.from({ length: sheets }, (_, index) => index + 1);
  const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${sheetType}.styles+xml"/>${numbers.map((number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${sheetType}.worksheet+xml"/>`).join('')}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE_RELATIONSHIPS}"><Relationship Id="rId1" Type="${RELATIONSHIPS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}"><sheets>${numbers.map((number) => `<sheet name="${xmlText(number === 1 ? sheetName : `${sheetName} ${number}`)}" sheetId="${number}" r:id="rId${number}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE_RELATIONSHIPS}">${numbers.map((number) => `<Relationship Id="rId${number}" Type="${RELATIONSHIPS}/worksheet" Target="worksheets/sheet${number}.xml"/>`).join('')}<Relationship Id="rIdStyles" Type="${RELATIONSHIPS}/styles" Target="styles.xml"/></Relationships>`,
  };
  for (const [path, text] of Object.entries(parts)) {
    zip.addBuffer(Buffer.from(DECLARATION + text), path);
  }
  zip.addBuffer(Buffer.from(STYLES), 'xl/styles.xml');
}
