/** How many documents of a kind met which fate. */
export interface VerdictRow {
  readonly document: string;
  readonly verdict: string;
  readonly count: number;
}

/** «order accepted» as its two words; the largest number first. */
export function verdictRows(verdicts: Readonly<Record<string, number>>): VerdictRow[] {
  return Object.entries(verdicts)
    .map(([name, count]) => {
      const [document = '', verdict = ''] = name.split(' ', 2);
      return { document, verdict, count };
    })
    .toSorted((one, other) => other.count - one.count);
}

/** The lines of an export as objects; a line that was cut off is left out. */
export function rejectedOf(text: string): { line: number; reason: string; row: unknown }[] {
  return text.split('\n').flatMap((line) => {
    try {
      return line.trim() === '' ? [] : [JSON.parse(line) as never];
    } catch {
      return [];
    }
  });
}
