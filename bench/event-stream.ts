import { constants, inflateRawSync } from 'node:zlib';

const HEAD_END = Buffer.from('\r\n\r\n');
const GZIP_HEAD_BYTES = 10;
/** What every packed chunk of the server ends with. */
const FLUSH_MARK = Buffer.from([0, 0, 0xff, 0xff]);
const FRAME_END = '\n\n';
const EVENT_FIELD = '\nevent: ';
const RECORDED = '"recordedtime":"';
const INSTANT_LENGTH = 24;
const BYTES_FIRST = 1 << 20;
/** Latencies are counted by the millisecond up to here; what took longer counts as this long. */
const LATENCY_MS_MAX = 60_000;

/** Latencies by the millisecond: two million a second are counted, none is kept. */
export class LatencyCounts {
  readonly #counts = new Float64Array(LATENCY_MS_MAX + 1);
  #total = 0;

  add(milliseconds: number): void {
    const bucket = milliseconds < 0 ? 0 : Math.min(LATENCY_MS_MAX, milliseconds);
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#total += 1;
  }

  clear(): void {
    this.#counts.fill(0);
    this.#total = 0;
  }

  /** The milliseconds that the given share (0 to 1) of all stayed within; NaN of none. */
  percentile(share: number): number {
    if (this.#total === 0) return Number.NaN;
    let seen = 0;
    return this.#counts.findIndex((count) => (seen += count) >= this.#total * share);
  }
}

/**
 * What subscribers with the same filter receive: the same bytes, packed by gzip as browsers ask for.
 * Whoever is ahead adds to it, and its events are unpacked and parsed once; all others are compared
 * with it byte by byte, which is an exact check that costs next to nothing.
 */
export class ReferenceStream {
  /** The id of every event, in order. */
  readonly ids: string[] = [];
  /** Where the packed chunk ends that carries the event. */
  readonly #ends: number[] = [];
  readonly #recordedAt: number[] = [];
  #bytes = Buffer.allocUnsafe(BYTES_FIRST);
  #length = 0;
  #parsed = 0;

  get length(): number {
    return this.#length;
  }

  /** True when the bytes are what this stream has at that place, as far as it goes. */
  agrees(chunk: Buffer, offset: number): boolean {
    const end = Math.min(this.#length, offset + chunk.length);
    return end <= offset || this.#bytes.compare(chunk, 0, end - offset, offset, end) === 0;
  }

  /** Adds what of the chunk lies behind the end. */
  extend(chunk: Buffer, offset: number): void {
    const from = this.#length - offset;
    if (from >= chunk.length) return;
    const length = offset + chunk.length;
    if (length > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(length, this.#bytes.length * 2));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    chunk.copy(this.#bytes, this.#length, from);
    this.#length = length;
    this.#parse();
  }

  /** Counts the events that end at or before `offset`, from the given one on; answers how far that goes. */
  count(from: number, offset: number, now: number, latencies: LatencyCounts): number {
    let index = from;
    for (let end = this.#ends[index]; end !== undefined && end <= offset; end = this.#ends[index]) {
      latencies.add(now - (this.#recordedAt[index] ?? now));
      index += 1;
    }
    return index;
  }

  /** What lies between the chunk of the last of so many events and `offset`. */
  unfinished(count: number, offset: number): Buffer {
    return Buffer.from(this.#bytes.subarray(this.#ends[count - 1] ?? 0, offset));
  }

  /** Chunks are packed one by one, and each ends with a whole frame: before that there is nothing to read. */
  #parse(): void {
    const packed = this.#bytes.subarray(this.#parsed, this.#length);
    if (!packed.subarray(-FLUSH_MARK.length).equals(FLUSH_MARK)) return;
    const text = unpack(packed);
    if (!text.endsWith(FRAME_END)) return;
    this.#parsed = this.#length;
    for (const frame of text.split(FRAME_END)) {
      const event = readFrame(frame);
      if (event === null) continue;
      this.ids.push(event.id);
      this.#ends.push(this.#length);
      this.#recordedAt.push(event.recordedAt);
    }
  }
}

function unpack(packed: Buffer): string {
  return inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH }).toString('utf8');
}

/** One subscriber of a stream: takes its bytes as they come and knows which events it got. */
export class Subscriber {
  /** True once the server has said from where on it sends. */
  isLive = false;
  readonly #reference: ReferenceStream;
  readonly #latencies: LatencyCounts;
  #before = Buffer.alloc(0);
  #offset = -1;
  #counted = 0;
  /** Its own bytes from where they were other than everybody's; null as long as they agree. */
  #own: Buffer[] | null = null;

  constructor(reference: ReferenceStream, latencies: LatencyCounts) {
    this.#reference = reference;
    this.#latencies = latencies;
  }

  /**
   * From here on it gets what everybody gets. Said of all subscribers once all are live: what came
   * before tells each where it began.
   */
  begin(): void {
    this.#offset = 0;
    this.#before = Buffer.alloc(0);
  }

  /** Takes bytes that were received at `now`. They may be overwritten afterwards. */
  take(chunk: Buffer, now: number): void {
    if (this.#offset === -1) {
      this.#takeBefore(chunk);
      return;
    }
    if (this.#own !== null) {
      this.#own.push(Buffer.from(chunk));
      return;
    }
    if (!this.#reference.agrees(chunk, this.#offset)) {
      // The chunk that it was in when it began to differ is read again with what follows.
      this.#own = [this.#reference.unfinished(this.#counted, this.#offset), Buffer.from(chunk)];
      return;
    }
    this.#reference.extend(chunk, this.#offset);
    this.#offset += chunk.length;
    this.#counted = this.#reference.count(this.#counted, this.#offset, now, this.#latencies);
  }

  /** The ids of all events that it got, in order. */
  received(): string[] {
    const agreed = this.#reference.ids.slice(0, this.#counted);
    if (this.#own === null) return agreed;
    const frames = unpack(Buffer.concat(this.#own)).split(FRAME_END);
    return [...agreed, ...frames.flatMap((frame) => readFrame(frame)?.id ?? [])];
  }

  get count(): number {
    return this.#counted;
  }

  /** Reads the answer's head and waits for the place from which on the server sends. */
  #takeBefore(chunk: Buffer): void {
    this.#before = Buffer.concat([this.#before, chunk]);
    const head = this.#before.indexOf(HEAD_END);
    if (head === -1) return;
    const headText = this.#before.toString('latin1', 0, head);
    if (!/^HTTP\/1.1 200[^]*content-encoding: gzip/i.test(headText)) {
      throw new Error(`a subscriber was answered: ${headText}`);
    }
    const packed = this.#before.subarray(head + HEAD_END.length + GZIP_HEAD_BYTES);
    this.isLive = packed.length > 0 && unpack(packed).includes('\nid: ');
  }
}

/** Reads a frame of Server-Sent Events; null for what carries no event. */
function readFrame(frame: string): { readonly id: string; readonly recordedAt: number } | null {
  if (!frame.startsWith('id: ') || !frame.includes(EVENT_FIELD)) return null;
  const recorded = frame.indexOf(RECORDED) + RECORDED.length;
  return {
    id: frame.slice('id: '.length, frame.indexOf('\n')),
    recordedAt: Date.parse(frame.slice(recorded, recorded + INSTANT_LENGTH)),
  };
}

/** How many of the expected events are missing among those received, and how many came more than once. */
export function compareEvents(
  expected: ReadonlySet<string>,
  received: readonly string[],
): { readonly lost: number; readonly doubled: number } {
  const distinct = new Set(received);
  let found = 0;
  for (const id of distinct) if (expected.has(id)) found += 1;
  return { lost: expected.size - found, doubled: received.length - distinct.size };
}
