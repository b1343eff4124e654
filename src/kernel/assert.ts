/**
 * Stops at a bug. What a caller may do wrong is a refusal, never an assertion: a failed assertion
 * means that our own reasoning was wrong, and going on would spread the damage.
 */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new AssertionError(message);
}

/** Thrown only by `assert`; the hub quarantines the command that caused it. */
export class AssertionError extends Error {
  override name = 'AssertionError';
}
