/** Sentences of the server about one value, and the text that says the same. */
const KNOWN = [
  [/^is missing$/, 'missing'],
  [/^must be >= (\S+)$/, 'atLeast'],
  [/^must be <= (\S+)$/, 'atMost'],
  [/^must be integer$/, 'whole'],
  [/^must NOT have fewer than (\d+) characters?$/, 'missing'],
  [/^must NOT have more than (\d+) characters?$/, 'tooLong'],
  [/^must NOT have fewer than (\d+) items?$/, 'tooFew'],
  [/^must NOT have more than (\d+) items?$/, 'tooMany'],
  [/^must match /, 'shape'],
] as const;

/** Which text says what a sentence of the server says, and about which number; null: none does. */
export function knownProblem(
  message: string,
): { readonly name: (typeof KNOWN)[number][1]; readonly bound: string } | null {
  for (const [pattern, name] of KNOWN) {
    const found = pattern.exec(message);
    if (found !== null) return { name, bound: found[1] ?? '' };
  }
  return null;
}
