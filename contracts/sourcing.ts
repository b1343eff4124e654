import Type, { type Static } from 'typebox';
import { Code, CountryCode, Currency, MinorUnitsNotNegative, filledText } from './shared.ts';

const Weekdays = Type.Array(Type.Boolean(), {
  minItems: 7,
  maxItems: 7,
  description: 'From Sunday to Saturday',
});
const RegionCodes = Type.Union([
  Type.Array(Type.String({ maxLength: 32 }), { maxItems: 500 }),
  Type.Null(),
]);
const TransitDays = Type.Integer({ minimum: 0, maximum: 365 });

export const PutCarrierService = Type.Object(
  {
    carrier: filledText(100),
    mode: Type.Enum(['road', 'air', 'sea', 'rail']),
    movingWeekdays: Type.Optional(Weekdays),
    maxWeightGrams: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
    lanes: Type.Array(
      Type.Object(
        {
          originCountryCode: CountryCode,
          originRegionCodes: RegionCodes,
          destinationCountryCode: CountryCode,
          destinationRegionCodes: RegionCodes,
          zone: Code,
          transitDaysMin: TransitDays,
          transitDaysMax: TransitDays,
          distanceKilometres: Type.Number({ minimum: 0, maximum: 50_000 }),
          destinationTimeZone: Type.String({ maxLength: 64 }),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 5_000 },
    ),
    zones: Type.Array(
      Type.Object(
        {
          zone: Code,
          brackets: Type.Array(
            Type.Object(
              {
                upToGrams: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
                priceMinor: MinorUnitsNotNegative,
              },
              { additionalProperties: false },
            ),
            { minItems: 1, maxItems: 200 },
          ),
          extraKilogramMinor: Type.Union([MinorUnitsNotNegative, Type.Null()]),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 500 },
    ),
  },
  { additionalProperties: false, $id: 'PutCarrierService' },
);
export type PutCarrierService = Static<typeof PutCarrierService>;

const Factor = Type.Number({ minimum: 0, maximum: 1_000 });

export const SourcingWeightsBody = Type.Object(
  {
    currency: Currency,
    shippingFactor: Factor,
    handlingFactor: Factor,
    splitPenaltyMinor: MinorUnitsNotNegative,
    latenessMinorPerDay: MinorUnitsNotNegative,
    carbonMinorPerKilogram: MinorUnitsNotNegative,
    stockWorthFactor: Factor,
  },
  { additionalProperties: false, $id: 'SourcingWeights' },
);
export type SourcingWeightsBody = Static<typeof SourcingWeightsBody>;
