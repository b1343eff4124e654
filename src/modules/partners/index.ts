export { Server, ServerFailure } from './call-server.ts';
export { deriveSetup, FileSummary } from './derive-setup.ts';
export { estimateRows } from './estimate-rows.ts';
export type { Cell, ColumnType, ExportedTable } from './exported-table.ts';
export { compileMap, UnusableMap, type CompiledMap } from './import-map.ts';
export {
  DOCUMENT_KINDS,
  noDocuments,
  type DocumentKind,
  type MappedDocument,
  type Rejection,
} from './map-documents.ts';
export { mapFile } from './map-file.ts';
export { Purchases } from './match-cancellations.ts';
export { readRows, UnreadableFile } from './read-rows.ts';
export { sendDocuments, type SendableDocument } from './send-documents.ts';
export { sendSetup, type SetupCounts } from './send-setup.ts';
export { writeCsv } from './write-csv.ts';
export { writeNdjson } from './write-ndjson.ts';
export { writeXlsx } from './write-xlsx.ts';
export {
  addRejectedRows,
  listImports,
  listRejectedRows,
  readImport,
  saveImport,
  startImport,
} from './import-records.ts';
export { rejectedRows, runImport, type ImportCounts } from './run-import.ts';
