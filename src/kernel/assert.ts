/**
 * Stops at a bug. What a caller may do wrong is a refusal, never an assertion: a failed assertion
 * means that our own reasoning was wrong, and going on would spread the damage.
 */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new AssertionError(message);
}

/** Thrown only by `assert` and `unreachable`; the hub quarantines the command that caused it. */
export class AssertionError extends Error {
  override name = 'AssertionError';
}

/** Ends an exhaustive switch: adding a variant without handling it fails the type check here. */
export function unreachable(value: never): never {
  throw new AssertionError(`unhandled variant: ${JSON.stringify(value)}`);
}
