import Type, { type Static } from 'typebox';
import { PutLocation, PutSku } from './inventory.ts';
import { PutChannel } from './orders.ts';
import { RecordPayment } from './payments.ts';
import { Code, Currency, Quantity, filledText } from './shared.ts';
import { PutCarrierService } from './sourcing.ts';

/** How a map writes an expression: in one text, or line by line so that people can read it. */
const Expression = Type.Union(
  [Type.String({ minLength: 1 }), Type.Array(Type.String(), { minItems: 1 })],
  {
    description: 'JSONata; a list is joined with line breaks',
  },
);

const COLUMN_TYPES = [
  'text',
  'integer',
  'minor',
  'localTime',
  'zonedTime',
  'weight',
  'length',
  'dimensions',
  'lookup',
  'object',
] as const;

export const ImportColumn = Type.Object(
  {
    type: Type.Enum([...COLUMN_TYPES], {
      description:
        'minor: an amount such as 2.55 as whole minor units of the currency; localTime: a wall time as UTC; zonedTime: a time with its offset as UTC; weight: 1.5 kg as grams; length: 3 cm as millimetres; dimensions: 30x20x5 cm as length, width and height in millimetres; lookup: what a table says about another column; object: other columns under other names',
    }),
    isOptional: Type.Optional(
      Type.Boolean({
        description: 'An empty cell is left out; otherwise it makes the row a bad one',
      }),
    ),
    upperCase: Type.Optional(Type.Boolean({ description: 'text: letters become capital letters' })),
    currency: Type.Optional(Currency),
    timeZone: Type.Optional(Type.String({ maxLength: 64, description: 'localTime: IANA' })),
    unit: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          'weight, length, dimensions: of a number without a unit, such as g, kg, cm, 克, 厘米',
      }),
    ),
    of: Type.Optional(Type.String({ minLength: 1, description: 'lookup: the column to look up' })),
    table: Type.Optional(
      Type.String({ minLength: 1, description: 'lookup: the table of the map' }),
    ),
    fields: Type.Optional(
      Type.Record(Type.String({ minLength: 1 }), Type.String({ minLength: 1 }), {
        description:
          'object: the column that each field takes over; one without a value is left out',
      }),
    ),
  },
  { additionalProperties: false },
);
export type ImportColumn = Static<typeof ImportColumn>;

export const ImportInput = Type.Object(
  {
    format: Type.Enum(['csv', 'ndjson', 'json'], { description: 'Compressed with gzip or not' }),
    encoding: Type.Optional(
      Type.String({
        description: 'Of the text, as the Encoding Standard names it: utf-8, latin1, gb18030',
      }),
    ),
    delimiter: Type.Optional(Type.String({ minLength: 1, maxLength: 1 })),
    headers: Type.Optional(
      Type.Record(Type.String({ minLength: 1 }), Type.Array(Type.String({ minLength: 1 })), {
        description:
          'csv: what else a column may be called in the first line, whatever its capitals; a unit behind it in brackets, such as Weight (kg), is that of its numbers',
      }),
    ),
    columns: Type.Optional(
      Type.Record(Type.String({ minLength: 1 }), ImportColumn, {
        description: 'How cells are read; columns that are not named stay text',
      }),
    ),
    group: Type.Optional(
      Type.Object(
        {
          by: Type.String({
            minLength: 1,
            description: 'Rows with the same value here make one document',
          }),
          withinRows: Type.Optional(
            Type.Integer({
              minimum: 1,
              maximum: 1_000_000,
              description:
                'A document is complete when so many rows in a row were not of it; 1,000 unless told',
            }),
          ),
          rowsMax: Type.Optional(
            Type.Integer({ minimum: 1, maximum: 100_000, description: '5,000 unless told' }),
          ),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type ImportInput = Static<typeof ImportInput>;

/** A fact about the money of an order that the channel named. */
export const ImportPayment = Type.Object(
  {
    channel: Code,
    orderExternalId: filledText(128),
    ...RecordPayment.properties,
  },
  { additionalProperties: false, $id: 'ImportPayment' },
);
export type ImportPayment = Static<typeof ImportPayment>;

/** What an import knows of a SKU: the code, and what is to be changed. The rest stays as it is. */
export const ImportSku = Type.Object(
  { code: PutSku.properties.code, ...Type.Partial(Type.Omit(PutSku, ['code'])).properties },
  { additionalProperties: false, $id: 'ImportSku' },
);
export type ImportSku = Static<typeof ImportSku>;

/** How a file becomes orders, cancellations and stock: see maps/README.md. */
export const ImportMap = Type.Object(
  {
    name: Code,
    version: Type.Integer({ minimum: 1 }),
    description: Type.Optional(Type.String()),
    notes: Type.Optional(
      Type.Array(Type.String(), { description: 'Choices that a reader should know' }),
    ),
    input: ImportInput,
    settings: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), { description: '$settings in the expressions' }),
    ),
    tables: Type.Optional(
      Type.Record(Type.String(), Type.Record(Type.String(), Type.Unknown()), {
        description: '$tables in the expressions, and what lookup columns look into',
      }),
    ),
    document: Expression,
    setup: Type.Optional(Expression),
  },
  { additionalProperties: false, $id: 'ImportMap' },
);
export type ImportMap = Static<typeof ImportMap>;

/** What must be there before the documents are sent. What exists already is left as it is. */
export const ImportSetup = Type.Object(
  {
    channels: Type.Optional(Type.Record(Code, PutChannel)),
    locations: Type.Optional(Type.Record(Code, PutLocation)),
    carrierServices: Type.Optional(Type.Record(Code, PutCarrierService)),
    skus: Type.Optional(Type.Array(PutSku)),
    stock: Type.Optional(
      Type.Array(
        Type.Object(
          {
            location: Code,
            reference: filledText(100, 'Received once under this reference, whatever is repeated'),
            lines: Type.Array(
              Type.Object({ sku: Code, quantity: Quantity }, { additionalProperties: false }),
            ),
          },
          { additionalProperties: false },
        ),
      ),
    ),
  },
  { additionalProperties: false, $id: 'ImportSetup' },
);
export type ImportSetup = Static<typeof ImportSetup>;
