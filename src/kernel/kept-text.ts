/**
 * A text as PostgreSQL keeps it: half a character (a surrogate without its twin) and NUL, which it refuses,
 * become U+FFFD. Channels and other systems do send them, and one of them must not fail a whole commit.
 */
export function keptText(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return whole.includes('\0') ? whole.replaceAll('\0', '\uFFFD') : whole;
}

/** JSON writes what is not kept as an escape; a backslash before it that stands for itself is none. */
const ESCAPES = /\\(u[0-9a-f]{4}|.)/g;

/** True when every text of a value, however deep, is kept as it is. */
export function isKept(value: unknown): boolean {
  for (const [, escape = ''] of JSON.stringify(value).matchAll(ESCAPES)) {
    if (escape === 'u0000' || /^ud[89a-f]/.test(escape)) return false;
  }
  return true;
}
