import Type, { type Static } from 'typebox';
import { Timestamp } from './shared.ts';

/** Most bytes that a preference takes as JSON in UTF-8. */
export const PREFERENCE_BYTES_MAX = 32_768;
/** Most preferences that somebody keeps. */
export const PREFERENCES_MAX = 64;

export const PreferenceName = Type.String({
  minLength: 1,
  maxLength: 64,
  pattern: '^[a-z][a-z0-9.-]*$',
  description: 'What chooses it, for example orders: small letters, digits, dots and hyphens',
});

const Document = Type.Record(Type.String({ maxLength: 200 }), Type.Unknown(), {
  description: `Whatever the screen keeps; at most ${PREFERENCE_BYTES_MAX} bytes as JSON`,
});

export const PutPreference = Type.Object(
  { document: Document },
  { additionalProperties: false, $id: 'PutPreference' },
);
export type PutPreference = Static<typeof PutPreference>;

/** What somebody has chosen under a name. */
export const Preference = Type.Object(
  {
    name: PreferenceName,
    document: Type.Union([Document, Type.Null()], { description: 'Null: nothing is chosen' }),
    changedAt: Type.Union([Timestamp, Type.Null()]),
  },
  { additionalProperties: false, $id: 'Preference' },
);
export type Preference = Static<typeof Preference>;
