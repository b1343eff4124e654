import Type, { type Static } from 'typebox';

/** The forms in which a list goes out. */
export const EXPORT_FORMATS = ['csv', 'ndjson', 'xlsx'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The languages that headers come in. */
export const EXPORT_LANGUAGES = ['en', 'zh'] as const;
export type ExportLanguage = (typeof EXPORT_LANGUAGES)[number];

/** What every export takes besides the filters of its list. */
export const ExportChoices = Type.Object({
  columns: Type.Optional(
    Type.String({
      pattern: '^[A-Za-z]+(,[A-Za-z]+)*$',
      maxLength: 2_000,
      description: 'Names of columns, separated by commas, in the order wanted; all unless given',
    }),
  ),
  language: Type.Optional(
    Type.Enum([...EXPORT_LANGUAGES], { description: 'Of the headers; en unless given' }),
  ),
});
export type ExportChoices = Static<typeof ExportChoices>;

/** What a CSV export takes besides. */
export const CsvChoices = Type.Object({
  bom: Type.Optional(
    Type.Boolean({
      description: 'Begin with a byte order mark, by which Excel knows the text as UTF-8',
    }),
  ),
});

export type CsvChoices = Static<typeof CsvChoices>;

/** Tells beforehand about how many rows come; left out when nobody knows. */
export const ROWS_TOTAL_HEADER = 'x-linchpin-rows-total';
/** Follows the last row: how many came. */
export const ROWS_TRAILER = 'x-linchpin-rows';
