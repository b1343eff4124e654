/** A column of a table on the terminal. */
export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

const WIDE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\u3000-\u303f\uff01-\uff60]/u;

/** Rows under their titles, two blanks between columns; Chinese characters count as two wide, as terminals draw them. */
export function tableLines(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string[] {
  const all = [columns.map(({ title }) => title), ...rows];
  const widths = columns.map((_, index) =>
    Math.max(...all.map((row) => widthOf(row[index] ?? ''))),
  );
  return all.map((row) =>
    row
      .map((cell, index) => {
        const blanks = ' '.repeat((widths[index] as number) - widthOf(cell));
        return columns[index]?.align === 'right' ? blanks + cell : cell + blanks;
      })
      .join('  ')
      .trimEnd(),
  );
}

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : 1;
  return width;
}
