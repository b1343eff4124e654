/** A document with what somebody changed put onto what it has become meanwhile. */
export interface Rebased<Value> {
  readonly value: Value;
  /** The fields that both changed, each its own way: the draft's holds, and this is what it would overwrite. */
  readonly overwrites: readonly (keyof Value & string)[];
}

/**
 * Puts the changes from `base` to `draft` onto `saved`, field by field of the outermost level. A list or an
 * object is one field: what two people did to it is not mixed.
 */
export function rebase<Value extends object>(
  base: Value,
  draft: Value,
  saved: Value,
): Rebased<Value> {
  const names = new Set([...Object.keys(saved), ...Object.keys(draft)]) as Set<
    keyof Value & string
  >;
  const value = { ...saved };
  const overwrites: (keyof Value & string)[] = [];
  for (const name of names) {
    if (isSame(base[name], draft[name])) continue;
    value[name] = draft[name];
    if (!isSame(base[name], saved[name]) && !isSame(draft[name], saved[name]))
      overwrites.push(name);
  }
  return { value, overwrites };
}

/** Whether two values of JSON say the same, whatever the order of their names. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) =>
    isSame((one as Record<string, unknown>)[name], (other as Record<string, unknown>)[name]),
  );
}
