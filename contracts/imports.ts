import Type, { type Static } from 'typebox';
import { Code, Timestamp } from './shared.ts';

const Count = Type.Integer({ minimum: 0 });
const Closed = { additionalProperties: false } as const;

/** What became of a file that came in over HTTP. */
export const ImportView = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    map: Type.String({ description: 'The name of the map, and its version' }),
    actor: Type.String(),
    state: Type.Enum(['running', 'done', 'failed'], {
      description: 'failed: it did not come to its end; sent again, it goes on where it stopped',
    }),
    rowsRead: Count,
    rowsRejected: Type.Integer({
      minimum: 0,
      description: 'They are in the export import-rejections with their lines and reasons',
    }),
    verdicts: Type.Record(Type.String(), Count, {
      description: 'Documents by kind and what became of them: {"order accepted": 2}',
    }),
    message: Type.Union([Type.String(), Type.Null()]),
    startedAt: Timestamp,
    endedAt: Type.Union([Timestamp, Type.Null()]),
  },
  { ...Closed, $id: 'ImportView' },
);
export type ImportView = Static<typeof ImportView>;

export const ImportPage = Type.Object(
  {
    items: Type.Array(ImportView, { description: 'Newest first' }),
    nextCursor: Type.Union([Type.String(), Type.Null()]),
  },
  { ...Closed, $id: 'ImportPage' },
);
export type ImportPage = Static<typeof ImportPage>;

/** A row that was not taken. */
export const RejectedRow = Type.Object(
  { line: Count, reason: Type.String(), row: Type.Unknown() },
  { ...Closed, $id: 'RejectedRow' },
);
export type RejectedRow = Static<typeof RejectedRow>;

/** What a file would do, found out without doing it. */
export const ImportPreview = Type.Object(
  {
    effects: Type.Record(Type.String(), Count, {
      description: 'What would be made and changed beside the documents: {"sku created": 3}',
    }),
    created: Type.Array(Type.String(), {
      description: 'The first of what would be made, as noun and code: channel berlin',
    }),
    rejected: Type.Array(RejectedRow, { description: 'The first rows that would be refused' }),
  },
  { ...Closed, $id: 'ImportPreview' },
);
export type ImportPreview = Static<typeof ImportPreview>;

/** A line of the answer to an upload: how far it is, and at its end the whole report. */
export const ImportLine = Type.Object(
  { import: ImportView, preview: Type.Optional(ImportPreview) },
  { ...Closed, $id: 'ImportLine' },
);

export const ImportQuery = Type.Object(
  {
    map: Type.Optional(Code),
    settings: Type.Optional(
      Type.String({
        maxLength: 4_000,
        description: 'Settings of the map that are to differ, as JSON: {"channel":"berlin"}',
      }),
    ),
    dryRun: Type.Optional(
      Type.Boolean({
        description:
          'true: says what would be made, changed and refused; nothing is written. What only a decision finds, such as stock that does not suffice, is not looked at',
      }),
    ),
  },
  Closed,
);
