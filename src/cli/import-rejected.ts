import { constants, openSync, writeSync, closeSync } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { readRows, type CompiledMap } from '../modules/partners/index.ts';

const PIECE_LENGTH = 65_536;

/** Where rejected rows go unless told: beside the file, or here when nothing may be written there. */
export async function rejectedPath(file: string, format: string): Promise<string> {
  const name = path
    .basename(file)
    .replace(/\.gz$/i, '')
    .replace(/\.[^.]+$/, '');
  const rejected = `${name}.rejected.${format === 'csv' ? 'csv' : 'ndjson'}`;
  const folder = path.dirname(file);
  try {
    await access(folder, constants.W_OK);
    return path.join(folder, rejected);
  } catch {
    return rejected;
  }
}

/**
 * Writes every row that was not imported as it stands in the file, with its line and the reason in
 * front. The file is read once more for that, so that nothing of it needs to be kept until then.
 */
export async function writeRejected(
  file: string,
  { map }: CompiledMap,
  reasons: ReadonlyMap<number, string>,
  target: string,
): Promise<void> {
  const descriptor = openSync(target, 'w');
  try {
    let text = '';
    let columns: string[] | null = null;
    for await (const rows of readRows(file, map.input)) {
      for (const row of rows) {
        const reason = reasons.get(row.line);
        if (reason === undefined) continue;
        const values = 'values' in row ? row.values : null;
        if (map.input.format === 'csv') {
          // The cells of a row that could not be cut into cells stand behind the reason in one piece.
          const cells = values === null && 'text' in row ? [row.text] : Object.values(values ?? {});
          if (columns === null && values !== null) {
            columns = Object.keys(values);
            text = csvLine(['line', 'reason', ...columns]) + text;
          }
          text += csvLine([row.line, reason, ...cells]);
        } else {
          text += `${JSON.stringify({ line: row.line, reason, row: values ?? ('text' in row ? row.text : null) })}\n`;
        }
      }
      // The first line names the columns, so nothing is written before they are known.
      if (text.length < PIECE_LENGTH || (map.input.format === 'csv' && columns === null)) continue;
      writeSync(descriptor, text);
      text = '';
    }
    if (map.input.format === 'csv' && columns === null)
      text = csvLine(['line', 'reason', 'row']) + text;
    writeSync(descriptor, text);
  } finally {
    closeSync(descriptor);
  }
}

function csvLine(cells: readonly unknown[]): string {
  return `${cells.map(csvCell).join(',')}\n`;
}

/** Cells are text in a CSV file; in what a map groups of other files they may be anything. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function csvCell(value: unknown): string {
  const text = value === null || value === undefined ? '' : textOf(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
