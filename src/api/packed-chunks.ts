import { constants, deflateRawSync } from 'node:zlib';

/** Starts a gzip stream; what follows are the packed chunks. It never ends by itself, so no sum follows. */
export const GZIP_HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);

/** Below this a chunk is not worth its compression and is stored as it is. */
const DEFLATE_BYTES_MIN = 1_024;
/** Quick: events are so alike that more effort gains next to nothing. */
const LEVEL = 1;
/** An empty stored block: what a flush ends with. */
const FLUSH_END = Buffer.from([0, 0, 0, 0xff, 0xff]);

const packed = new WeakMap<Buffer, Buffer>();

/**
 * A chunk as a part of a gzip stream. It refers to nothing before it and leaves nothing open, so one
 * packing serves every stream that the chunk is sent to, wherever that stream began.
 */
export function packChunk(chunk: Buffer): Buffer {
  let known = packed.get(chunk);
  if (known === undefined) {
    known = chunk.length < DEFLATE_BYTES_MIN ? store(chunk) : deflate(chunk);
    packed.set(chunk, known);
  }
  return known;
}

function deflate(chunk: Buffer): Buffer {
  return deflateRawSync(chunk, { level: LEVEL, finishFlush: constants.Z_FULL_FLUSH });
}

function store(chunk: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt16LE(chunk.length, 1);
  head.writeUInt16LE(~chunk.length & 0xff_ff, 3);
  return Buffer.concat([head, chunk, FLUSH_END]);
}

/** True when an Accept-Encoding takes gzip. */
export function takesGzip(acceptEncoding: string | string[] | undefined): boolean {
  return String(acceptEncoding ?? '')
    .split(',')
    .some((coding) => /^\s*(?:x-)?gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*$).*)?$/i.test(coding));
}
