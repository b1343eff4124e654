import type { IdSource } from '../kernel/ids.ts';

const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The caller's W3C trace when it sent a valid one, else a new one. */
export function traceOf(given: string | string[] | undefined, ids: IdSource): string {
  if (typeof given === 'string' && TRACEPARENT.test(given)) return given;
  const id = ids.uuid();
  const digits =
    id.slice(0, 8) + id.slice(9, 13) + id.slice(14, 18) + id.slice(19, 23) + id.slice(24);
  // The second half of a UUID version 7 is random but for two bits, which do for a span.
  return `00-${digits}-${digits.slice(16)}-01`;
}
