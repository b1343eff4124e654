import Type, { type Static } from 'typebox';

// PostgreSQL's text takes no NUL, so no text that we keep may carry one: refused here, at the door.
const NO_NUL = '^[^\\u0000]*$';

/** Free text with a bound. */
export const text = (maxLength: number, description?: string) =>
  Type.String({
    maxLength,
    pattern: NO_NUL,
    ...(description === undefined ? {} : { description }),
  });

/** Text that must say something. */
export const filledText = (maxLength: number, description?: string) =>
  Type.String({
    minLength: 1,
    maxLength,
    pattern: NO_NUL,
    ...(description === undefined ? {} : { description }),
  });

/** A code that people and systems type: letters, digits and . _ - / : + # and blanks inside. */
export const Code = Type.String({
  minLength: 1,
  maxLength: 64,
  pattern: '^[^\\s\\u0000-\\u001f]([^\\u0000-\\u001f]*[^\\s\\u0000-\\u001f])?$',
  description: 'A code: 1 to 64 printable characters, no blank at either end',
});

export const Timestamp = Type.String({
  format: 'date-time',
  description: 'RFC 3339, for example 2026-11-22T09:30:00Z',
});

export const CalendarDate = Type.String({ format: 'date', description: 'YYYY-MM-DD' });

export const Currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217' });

export const CountryCode = Type.String({
  pattern: '^[A-Z]{2}$',
  description: 'ISO 3166-1 alpha-2',
});

/** The largest amount taken: far below 2^53, so that sums over an order stay exact. */
export const MINOR_UNITS_MAX = 1_000_000_000_000;

export const MinorUnits = Type.Integer({
  minimum: -MINOR_UNITS_MAX,
  maximum: MINOR_UNITS_MAX,
  description: "Whole units of the currency's smallest coin",
});

export const MinorUnitsNotNegative = Type.Integer({
  minimum: 0,
  maximum: MINOR_UNITS_MAX,
  description: "Whole units of the currency's smallest coin, not negative",
});

export const Quantity = Type.Integer({ minimum: 1, maximum: 1_000_000 });

const Language = Type.String({ pattern: '^[a-z]{2}(-[A-Za-z]{2,4})?$' });

/** Names by language tag. */
export const Names = Type.Record(Language, text(200), {
  additionalProperties: false,
  description: 'Names by language, for example {"zh-CN": "龙井茶", "en": "Longjing tea"}',
});

/** Sentences by language tag. */
export const Descriptions = Type.Record(Language, text(500), {
  additionalProperties: false,
  description: 'What it is, by language',
});

export const Attributes = Type.Record(
  Type.String({ minLength: 1, maxLength: 64 }),
  Type.Unknown(),
  {
    maxProperties: 64,
    description: 'Whatever else belongs to it: personalisation, gift wishes, marks of the channel',
  },
);

export const Address = Type.Object(
  {
    name: Type.Optional(text(200)),
    company: Type.Optional(text(200)),
    lines: Type.Array(text(200), { maxItems: 6, description: 'Street and house, as on the label' }),
    district: Type.Optional(text(100)),
    city: Type.Optional(text(100)),
    regionCode: Type.Optional(text(32, 'State or province, ISO 3166-2 without the country')),
    postalCode: Type.Optional(text(32)),
    countryCode: CountryCode,
    phone: Type.Optional(text(40)),
    latitude: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
    longitude: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
  },
  { additionalProperties: false },
);
export type Address = Static<typeof Address>;
