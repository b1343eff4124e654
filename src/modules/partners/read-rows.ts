import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type CsvError, type Info, parse } from 'csv-parse';
import type { ImportInput } from '../../../contracts/import.ts';
import { JsonElements } from './json-elements.ts';
import { nameHeaders, type HeaderUnit } from './name-headers.ts';

/** A row of a file as it stands there. Its line is where it ends; in a JSON list, which element it is. */
export type FileRow =
  | { readonly line: number; readonly values: Readonly<Record<string, unknown>> }
  | { readonly line: number; readonly reason: string; readonly text: string };

/** The file cannot be read to its end: cut off, of another encoding, or of another form. Says what to do. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

const WITHOUT_UNIT = /\d\.?\s*$/;
const ROWS_AT_ONCE = 512;
const RECORD_LENGTH_MAX = 1_000_000;

/**
 * Reads a file row by row, compressed or not, in pieces of some hundred rows. Memory does not grow
 * with the file. A row that is not of the format comes with the reason and does not end the reading.
 * @throws UnreadableFile when the rest of the file cannot be read
 */
export async function* readRows(file: string, input: ImportInput): AsyncGenerator<FileRow[]> {
  try {
    const text = await openText(file, input.encoding ?? 'utf-8');
    if (input.format === 'csv') yield* readCsv(text, input);
    else if (input.format === 'ndjson') yield* readLines(text);
    else yield* readList(text);
  } catch (error) {
    throw asUnreadable(file, input, error);
  }
}

type Text = AsyncGenerator<string>;

/** The text of a file. Compression is told by the first two bytes, not by the name. */
async function openText(file: string, encoding: string): Promise<Text> {
  const handle = await open(file);
  let isCompressed: boolean;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    isCompressed = bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
  const bytes = createReadStream(file, { highWaterMark: 262_144 });
  if (!isCompressed) return decode(bytes, encoding);
  return decode(pipeline(bytes, createGunzip(), noticedWhereItIsRead), encoding);
}

/** A pipeline hands its error to whoever reads its end; its own callback has nothing to add. */
function noticedWhereItIsRead(): void {}

async function* decode(bytes: AsyncIterable<Uint8Array>, encoding: string): Text {
  // The decoder drops a byte order mark. Fatal: a wrong encoding must not import garbled names.
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

async function* readCsv(
  text: Text,
  { delimiter, columns, headers }: ImportInput,
): AsyncGenerator<FileRow[]> {
  let rows: FileRow[] = [];
  let header: string[] = [];
  let units: readonly HeaderUnit[] = [];
  const parser = parse({
    bom: true,
    delimiter: delimiter ?? ',',
    columns: (names: string[]) => {
      const named = nameHeaders(names, headers ?? {});
      units = named.units;
      return (header = checkHeader(named.names, columns));
    },
    info: true,
    max_record_size: RECORD_LENGTH_MAX,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error, raw) => {
      if (error !== undefined) rows.push(badRecord(error, header, raw));
      return undefined;
    },
  });
  const records = pipeline(text, parser, noticedWhereItIsRead);
  for await (const item of records as AsyncIterable<{
    info: Info;
    record: Record<string, unknown>;
  }>) {
    for (const { name, unit } of units) {
      const cell = item.record[name];
      if (typeof cell === 'string' && WITHOUT_UNIT.test(cell))
        item.record[name] = `${cell} ${unit}`;
    }
    rows.push({ line: item.info.lines, values: item.record });
    if (rows.length < ROWS_AT_ONCE) continue;
    yield rows;
    rows = [];
  }
  yield rows;
}

function checkHeader(names: string[], columns: ImportInput['columns']): string[] {
  const needed = Object.entries(columns ?? {}).filter(
    ([, { type, isOptional }]) => type !== 'lookup' && type !== 'object' && isOptional !== true,
  );
  const missing = needed.map(([name]) => name).filter((name) => !names.includes(name));
  if (missing.length === 0) return names;
  throw new UnreadableFile(
    `the map needs a column ${missing.join(', ')}, but the first line names ${names.join(', ')}. Choose another map, or correct the columns or the delimiter of this one.`,
  );
}

function badRecord(error: CsvError, header: string[], raw: string | undefined): FileRow {
  const cells = Array.isArray(error.record) ? (error.record as unknown[]) : null;
  const reason =
    cells !== null && error.code === 'CSV_RECORD_INCONSISTENT_COLUMNS'
      ? `the row has ${cells.length} cells, the first line has ${header.length}`
      : error.message;
  return { line: Number(error.lines), reason, text: raw ?? cells?.join(',') ?? '' };
}

async function* readLines(text: Text): AsyncGenerator<FileRow[]> {
  let line = 0;
  let rest = '';
  for await (const piece of text) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > RECORD_LENGTH_MAX * 16) {
      throw new UnreadableFile(
        `line ${line + lines.length + 1} is longer than ${RECORD_LENGTH_MAX * 16} characters. An NDJSON file has one document a line.`,
      );
    }
    const rows: FileRow[] = [];
    for (const content of lines) {
      line += 1;
      if (content.trim() !== '') rows.push(parseDocument(line, content.trimEnd()));
    }
    yield rows;
  }
  if (rest.trim() !== '') yield [parseDocument(line + 1, rest)];
}

async function* readList(text: Text): AsyncGenerator<FileRow[]> {
  const elements = new JsonElements();
  let number = 0;
  for await (const piece of text) {
    yield elements.push(piece).map((element) => parseDocument((number += 1), element));
  }
  elements.end();
}

function parseDocument(line: number, text: string): FileRow {
  try {
    const values: unknown = JSON.parse(text);
    if (typeof values === 'object' && values !== null && !Array.isArray(values)) {
      return { line, values: values as Record<string, unknown> };
    }
    return { line, reason: 'it is not a JSON object', text };
  } catch (error) {
    return { line, reason: `it is not JSON: ${(error as Error).message}`, text };
  }
}

function asUnreadable(file: string, input: ImportInput, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (
    error instanceof UnreadableFile ||
    error instanceof SyntaxError ||
    code?.startsWith('CSV_') === true
  ) {
    return new UnreadableFile(`${file}: ${error.message}`);
  }
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
    return new UnreadableFile(
      `${file} is not text in ${input.encoding ?? 'utf-8'}. Set input.encoding in the map, for example to latin1 or gb18030.`,
    );
  }
  if (code?.startsWith('Z_') === true) {
    return new UnreadableFile(
      `${file} is compressed and damaged or cut off (${error.message}). Fetch it again.`,
    );
  }
  if (code === 'ENOENT') return new UnreadableFile(`There is no file ${file}.`);
  if (code === 'EISDIR') return new UnreadableFile(`${file} is a folder. Name a file.`);
  if (code === 'EACCES') return new UnreadableFile(`${file} may not be read by this user.`);
  return error;
}
