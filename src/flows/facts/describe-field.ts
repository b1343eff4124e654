import type { FactField, FactType } from '../expressions/index.ts';

/** A fact that is always there, with a word on it in both languages. */
export const field = (type: FactType, en: string, zh: string): FactField => ({
  type,
  docs: { en, zh },
});

/** A fact that may be missing: `has(…)` asks. */
export const optional = (type: FactType, en: string, zh: string): FactField => ({
  ...field(type, en, zh),
  isOptional: true,
});

/** A text that is one of these. */
export const oneOf = (values: readonly string[], en: string, zh: string): FactField => ({
  ...field('string', en, zh),
  values,
});
