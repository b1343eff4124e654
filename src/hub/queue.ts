import { assert } from '../kernel/assert.ts';
import type { Command, Lane, Reply } from './command.ts';

/** A command that waits, with the promise of its caller. */
export interface Waiting {
  readonly command: Command;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
}

/** Of each batch, this share is kept for the lane as long as it has something waiting. */
const LANE_SHARES: Readonly<Record<Lane, number>> = { interactive: 0.6, bulk: 0.3, clock: 0.1 };
const LANES = Object.keys(LANE_SHARES) as Lane[];

/**
 * The bounded queue in front of the hub. A batch takes from every lane its share, then fills up in
 * the order of the lanes: no lane starves, and none can hold the others back.
 */
export class CommandQueue {
  readonly #lanes: Record<Lane, Waiting[]> = { interactive: [], bulk: [], clock: [] };
  readonly #lengthMax: number;
  #length = 0;

  constructor(lengthMax: number) {
    assert(lengthMax > 0, 'a queue holds something');
    this.#lengthMax = lengthMax;
  }

  get length(): number {
    return this.#length;
  }

  /** False when the lane is full. Each lane may fill the queue up to the bound. */
  offer(lane: Lane, waiting: Waiting): boolean {
    if (this.#lanes[lane].length >= this.#lengthMax) return false;
    this.#lanes[lane].push(waiting);
    this.#length += 1;
    return true;
  }

  /** The next batch, first come first served within a lane; empty when nothing waits. */
  take(batchLengthMax: number): Waiting[] {
    if (this.#length === 0) return [];
    const batch: Waiting[] = [];
    for (const lane of LANES) {
      const share = Math.max(1, Math.floor(batchLengthMax * LANE_SHARES[lane]));
      batch.push(...this.#lanes[lane].splice(0, Math.min(share, batchLengthMax - batch.length)));
    }
    for (const lane of LANES) {
      if (batch.length >= batchLengthMax) break;
      batch.push(...this.#lanes[lane].splice(0, batchLengthMax - batch.length));
    }
    this.#length -= batch.length;
    return batch;
  }
}
