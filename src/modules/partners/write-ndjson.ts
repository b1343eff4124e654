import { moneyText, type ExportedTable, type MoneyCell } from './exported-table.ts';

/**
 * A table as NDJSON, one object a line with the names of the columns as keys. Amounts are decimal
 * texts, so that no reader rounds them; everything else is as the API gives it, null where it is empty.
 */
export async function* writeNdjson({ columns, pages }: ExportedTable): AsyncGenerator<string> {
  for await (const rows of pages) {
    let piece = '';
    for (const row of rows) {
      const entries = columns.map(({ name, type }, index) => {
        const cell = row[index] ?? null;
        return [name, type === 'money' && cell !== null ? moneyText(cell as MoneyCell) : cell];
      });
      piece += `${JSON.stringify(Object.fromEntries(entries))}\n`;
    }
    if (piece !== '') yield piece;
  }
}
