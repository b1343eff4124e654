import Type, { type Static } from 'typebox';
import { Currency, filledText } from './shared.ts';

/** What a column of a decision table may be. */
export const TableColumnType = Type.Enum([
  'bool',
  'int',
  'double',
  'string',
  'timestamp',
  'duration',
  'money',
]);

export const TableLiteral = Type.Union(
  [
    Type.Boolean(),
    Type.Number(),
    Type.String({ maxLength: 500 }),
    Type.Object({ minor: Type.Integer(), currency: Currency }, { additionalProperties: false }),
  ],
  {
    description:
      'A value of the type of its column; moments in RFC 3339, durations such as 1h30m, money in minor units',
  },
);

const TableRange = Type.Object(
  {
    kind: Type.Literal('range'),
    from: Type.Optional(TableLiteral),
    to: Type.Optional(TableLiteral),
    isFromOpen: Type.Optional(Type.Boolean({ description: 'The lower end itself is left out' })),
    isToOpen: Type.Optional(Type.Boolean({ description: 'The upper end itself is left out' })),
  },
  { additionalProperties: false },
);

const LiteralList = Type.Array(TableLiteral, { minItems: 1, maxItems: 500 });

export const TableCell = Type.Union([
  Type.Object({ kind: Type.Literal('any') }, { additionalProperties: false }),
  Type.Object(
    { kind: Type.Literal('equals'), value: TableLiteral },
    { additionalProperties: false },
  ),
  Type.Object({ kind: Type.Literal('in'), values: LiteralList }, { additionalProperties: false }),
  Type.Object(
    { kind: Type.Literal('not_in'), values: LiteralList },
    { additionalProperties: false },
  ),
  TableRange,
  Type.Object(
    { kind: Type.Literal('prefix'), prefix: Type.String({ minLength: 1, maxLength: 200 }) },
    { additionalProperties: false },
  ),
]);

export const TableOutputCell = Type.Union([
  Type.Object({ value: TableLiteral }, { additionalProperties: false }),
  Type.Object({ expression: filledText(4_000) }, { additionalProperties: false }),
]);

const ColumnName = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]{0,63}$' });

/** A decision table: each row says what is given where all of its cells are met. */
export const DecisionTable = Type.Object(
  {
    hitPolicy: Type.Enum(['unique', 'first', 'collect'], {
      description:
        'unique: at most one row is met by any input; first: the first one that is met counts; collect: all that are met',
    }),
    inputs: Type.Array(
      Type.Object(
        {
          name: ColumnName,
          expression: filledText(4_000),
          type: TableColumnType,
          values: Type.Optional(
            Type.Array(Type.String({ maxLength: 500 }), {
              minItems: 1,
              maxItems: 500,
              description: 'The only texts that there can be; no gaps are looked for beyond',
            }),
          ),
          least: Type.Optional(TableLiteral),
          most: Type.Optional(TableLiteral),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 12 },
    ),
    outputs: Type.Array(
      Type.Object({ name: ColumnName, type: TableColumnType }, { additionalProperties: false }),
      { minItems: 1, maxItems: 20 },
    ),
    rows: Type.Array(
      Type.Object(
        {
          cells: Type.Array(TableCell, { minItems: 1, maxItems: 12 }),
          outputs: Type.Array(TableOutputCell, { minItems: 1, maxItems: 20 }),
          note: Type.Optional(Type.String({ maxLength: 500 })),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 3_000 },
    ),
  },
  { additionalProperties: false },
);

export type TableColumnType = Static<typeof TableColumnType>;
export type TableLiteral = Static<typeof TableLiteral>;
export type TableCell = Static<typeof TableCell>;
export type DecisionTable = Static<typeof DecisionTable>;
