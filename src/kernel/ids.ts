import { randomFillSync } from 'node:crypto';
import type { Clock } from './clock.ts';

/** Makes identifiers. Injected like the clock, so that a simulation's identifiers follow its seed. */
export interface IdSource {
  /** A UUID version 7 (RFC 9562): time-ordered, so indexes on it grow at one end. */
  uuid(): string;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const POOL_BYTES = 8_192;

/**
 * UUIDs version 7 from a clock and random bytes. Within one source they strictly increase: the 12
 * bits after the version count up inside a millisecond (RFC 9562 section 6.2, method 1), and a
 * clock that steps back is held at its highest reading.
 */
export function createIdSource(
  clock: Clock,
  fillRandom: (bytes: Uint8Array) => void = (bytes) => void randomFillSync(bytes),
): IdSource {
  const pool = new Uint8Array(POOL_BYTES);
  let offset = POOL_BYTES;
  let latestMs = 0;
  let counter = 0;
  return {
    uuid() {
      if (offset >= POOL_BYTES) {
        fillRandom(pool);
        offset = 0;
      }
      const now = clock.now();
      if (now > latestMs) {
        latestMs = now;
        counter = (pool[offset] as number) << 2;
      } else if ((counter += 1) > 0xfff) {
        latestMs += 1;
        counter = 0;
      }
      const time = latestMs.toString(16).padStart(12, '0');
      const count = counter.toString(16).padStart(3, '0');
      let tail = HEX[((pool[offset] as number) & 0x3f) | 0x80] as string;
      for (let index = 1; index < 8; index += 1) {
        tail += HEX[pool[offset + index] as number] as string;
      }
      offset += 8;
      return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${tail.slice(0, 4)}-${tail.slice(4)}`;
    },
  };
}
