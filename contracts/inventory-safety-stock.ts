import Type, { type Static } from 'typebox';
import { Code } from './shared.ts';

const Closed = { additionalProperties: false } as const;
const DemandDays = Type.Integer({
  minimum: 7,
  maximum: 365,
  description: 'Over how many past days demand is looked at: what was shipped each day',
});

/** How much a rule keeps back. */
export const SafetyStockMethod = Type.Union([
  Type.Object(
    { kind: Type.Literal('fixed'), units: Type.Integer({ minimum: 0, maximum: 1_000_000 }) },
    Closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('days_of_cover'),
      days: Type.Number({ minimum: 0, maximum: 365 }),
      demandDays: DemandDays,
    },
    Closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('service_level'),
      servicePermille: Type.Integer({
        minimum: 500,
        maximum: 999,
        description: 'In how many of 1,000 replenishments nothing is to run out',
      }),
      leadTimeDays: Type.Number({ minimum: 0, maximum: 365 }),
      demandDays: DemandDays,
    },
    Closed,
  ),
]);
export type SafetyStockMethod = Static<typeof SafetyStockMethod>;

/** Which positions a rule is for: all that it names must fit; nothing named fits everything. */
const Matches = Type.Object(
  {
    attributes: Type.Optional(
      Type.Record(Type.String({ minLength: 1, maxLength: 64 }), Type.String({ maxLength: 200 }), {
        maxProperties: 8,
        description: 'Attributes of the SKU and their values, for example {"category": "tea"}',
      }),
    ),
    locationKinds: Type.Optional(
      Type.Array(Type.Enum(['warehouse', 'store', 'supplier', 'in_transit']), { minItems: 1 }),
    ),
    locations: Type.Optional(Type.Array(Code, { minItems: 1, maxItems: 500 })),
  },
  Closed,
);
export type SafetyStockMatches = Static<typeof Matches>;

export const PutSafetyStockRule = Type.Object(
  {
    code: Code,
    priority: Type.Integer({
      minimum: 0,
      maximum: 1_000,
      description: 'Of the rules that fit a position the one with the highest priority holds',
    }),
    matches: Matches,
    method: SafetyStockMethod,
    isActive: Type.Optional(Type.Boolean()),
  },
  { ...Closed, $id: 'PutSafetyStockRule' },
);
export type PutSafetyStockRule = Static<typeof PutSafetyStockRule>;

export const SafetyStockRulePage = Type.Object(
  {
    items: Type.Array(PutSafetyStockRule),
    nextCursor: Type.Union([Type.String(), Type.Null()]),
  },
  { ...Closed, $id: 'SafetyStockRulePage' },
);

/** What the rules come to, position by position. */
export const SafetyStockPreview = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          sku: Type.String(),
          location: Type.String(),
          rule: Type.Union([Type.String(), Type.Null()], { description: 'Null: no rule fits' }),
          before: Type.Integer({ minimum: 0 }),
          after: Type.Integer({ minimum: 0 }),
          demandMean: Type.Number({ description: 'Units a day' }),
          demandDeviation: Type.Number({ description: 'Standard deviation of units a day' }),
        },
        Closed,
      ),
    ),
    nextCursor: Type.Union([Type.String(), Type.Null()]),
  },
  { ...Closed, $id: 'SafetyStockPreview' },
);
export type SafetyStockPreview = Static<typeof SafetyStockPreview>;
