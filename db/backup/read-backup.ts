import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import {
  BackupRefusal,
  FORMAT,
  HEADER_NAME,
  MANIFEST_NAME,
  tableName,
  type BackupHeader,
  type BackupManifest,
} from './backup-format.ts';

const PART_NAME = /^tables\/([^/]+)\/\d{6}$/;
const NEW_LINE = 10;

/** A piece of a backup as it is read from the file, in its order. */
export type BackupPiece =
  | { readonly kind: 'header'; readonly header: BackupHeader; readonly sha256: string }
  | { readonly kind: 'rows'; readonly table: string; readonly chunk: Buffer }
  | { readonly kind: 'manifest'; readonly manifest: BackupManifest };

/** What a whole and unaltered backup says of itself. */
export interface BackupContents {
  readonly header: BackupHeader;
  readonly manifest: BackupManifest;
  /** Of all tables. */
  readonly rows: number;
}

/**
 * Reads a backup piece by piece.
 * @throws BackupRefusal when the file is missing, is no backup, or is cut off or damaged
 */
export async function* readBackup(file: string): AsyncGenerator<BackupPiece, void> {
  const entries = extract();
  const read = pipeline(createReadStream(file), createGunzip(), entries);
  // Whoever stops reading ends the pipeline; what went wrong before is thrown by the loop.
  read.catch(() => undefined);
  try {
    for await (const entry of entries as AsyncIterable<Readable & { header: { name: string } }>) {
      yield* piecesOf(entry.header.name, entry, file);
    }
    await read;
  } catch (error) {
    throw refusalOf(error, file);
  }
}

async function* piecesOf(
  name: string,
  content: Readable,
  file: string,
): AsyncGenerator<BackupPiece, void> {
  if (name === HEADER_NAME) {
    const text = await buffer(content);
    const header = JSON.parse(text.toString()) as BackupHeader;
    if (header.format !== FORMAT) {
      throw new BackupRefusal(
        `${file} is a backup of format ${header.format}, and this Linchpin reads format ${FORMAT}: use the Linchpin that wrote it (${header.linchpin}).`,
        65,
      );
    }
    yield { kind: 'header', header, sha256: createHash('sha256').update(text).digest('hex') };
    return;
  }
  if (name === MANIFEST_NAME) {
    const manifest = JSON.parse((await buffer(content)).toString()) as BackupManifest;
    yield { kind: 'manifest', manifest };
    return;
  }
  const table = PART_NAME.exec(name)?.[1];
  if (table === undefined) throw notABackup(file);
  for await (const chunk of content as AsyncIterable<Buffer>) yield { kind: 'rows', table, chunk };
}

/**
 * Reads a backup from end to end and compares every table with the manifest, before anything is done with it.
 * @throws BackupRefusal when it is not whole, or not as it was written
 */
export async function examineBackup(
  file: string,
  onBytes: (bytes: number) => void = () => undefined,
): Promise<BackupContents> {
  let header: BackupHeader | null = null;
  let headerSha256 = '';
  let manifest: BackupManifest | null = null;
  let bytesRead = 0;
  const found = new Map<string, { hash: Hash; rows: number; bytes: number }>();
  for await (const piece of readBackup(file)) {
    if (piece.kind === 'header') [header, headerSha256] = [piece.header, piece.sha256];
    else if (piece.kind === 'manifest') manifest = piece.manifest;
    else {
      const { table, chunk } = piece;
      const sums = found.get(table) ?? { hash: createHash('sha256'), rows: 0, bytes: 0 };
      found.set(table, sums);
      sums.hash.update(chunk);
      sums.bytes += chunk.length;
      for (let at = chunk.indexOf(NEW_LINE); at >= 0; at = chunk.indexOf(NEW_LINE, at + 1)) {
        sums.rows += 1;
      }
      bytesRead += chunk.length;
      onBytes(bytesRead);
    }
  }
  if (header === null) throw notABackup(file);
  if (manifest === null) throw cutOff(file);
  if (manifest.headerSha256 !== headerSha256) throw altered(file, HEADER_NAME);
  const names = header.tables.map(tableName);
  const told = manifest.tables.map(({ name }) => name);
  if (names.join() !== told.join()) throw altered(file, MANIFEST_NAME);
  for (const table of manifest.tables) {
    const sums = found.get(table.name) ?? { hash: createHash('sha256'), rows: 0, bytes: 0 };
    const isSame =
      sums.rows === table.rows &&
      sums.bytes === table.bytes &&
      sums.hash.digest('hex') === table.sha256;
    if (!isSame) throw altered(file, table.name);
    found.delete(table.name);
  }
  const [extra] = found.keys();
  if (extra !== undefined) throw altered(file, extra);
  return { header, manifest, rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0) };
}

function refusalOf(error: unknown, file: string): unknown {
  if (error instanceof BackupRefusal) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') {
    return new BackupRefusal(`There is no file ${file}: give the path of a backup.`, 66);
  }
  if (code === 'EACCES' || code === 'EISDIR') {
    return new BackupRefusal(`${file} cannot be read (${code}): give the path of a backup.`, 66);
  }
  if (code === 'Z_BUF_ERROR' || message === 'Unexpected end of data') return cutOff(file);
  if (message === 'incorrect header check') return notABackup(file);
  // Anything else that goes wrong while unpacking is damage: bytes that are not what was written.
  return altered(file, message);
}

function notABackup(file: string): BackupRefusal {
  return new BackupRefusal(
    `${file} is no backup of Linchpin: give a file that linchpin backup wrote.`,
    65,
  );
}

function cutOff(file: string): BackupRefusal {
  return new BackupRefusal(
    `${file} is cut off before its end: copy it again from where it was made, or take another backup.`,
    65,
  );
}

function altered(file: string, what: string): BackupRefusal {
  return new BackupRefusal(
    `${file} is not as it was written (${what}): copy it again from where it was made, or take another backup.`,
    65,
  );
}
