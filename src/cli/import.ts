import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { machineClock } from '../kernel/clock.ts';
import {
  compileMap,
  noDocuments,
  deriveSetup,
  FileSummary,
  mapFile,
  Purchases,
  sendDocuments,
  sendSetup,
  Server,
  ServerFailure,
  UnreadableFile,
  UnusableMap,
  type CompiledMap,
  type MappedDocument,
  type Rejection,
  type SetupCounts,
} from '../modules/partners/index.ts';
import {
  CommandRefused,
  databaseChoice,
  DATABASE_OPTIONS,
  print,
  readOptions,
} from './command-line.ts';
import { makeImportKey } from './import-key.ts';
import { rejectedPath, writeRejected } from './import-rejected.ts';
import { reportLines, verdictName } from './import-report.ts';
import { ImportWork, type ImportProgress, type MappedFile } from './import-work.ts';
import type { DatabaseChoice } from './open.ts';
import { showProgress } from './progress.ts';

export const usage = `Usage: linchpin import FILE --map MAP [options]

Imports orders, cancellations, payments, SKUs and stock from a file: CSV, NDJSON or a JSON list, also
compressed with gzip. MAP is a JSON file that says what a row becomes; see maps/README.md. maps/ has
some for Shopify, WooCommerce, catalogues and stock.

--url URL          the server (default http://127.0.0.1:8080, or LINCHPIN_URL)
--key KEY          an API key (or LINCHPIN_KEY); without one the import makes itself one through the
                   data folder of the running server, and revokes it at its end
--data DIR         that data folder (default ./data, or LINCHPIN_DATA); unfinished imports lie there too
--database-url URL a PostgreSQL of your own (or DATABASE_URL)
--set NAME=VALUE   a setting of the map, such as channel=berlin; as often as needed
--rejected FILE    where rows go that are not imported (default FILE.rejected.csv or .ndjson)
--dry-run          map and count, but send nothing
--restart          forget an unfinished import of this file and begin anew

What was imported before is not imported again. Stopped at any point, the same command continues.
Exit status: 0 done, rejected rows are reported; 1 the server failed or is not there; 2 misused.`;

const URL_DEFAULT = 'http://127.0.0.1:8080';
const DOCUMENTS_AT_ONCE = 5_000;
const ID_LENGTH = 16;

interface ImportTask {
  readonly file: string;
  readonly fileId: string;
  readonly compiled: CompiledMap;
  readonly work: ImportWork;
  readonly rejected: string;
}

/** linchpin import ... */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readOptions({
    args,
    allowPositionals: true,
    options: {
      ...DATABASE_OPTIONS,
      map: { type: 'string' },
      url: { type: 'string' },
      key: { type: 'string' },
      rejected: { type: 'string' },
      'dry-run': { type: 'boolean' },
      restart: { type: 'boolean' },
      set: { type: 'string', multiple: true },
    },
  });
  const [file, ...more] = positionals;
  if (file === undefined)
    throw new CommandRefused('linchpin import takes a file. See linchpin help import.');
  if (more.length > 0)
    throw new CommandRefused(
      `${more[0]} is one word too many: one file at a time. See linchpin help import.`,
    );
  if (values.map === undefined) {
    throw new CommandRefused(
      'Name the map with --map, for example --map maps/orders-ndjson.json. maps/README.md explains how to write one.',
    );
  }
  try {
    const mapText = await readText(values.map);
    const settings = settingsOf(values.set ?? []);
    const compiled = await compileFile(values.map, mapText, settings);
    const fileId = await hashOf(file);
    const choice = databaseChoice(values);
    const work = new ImportWork(
      choice.dataFolder,
      `${fileId}-${hashText(mapText + JSON.stringify(settings))}`,
    );
    const rejected = values.rejected ?? (await rejectedPath(file, compiled.map.input.format));
    if (path.resolve(rejected) === path.resolve(file)) {
      throw new CommandRefused('--rejected names the imported file itself. Name another.');
    }
    const task: ImportTask = { file, fileId, compiled, work, rejected };
    if (values.restart === true) await work.remove();
    if (values['dry-run'] === true) return await dryRun(task);
    return await importFile(task, choice, {
      url: values.url ?? process.env['LINCHPIN_URL'] ?? URL_DEFAULT,
      key: values.key ?? process.env['LINCHPIN_KEY'],
    });
  } catch (error) {
    if (error instanceof UnreadableFile || error instanceof UnusableMap)
      throw new CommandRefused(error.message);
    if (error instanceof ServerFailure) throw new CommandRefused(error.message, 1);
    throw error;
  }
}

async function dryRun(task: ImportTask): Promise<number> {
  const known = await task.work.readMapped();
  const mapped = known ?? (await mapIntoSpools(task));
  const lines = await report(task, mapped, null, null);
  // What an unfinished import has done stays for its continuation.
  if (known === null) await task.work.remove();
  lines.forEach(print);
  return 0;
}

async function importFile(
  task: ImportTask,
  choice: DatabaseChoice,
  target: { readonly url: string; readonly key: string | undefined },
): Promise<number> {
  await expectServer(target.url);
  const ownKey =
    target.key === undefined ? await makeImportKey(choice, target.url, task.fileId) : null;
  try {
    const server = new Server({ url: target.url, key: target.key ?? ownKey?.key ?? '' });
    const known = await task.work.readMapped();
    const mapped = known ?? (await mapIntoSpools(task));
    const setup = await sendSetup(server, mapped.setup, machineClock.now());
    const serverId = hashText(server.url);
    const progress = await sendAll(task, server, serverId, mapped);
    const lines = await report(task, mapped, { setup, progress }, serverId);
    // Running the import again begins anew, and finds everything there.
    await task.work.remove();
    lines.forEach(print);
    return progress.failures > 0 ? 1 : 0;
  } finally {
    await ownKey?.revoke();
  }
}

/** Asks before anything long is done whether there is a server at all. */
async function expectServer(url: string): Promise<void> {
  try {
    await fetch(new URL('/healthz', url));
  } catch (error) {
    const reason =
      error instanceof TypeError && error.cause === undefined
        ? `${url} is no address`
        : `Nothing answers at ${url}`;
    throw new CommandRefused(
      `${reason}. Start Linchpin with \`npm start\`, or name its address with --url.`,
      1,
    );
  }
}

async function mapIntoSpools({ file, fileId, compiled, work }: ImportTask): Promise<MappedFile> {
  const spools = await work.startMapping();
  const progress = showProgress({ unit: 'rows read', total: null });
  const rows = { ...noDocuments(), rejected: 0 };
  const documents = noDocuments();
  const summary = new FileSummary();
  const purchases = new Purchases();
  const add = (document: MappedDocument) => {
    if (document.isFurther !== true) rows[document.kind] += document.lines.length;
    documents[document.kind] += 1;
    summary.add(document);
    if (document.kind === 'order') purchases.add(document.body);
    const { kind, key, lines } = document;
    const body =
      document.kind === 'cancellation'
        ? purchases.match(document.body, document.customer)
        : document.body;
    spools.addDocument({ kind, key, lines, body, isFurther: document.isFurther === true });
  };
  let rowsRead = 0;
  try {
    for await (const event of mapFile(file, compiled)) {
      if (event.kind === 'rows') progress.update((rowsRead = event.rowsRead));
      else if (event.kind === 'mapped') event.documents.forEach(add);
      else {
        rows.rejected += event.rejections.length;
        for (const rejection of event.rejections) spools.addRejection(rejection);
      }
    }
    progress.end(rowsRead);
    const accounted = Object.values(rows).reduce((sum, count) => sum + count, 0);
    if (accounted !== rowsRead) {
      throw new Error(
        `${rowsRead} rows were read, but ${accounted} came out: please report this with the map`,
      );
    }
    const mapped: MappedFile = {
      rowsRead,
      rows,
      documents,
      linesMatched: purchases.matchedLines,
      linesUnmatched: purchases.unmatchedLines,
      setup: await deriveSetup(compiled, summary, fileId),
    };
    await spools.finish(mapped);
    return mapped;
  } catch (error) {
    await spools.abandon();
    throw error;
  }
}

async function sendAll(
  { fileId, work }: ImportTask,
  server: Server,
  serverId: string,
  { documents }: MappedFile,
): Promise<ImportProgress> {
  const total = Object.values(documents).reduce((sum, count) => sum + count, 0);
  const progress = (await work.readProgress(serverId)) ?? {
    acknowledged: 0,
    verdicts: {},
    failures: 0,
  };
  if (progress.acknowledged > 0) {
    process.stderr.write(
      `Continuing behind the ${progress.acknowledged.toLocaleString('en-US')} documents that are there.\n`,
    );
  }
  const start = progress.acknowledged;
  const shown = showProgress({ unit: 'documents', total: total - start });
  let answered = 0;
  for await (const piece of work.readDocuments(start, DOCUMENTS_AT_ONCE)) {
    const verdicts = await sendDocuments(server, piece, fileId, () =>
      shown.update((answered += 1)),
    );
    const refusals: Rejection[] = [];
    for (const [index, verdict] of verdicts.entries()) {
      const { kind, lines } = piece[index] as (typeof piece)[number];
      const name = verdictName(kind, verdict.kind);
      progress.verdicts[name] = (progress.verdicts[name] ?? 0) + 1;
      if (verdict.kind !== 'refused') continue;
      if (!verdict.isAboutData) progress.failures += 1;
      refusals.push(
        ...lines.map((line) => ({ line, reason: `the server refuses it: ${verdict.reason}` })),
      );
    }
    const before = progress.acknowledged;
    progress.acknowledged += piece.length;
    await work.saveProgress(serverId, progress, before, refusals);
  }
  shown.end(answered);
  return progress;
}

/** Writes the rejected rows, and answers the lines of the report. */
async function report(
  { file, compiled, work, rejected }: ImportTask,
  mapped: MappedFile,
  sent: { setup: SetupCounts; progress: ImportProgress } | null,
  serverId: string | null,
): Promise<string[]> {
  const reasons = await work.readReasons(serverId);
  if (reasons.size > 0) await writeRejected(file, compiled, reasons, rejected);
  const { name, version } = compiled.map;
  const result = {
    file: path.basename(file),
    map: `${name} ${version}`,
    mapped,
    sent,
    reasons,
    rejectedPath: reasons.size > 0 ? rejected : null,
  };
  return reportLines(result);
}

async function compileFile(
  file: string,
  text: string,
  settings: Readonly<Record<string, string>>,
): Promise<CompiledMap> {
  try {
    return compileMap(text, { settings });
  } catch (error) {
    if (error instanceof UnusableMap)
      throw new UnusableMap(`The map ${file} cannot be used: ${error.message}.`);
    throw error;
  }
}

/** Settings of the map as the command line names them. */
function settingsOf(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((text) => {
      const end = text.indexOf('=');
      if (end < 1) throw new CommandRefused(`--set takes NAME=VALUE, not ${text}.`);
      return [text.slice(0, end), text.slice(end + 1)];
    }),
  );
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw asMissing(file, error);
  }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  } catch (error) {
    throw asMissing(file, error);
  }
  return hash.digest('hex').slice(0, ID_LENGTH);
}

function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, ID_LENGTH);
}

function asMissing(file: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return new CommandRefused(`There is no file ${file}.`);
  if (code === 'EISDIR') return new CommandRefused(`${file} is a folder. Name a file.`);
  if (code === 'EACCES') return new CommandRefused(`${file} may not be read by this user.`);
  return error;
}
