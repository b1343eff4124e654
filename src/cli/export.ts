import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { once } from 'node:events';
import path from 'node:path';
import type { Problem } from '../../contracts/errors.ts';
import {
  EXPORT_FORMATS,
  ROWS_TOTAL_HEADER,
  ROWS_TRAILER,
  type ExportFormat,
} from '../../contracts/exports.ts';
import {
  CommandRefused,
  databaseChoice,
  DATABASE_OPTIONS,
  print,
  readOptions,
} from './command-line.ts';
import { makeKeyFor } from './import-key.ts';
import { showProgress } from './progress.ts';

export const usage = `Usage: linchpin export LIST FILE [FILTER=VALUE ...] [options]

Writes a list to a file: .csv, .ndjson or .xlsx, by the end of its name. LIST is one of those that
the reference names under "exports": orders, order-lines, skus, locations, stock-positions and so on.
A filter is one of the list itself, for example state=held placedFrom=2026-11-01T00:00:00Z.

--columns A,B,C    these columns in this order; all unless given
--language LANGUAGE  of the headers: en (default) or zh
--bom              CSV: begin with a byte order mark, by which Excel knows UTF-8
--url URL          the server (default http://127.0.0.1:8080, or LINCHPIN_URL)
--key KEY          an API key (or LINCHPIN_KEY); without one the export makes itself one through the
                   data folder of the running server, and revokes it at its end
--data DIR         that data folder (default ./data, or LINCHPIN_DATA)
--database-url URL a PostgreSQL of your own (or DATABASE_URL)

Exit status: 0 the file is whole; 1 the server failed or is not there; 2 misused.`;

const URL_DEFAULT = 'http://127.0.0.1:8080';
/** A row takes so much at least; the count of rows is only known at the end, so bytes are shown meanwhile. */
const KIBIBYTE = 1_024;

/** linchpin export ... */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readOptions({
    args,
    allowPositionals: true,
    options: {
      ...DATABASE_OPTIONS,
      columns: { type: 'string' },
      language: { type: 'string' },
      bom: { type: 'boolean' },
      url: { type: 'string' },
      key: { type: 'string' },
    },
  });
  const [list, file, ...filters] = positionals;
  if (list === undefined || file === undefined) {
    throw new CommandRefused(
      'linchpin export takes a list and a file, for example: linchpin export orders orders.csv.',
    );
  }
  const query = queryOf(filters);
  if (values.columns !== undefined) query.set('columns', values.columns);
  if (values.language !== undefined) query.set('language', values.language);
  if (values.bom === true) query.set('bom', 'true');
  const server = values.url ?? process.env['LINCHPIN_URL'] ?? URL_DEFAULT;
  const url = urlOf(server, `/v1/exports/${encodeURIComponent(list)}.${formatOf(file)}`, query);
  const given = values.key ?? process.env['LINCHPIN_KEY'];
  const own =
    given === undefined
      ? await makeKeyFor(databaseChoice(values), server, `export-${process.pid}`, ['*'])
      : null;
  try {
    const rows = await download(url, given ?? own?.key ?? '', file);
    print(`${rows.toLocaleString('en-US')} rows of ${list} are in ${file}.`);
    return 0;
  } finally {
    await own?.revoke();
  }
}

function formatOf(file: string): ExportFormat {
  const ending = path.extname(file).slice(1).toLowerCase();
  const format = EXPORT_FORMATS.find((each) => each === ending);
  if (format !== undefined) return format;
  throw new CommandRefused(
    `${file} must end in .${EXPORT_FORMATS.join(', .')}: that says the form.`,
  );
}

function queryOf(filters: readonly string[]): URLSearchParams {
  const query = new URLSearchParams();
  for (const filter of filters) {
    const end = filter.indexOf('=');
    if (end < 1) throw new CommandRefused(`${filter} is no filter: write NAME=VALUE.`);
    query.append(filter.slice(0, end), filter.slice(end + 1));
  }
  return query;
}

function urlOf(server: string, pathname: string, query: URLSearchParams): URL {
  try {
    const url = new URL(pathname, server);
    url.search = query.toString();
    return url;
  } catch {
    throw new CommandRefused(`${server} is no address. Name one such as ${URL_DEFAULT}.`);
  }
}

/** Writes an answer to a file, which gets its name only when all of it has come. */
async function download(url: URL, key: string, file: string): Promise<number> {
  const answer = await ask(url, key);
  if (answer.statusCode !== 200) throw new CommandRefused(await problemText(answer), 1);
  const total = answer.headers[ROWS_TOTAL_HEADER];
  if (total !== undefined)
    process.stderr.write(`About ${Number(total).toLocaleString('en-US')} rows come.\n`);
  const partial = `${file}.part`;
  const progress = showProgress({ unit: 'KiB', total: null });
  const target = createWriteStream(partial);
  let bytes = 0;
  try {
    await once(target, 'open');
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      progress.update(Math.floor(bytes / KIBIBYTE));
      if (!target.write(chunk)) await once(target, 'drain');
    }
    target.end();
    await once(target, 'close');
    const rows = answer.trailers[ROWS_TRAILER];
    if (rows === undefined) throw new Error('the answer has no end');
    await rename(partial, file);
    progress.end(Math.floor(bytes / KIBIBYTE));
    return Number(rows);
  } catch (error) {
    target.destroy();
    await rm(partial, { force: true });
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR')
      throw new CommandRefused(`${file} cannot be written: ${message}.`);
    throw new CommandRefused(`The export broke off (${message}). Run it again.`, 1);
  }
}

async function ask(url: URL, key: string): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const sent = request(url, { headers: { authorization: `Bearer ${key}` } });
  sent.end();
  try {
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    return answer;
  } catch {
    throw new CommandRefused(
      `Nothing answers at ${url.origin}. Start Linchpin with \`npm start\`, or name its address with --url.`,
      1,
    );
  }
}

async function problemText(answer: IncomingMessage): Promise<string> {
  const text = Buffer.concat(await Array.fromAsync(answer as AsyncIterable<Buffer>)).toString();
  try {
    const { title, detail, mend } = JSON.parse(text) as Problem;
    return `${title}: ${detail} ${mend}`;
  } catch {
    return `The server answers ${answer.statusCode}: ${text.slice(0, 200)}`;
  }
}
