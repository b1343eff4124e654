import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';

const MAP_BYTES_MAX = 1_048_576;
/** What one upload may bring: it lies on this machine's disk while it is imported. */
const FILE_BYTES_MAX = 4 * 1_073_741_824;
const NEW_LINE = 10;

/** A file that has come in; `remove` forgets it. */
export interface TakenFile {
  readonly file: string;
  /** By its bytes. */
  readonly id: string;
  remove(): Promise<void>;
}

/** The upload is longer than is taken. */
export class UploadTooLong extends Error {
  override readonly name = 'UploadTooLong';
}

/** The bytes of an upload; its first line can be taken off before the rest is kept. */
export class Upload {
  readonly #chunks: AsyncIterator<Buffer, undefined>;
  #rest: Buffer | null = null;

  constructor(body: Readable) {
    this.#chunks = body.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer, undefined>;
  }

  /**
   * Takes the first line off.
   * @throws UploadTooLong when it has more than a mebibyte
   */
  async takeLine(): Promise<string> {
    const parts: Buffer[] = [];
    let bytes = 0;
    for (;;) {
      const { value, done } = await this.#chunks.next();
      if (done === true) break;
      const end = value.indexOf(NEW_LINE);
      parts.push(end === -1 ? value : value.subarray(0, end));
      bytes += value.length;
      if (end !== -1) {
        this.#rest = value.subarray(end + 1);
        break;
      }
      if (bytes > MAP_BYTES_MAX) throw new UploadTooLong('a map has at most a mebibyte');
    }
    return Buffer.concat(parts).toString('utf8');
  }

  /**
   * Keeps what is left in a file that nobody else on the machine may read: it holds customers' data.
   * @throws UploadTooLong when it is longer than what is taken
   */
  async keep(): Promise<TakenFile> {
    const folder = await mkdtemp(path.join(tmpdir(), 'linchpin-import-'));
    const file = path.join(folder, 'upload');
    const remove = () => rm(folder, { recursive: true, force: true });
    const hash = createHash('sha256');
    const target = createWriteStream(file, { mode: 0o600 });
    let bytes = 0;
    try {
      for await (const chunk of this.#left()) {
        bytes += chunk.length;
        if (bytes > FILE_BYTES_MAX) throw new UploadTooLong('an upload has at most four gibibytes');
        hash.update(chunk);
        if (!target.write(chunk)) await once(target, 'drain');
      }
      target.end();
      await once(target, 'close');
      return { file, id: hash.digest('hex').slice(0, 16), remove };
    } catch (error) {
      target.destroy();
      await remove();
      throw error;
    }
  }

  async *#left(): AsyncGenerator<Buffer> {
    if (this.#rest !== null) yield this.#rest;
    for (;;) {
      const { value, done } = await this.#chunks.next();
      if (done === true) return;
      yield value;
    }
  }
}
