export { Server, ServerFailure } from './call-server.ts';
export { deriveSetup, FileSummary } from './derive-setup.ts';
export { compileMap, UnusableMap, type CompiledMap } from './import-map.ts';
export type { MappedDocument, Rejection } from './map-documents.ts';
export { mapFile } from './map-file.ts';
export { Purchases } from './match-cancellations.ts';
export { readRows, UnreadableFile } from './read-rows.ts';
export { sendDocuments, type SendableDocument } from './send-documents.ts';
export { sendSetup, type SetupCounts } from './send-setup.ts';
