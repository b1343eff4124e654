import Type, { type Static } from 'typebox';
import { PutLocation, PutSku } from './inventory.ts';
import { PutChannel } from './orders.ts';
import { Code, Currency, Quantity, filledText } from './shared.ts';
import { PutCarrierService } from './sourcing.ts';

/** How a map writes an expression: in one text, or line by line so that people can read it. */
const Expression = Type.Union(
  [Type.String({ minLength: 1 }), Type.Array(Type.String(), { minItems: 1 })],
  {
    description: 'JSONata; a list is joined with line breaks',
  },
);

export const ImportColumn = Type.Object(
  {
    type: Type.Enum(['text', 'integer', 'minor', 'localTime', 'lookup', 'object'], {
      description:
        'minor: an amount such as 2.55 as whole minor units of the currency; localTime: a wall time as UTC; lookup: what a table says about another column; object: other columns under other names',
    }),
    isOptional: Type.Optional(
      Type.Boolean({
        description: 'An empty cell is left out; otherwise it makes the row a bad one',
      }),
    ),
    upperCase: Type.Optional(Type.Boolean({ description: 'text: letters become capital letters' })),
    currency: Type.Optional(Currency),
    timeZone: Type.Optional(Type.String({ maxLength: 64, description: 'localTime: IANA' })),
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
