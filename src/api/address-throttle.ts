import { TokenBucket } from '../modules/access/index.ts';

/** How much one address may do: at once, and then each second. */
interface Allowance {
  readonly burst: number;
  readonly perSecond: number;
}

const KEPT_MAX = 10_000;

/** Slows down whoever asks too much from one address, without knowing who that is. */
export class AddressThrottle {
  readonly #buckets = new Map<string, TokenBucket>();
  readonly #allowance: Allowance;

  constructor(allowance: Allowance) {
    this.#allowance = allowance;
  }

  /** 0: go on; else the milliseconds to wait. */
  admit(address: string): number {
    let bucket = this.#buckets.get(address);
    if (bucket === undefined) {
      const oldest = this.#buckets.size >= KEPT_MAX ? this.#buckets.keys().next().value : undefined;
      if (oldest !== undefined) this.#buckets.delete(oldest);
      bucket = new TokenBucket(this.#allowance.perSecond, this.#allowance.burst);
      this.#buckets.set(address, bucket);
    }
    return bucket.take();
  }
}
