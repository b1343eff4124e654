/**
 * A text as PostgreSQL keeps it: half a character (a surrogate without its twin) and NUL, which it refuses,
 * become U+FFFD. Channels and other systems do send them, and one of them must not fail a whole commit.
 */
export function keptText(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return whole.includes('\0') ? whole.replaceAll('\0', '\uFFFD') : whole;
}

/** JSON writes what is not kept as an escape; a backslash before it that stands for itself is none. */
const ESCAPES = /\\(ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}|u[0-9a-f]{4}|.)/gi;
const NOT_KEPT = /^u(?:0000|d[89a-f][0-9a-f]{2})$/i;

/** JSON text with U+FFFD for what is not kept. */
export function keptJson(json: string): string {
  // Most texts have no such escape, and looking is much cheaper than replacing.
  if (!json.includes('\\u')) return json;
  return json.replace(ESCAPES, (whole, escape: string) =>
    NOT_KEPT.test(escape) ? '\uFFFD' : whole,
  );
}

/** True when every text of a value, however deep, is kept as it is. */
export function isKept(value: unknown): boolean {
  const json = JSON.stringify(value);
  return keptJson(json) === json;
}
