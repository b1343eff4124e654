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

/** A row as it stands in its file, in one line: what each column holds, without the empty ones. */
export function rowWords(row: unknown, comma: string): string {
  if (typeof row !== 'object' || row === null) return String(row);
  return Object.entries(row)
    .filter(([, value]) => value !== '' && value !== null)
    .map(
      ([name, value]) =>
        `${name} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
    )
    .join(comma);
}
