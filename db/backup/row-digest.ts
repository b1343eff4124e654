import { hash } from 'node:crypto';

const NEW_LINE = 10;
const LANES = 4;
const LANE_BYTES = 6;
const LANE_LIMIT = 2 ** (LANE_BYTES * 8);

/**
 * Says whether two streams of lines hold the same lines, in whatever order: the sum of the lines'
 * SHA-256, in lanes of 48 bits. A table may give its rows in another order than it was given them.
 */
export class RowDigest {
  readonly #lanes: number[] = Array.from({ length: LANES }, () => 0);
  #begun: Buffer[] = [];
  #rows = 0;

  /** How many whole lines have come. */
  get rows(): number {
    return this.#rows;
  }

  /** Takes the next bytes, cut anywhere. */
  update(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(NEW_LINE); end >= 0; end = chunk.indexOf(NEW_LINE, start)) {
      const line = chunk.subarray(start, end);
      this.#add(this.#begun.length === 0 ? line : Buffer.concat([...this.#begun, line]));
      this.#begun = [];
      start = end + 1;
    }
    if (start < chunk.length) this.#begun.push(chunk.subarray(start));
  }

  /** The digest of all lines so far. */
  text(): string {
    const rest = this.#begun.length === 0 ? '' : ` ${hash('sha256', Buffer.concat(this.#begun))}`;
    return `${this.#rows} ${this.#lanes.map((lane) => lane.toString(16)).join(' ')}${rest}`;
  }

  #add(line: Buffer): void {
    const digest = hash('sha256', line, 'buffer');
    for (let lane = 0; lane < LANES; lane += 1) {
      const sum = (this.#lanes[lane] as number) + digest.readUIntBE(lane * LANE_BYTES, LANE_BYTES);
      this.#lanes[lane] = sum % LANE_LIMIT;
    }
    this.#rows += 1;
  }
}
