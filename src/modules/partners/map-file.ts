import { RowGroups, type RowGroup } from './group-rows.ts';
import type { CompiledMap } from './import-map.ts';
import { mapDocument, type Mapped, type Rejection } from './map-documents.ts';
import { compileCells } from './read-cells.ts';
import { readRows } from './read-rows.ts';

const WITHIN_ROWS = 1_000;
const ROWS_MAX = 5_000;

/** What comes out of a file while it is mapped: documents, rejected rows, and how far the reading is. */
export type FileEvent = Mapped | { readonly kind: 'rows'; readonly rowsRead: number };

/**
 * Reads a file and maps it, document by document in the order of their last rows. Every row of the
 * file comes out once, in a document or as a rejection.
 * @throws UnreadableFile when the file cannot be read to its end
 */
export async function* mapFile(file: string, compiled: CompiledMap): AsyncGenerator<FileEvent> {
  const { input } = compiled.map;
  const readCells = compileCells(compiled.map);
  const groups = new RowGroups(
    input.group === undefined
      ? null
      : {
          by: input.group.by,
          withinRows: input.group.withinRows ?? WITHIN_ROWS,
          rowsMax: input.group.rowsMax ?? ROWS_MAX,
        },
  );
  let rowsRead = 0;
  for await (const rows of readRows(file, input)) {
    const complete: RowGroup[] = [];
    const rejections: Rejection[] = [];
    for (const row of rows) {
      if ('reason' in row) rejections.push({ line: row.line, reason: row.reason });
      else complete.push(...groups.push(readCells(row.line, row.values)));
    }
    rowsRead += rows.length;
    if (rejections.length > 0) yield { kind: 'rejected', rejections };
    for (const group of complete) yield await mapDocument(compiled, group);
    yield { kind: 'rows', rowsRead };
  }
  for (const group of groups.end()) yield await mapDocument(compiled, group);
}
