import type { Instant } from '../../kernel/clock.ts';
import type { RejectedRow } from '../../../contracts/imports.ts';
import type { Server } from './call-server.ts';
import { deriveSetup, FileSummary } from './derive-setup.ts';
import type { CompiledMap } from './import-map.ts';
import type { MappedDocument } from './map-documents.ts';
import { mapFile } from './map-file.ts';
import { Purchases } from './match-cancellations.ts';
import { readRows } from './read-rows.ts';
import { sendDocuments, type SendableDocument } from './send-documents.ts';
import { sendSetup } from './send-setup.ts';

const DOCUMENTS_AT_ONCE = 500;
const REJECTED_AT_ONCE = 500;

/** A file that is to be imported in one go. */
export interface ImportTask {
  readonly file: string;
  /** By its bytes, so that sending it again is recognised. */
  readonly fileId: string;
  readonly compiled: CompiledMap;
  readonly server: Server;
  readonly now: Instant;
}

/** How far an import is. */
export interface ImportCounts {
  rowsRead: number;
  /** Documents by kind and verdict: «order accepted». */
  readonly verdicts: Record<string, number>;
  /** The reason of each row that was not taken. Memory grows with their number. */
  readonly reasons: Map<number, string>;
  /** Documents that the server failed on, which may be as good as any. */
  failures: number;
}

/**
 * Imports a file that lies here whole, and tells after each piece how far it is; the last it yields is
 * the end. Sent again, it changes nothing: each document goes under a number or key of its own.
 * @throws UnreadableFile, UnusableMap, ServerFailure when it cannot go on
 */
export async function* runImport(task: ImportTask): AsyncGenerator<ImportCounts> {
  const counts: ImportCounts = { rowsRead: 0, verdicts: {}, reasons: new Map(), failures: 0 };
  if (task.compiled.setup !== null) await setUp(task);
  const purchases = new Purchases();
  let piece: SendableDocument[] = [];
  for await (const event of mapFile(task.file, task.compiled)) {
    if (event.kind === 'rows') counts.rowsRead = event.rowsRead;
    else if (event.kind === 'rejected') {
      for (const { line, reason } of event.rejections) counts.reasons.set(line, reason);
    } else piece.push(...event.documents.map((document) => matched(document, purchases)));
    if (piece.length < DOCUMENTS_AT_ONCE) continue;
    await send(task, piece, counts);
    piece = [];
    yield counts;
  }
  await send(task, piece, counts);
  yield counts;
}

/** What the map wants to be there is derived from the whole file, so it is read once more for that. */
async function setUp({ file, fileId, compiled, server, now }: ImportTask): Promise<void> {
  const summary = new FileSummary();
  for await (const event of mapFile(file, compiled)) {
    if (event.kind === 'mapped') for (const document of event.documents) summary.add(document);
  }
  await sendSetup(server, await deriveSetup(compiled, summary, fileId), now);
}

/** A document as it is sent: a cancellation that names no order finds what its customer bought before. */
function matched(document: MappedDocument, purchases: Purchases): SendableDocument {
  const { key, lines, kind } = document;
  if (document.kind === 'order') purchases.add(document.body);
  const body =
    document.kind === 'cancellation'
      ? purchases.match(document.body, document.customer)
      : document.body;
  return { key, lines, kind, body, isFurther: document.isFurther === true };
}

async function send(
  { server, fileId }: ImportTask,
  piece: readonly SendableDocument[],
  counts: ImportCounts,
): Promise<void> {
  const verdicts = await sendDocuments(server, piece, fileId, () => undefined);
  for (const [index, verdict] of verdicts.entries()) {
    const { kind, lines } = piece[index] as SendableDocument;
    const name = `${kind} ${verdict.kind}`;
    counts.verdicts[name] = (counts.verdicts[name] ?? 0) + 1;
    if (verdict.kind !== 'refused') continue;
    if (!verdict.isAboutData) counts.failures += 1;
    for (const line of lines) {
      // Of an order and what follows it the first reason says why.
      if (!counts.reasons.has(line)) counts.reasons.set(line, `${kind}: ${verdict.reason}`);
    }
  }
}

/** The rows that were not taken as they stand in the file, in pieces. The file is read once more for that. */
export async function* rejectedRows(
  { file, compiled }: ImportTask,
  reasons: ReadonlyMap<number, string>,
): AsyncGenerator<RejectedRow[]> {
  if (reasons.size === 0) return;
  let piece: RejectedRow[] = [];
  for await (const rows of readRows(file, compiled.map.input)) {
    for (const row of rows) {
      const reason = reasons.get(row.line);
      if (reason === undefined) continue;
      piece.push({ line: row.line, reason, row: 'values' in row ? row.values : row.text });
    }
    if (piece.length < REJECTED_AT_ONCE) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}
