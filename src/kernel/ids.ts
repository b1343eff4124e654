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
  // Many are made within a millisecond: its digits are written once.
  let prefixMs = -1;
  let prefix = '';
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
      if (latestMs !== prefixMs) {
        const time = latestMs.toString(16).padStart(12, '0');
        prefix = `${time.slice(0, 8)}-${time.slice(8)}-7`;
        prefixMs = latestMs;
      }
      const hex = (index: number) => HEX[pool[offset + index] as number] as string;
      const count = (HEX[counter >> 4] as string) + (HEX[counter & 15] as string)[1];
      const variant = HEX[((pool[offset] as number) & 0x3f) | 0x80] as string;
      const id = `${prefix}${count}-${variant}${hex(1)}-${hex(2)}${hex(3)}${hex(4)}${hex(5)}${hex(6)}${hex(7)}`;
      offset += 8;
      return id;
    },
  };
}
