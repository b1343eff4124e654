import { useCallback } from 'react';
import { useWords } from '../form/use-words.ts';
import type { WeightName } from './rules-difference.ts';

/** A weight in words: a factor as ×1.5, a charge as money. */
export function useWeightText(): (name: WeightName, value: number, currency: string) => string {
  const words = useWords();
  return useCallback(
    (name, value, currency) =>
      name.endsWith('Factor')
        ? `×${new Intl.NumberFormat(words.language, { maximumFractionDigits: 3 }).format(value)}`
        : words.money(value, currency),
    [words],
  );
}
