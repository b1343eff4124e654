import { createReadStream, openSync, writeSync, closeSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { DocumentKind, Rejection, SendableDocument } from '../modules/partners/index.ts';
import type { ImportSetup } from '../../contracts/import.ts';

/** What mapping a file came to. */
export interface MappedFile {
  readonly rowsRead: number;
  readonly rows: Readonly<Record<DocumentKind | 'rejected', number>>;
  readonly documents: Readonly<Record<DocumentKind, number>>;
  readonly linesMatched: number;
  readonly linesUnmatched: number;
  readonly setup: ImportSetup;
}

/** How far an import is with a server. */
export interface ImportProgress {
  /** So many documents, from the first on, have their verdict. */
  acknowledged: number;
  readonly verdicts: Record<string, number>;
  /** Documents that the server failed on, which may be as good as any. */
  failures: number;
}

const SPOOL_BYTES = 1_048_576;

/**
 * The folder in which an import keeps what it has done: the mapped documents, the rejected rows and
 * how far the server has acknowledged them. It belongs to one file and one map, and goes when the
 * import is done. A killed import finds it again and continues.
 */
export class ImportWork {
  readonly #folder: string;

  constructor(dataFolder: string, id: string) {
    this.#folder = path.join(dataFolder, 'imports', id);
  }

  /** What was mapped by an earlier run; null when nothing or only a part was. */
  async readMapped(): Promise<MappedFile | null> {
    return this.#readJson<MappedFile>('mapped.json');
  }

  /** Opens the spools that a mapping fills. They count only once `finish` has put them in place. */
  async startMapping(): Promise<MappingSpools> {
    const folder = `${this.#folder}.${process.pid}`;
    await rm(folder, { recursive: true, force: true });
    await mkdir(path.dirname(folder), { recursive: true });
    // Orders carry customers' names and addresses: nobody else on the machine should read them.
    await mkdir(folder, { mode: 0o700 });
    const documents = new Spool(path.join(folder, 'documents.ndjson'));
    const rejections = new Spool(path.join(folder, 'rejections.ndjson'));
    return {
      addDocument: (document) => documents.add(document),
      addRejection: (rejection) => rejections.add(rejection),
      finish: async (mapped) => {
        documents.close();
        rejections.close();
        await writeFile(path.join(folder, 'mapped.json'), JSON.stringify(mapped));
        await rm(this.#folder, { recursive: true, force: true });
        await rename(folder, this.#folder);
      },
      abandon: async () => {
        documents.close();
        rejections.close();
        await rm(folder, { recursive: true, force: true });
      },
    };
  }

  /** The mapped documents in pieces of `size`, from the given one on. */
  async *readDocuments(from: number, size: number): AsyncGenerator<SendableDocument[]> {
    let piece: SendableDocument[] = [];
    let index = 0;
    for await (const line of this.#readLines('documents.ndjson')) {
      index += 1;
      if (index <= from) continue;
      const document = JSON.parse(line) as SendableDocument;
      // What follows a document, such as the refund of an order, stays in its piece.
      if (piece.length >= size && document.isFurther !== true) {
        yield piece;
        piece = [];
      }
      piece.push(document);
    }
    if (piece.length > 0) yield piece;
  }

  /** How far this server has acknowledged the documents. */
  async readProgress(serverId: string): Promise<ImportProgress | null> {
    return this.#readJson<ImportProgress>(`progress-${serverId}.json`);
  }

  /** Keeps the refusals of the documents that follow those acknowledged before, then the progress itself. */
  async saveProgress(
    serverId: string,
    progress: ImportProgress,
    before: number,
    refusals: readonly Rejection[],
  ): Promise<void> {
    // A piece that is sent again after a kill writes the same file again: no refusal counts twice.
    const text = refusals.map((refusal) => `${JSON.stringify(refusal)}\n`).join('');
    if (text !== '')
      await writeFile(path.join(this.#folder, `refusals-${serverId}-${before}.ndjson`), text);
    const file = path.join(this.#folder, `progress-${serverId}.json`);
    await writeFile(`${file}.new`, JSON.stringify(progress));
    await rename(`${file}.new`, file);
  }

  /** The reason of every row that is not imported, by its line. Memory grows with their number. */
  async readReasons(serverId: string | null): Promise<Map<number, string>> {
    const names = await readdir(this.#folder);
    const refusals = names.filter(
      (name) => serverId !== null && name.startsWith(`refusals-${serverId}-`),
    );
    const reasons = new Map<number, string>();
    // The same few reasons stand behind many rows; one text each is kept.
    const known = new Map<string, string>();
    for (const name of ['rejections.ndjson', ...refusals]) {
      for await (const text of this.#readLines(name)) {
        const { line, reason } = JSON.parse(text) as Rejection;
        const kept = known.get(reason) ?? reason;
        known.set(kept, kept);
        reasons.set(line, kept);
      }
    }
    return reasons;
  }

  /** Forgets everything. */
  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #readJson<Content>(name: string): Promise<Content | null> {
    try {
      return JSON.parse(await readFile(path.join(this.#folder, name), 'utf8')) as Content;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  #readLines(name: string): AsyncIterable<string> {
    const input = createReadStream(path.join(this.#folder, name), { highWaterMark: SPOOL_BYTES });
    return createInterface({ input, crlfDelay: Infinity });
  }
}

/** Where a mapping puts what it makes. */
export interface MappingSpools {
  addDocument(document: SendableDocument): void;
  addRejection(rejection: Rejection): void;
  finish(mapped: MappedFile): Promise<void>;
  abandon(): Promise<void>;
}

/** An NDJSON file that grows in large pieces. */
class Spool {
  readonly #descriptor: number;
  #text = '';

  constructor(file: string) {
    this.#descriptor = openSync(file, 'w', 0o600);
  }

  add(content: unknown): void {
    this.#text += `${JSON.stringify(content)}\n`;
    if (this.#text.length >= SPOOL_BYTES) this.#flush();
  }

  close(): void {
    this.#flush();
    closeSync(this.#descriptor);
  }

  #flush(): void {
    writeSync(this.#descriptor, this.#text);
    this.#text = '';
  }
}
