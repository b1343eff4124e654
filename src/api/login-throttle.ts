import { TokenBucket } from '../modules/access/index.ts';

const ATTEMPTS_BURST = 5;
const ATTEMPTS_PER_SECOND = 0.1;
const KEPT_MAX = 10_000;

/**
 * Slows down guessing: five attempts at once, then one every ten seconds, for each login and for each
 * address. Hashing a password costs us more than it costs the caller to send one, so this comes first.
 */
export class LoginThrottle {
  readonly #buckets = new Map<string, TokenBucket>();

  /** 0: the attempt may be made; else the milliseconds to wait. */
  admit(login: string, address: string): number {
    const waits = [`login ${login}`, `address ${address}`].map((name) => this.#bucket(name).take());
    return Math.max(...waits);
  }

  /** Someone who knows the password is not held back by the attempts before. */
  succeeded(login: string, address: string): void {
    this.#buckets.delete(`login ${login}`);
    this.#buckets.delete(`address ${address}`);
  }

  #bucket(name: string): TokenBucket {
    let bucket = this.#buckets.get(name);
    if (bucket === undefined) {
      // Forgetting the oldest under an attack with many names still leaves the address's own bucket busy.
      const oldest = this.#buckets.size >= KEPT_MAX ? this.#buckets.keys().next().value : undefined;
      if (oldest !== undefined) this.#buckets.delete(oldest);
      bucket = new TokenBucket(ATTEMPTS_PER_SECOND, ATTEMPTS_BURST);
      this.#buckets.set(name, bucket);
    }
    return bucket;
  }
}
