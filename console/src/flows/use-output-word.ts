import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** What a way out of a step is called: those that everybody knows by a word, others by their name in blanks. */
export function useOutputWord(): (name: string) => string {
  const { t, i18n } = useTranslation('flows');
  return useCallback(
    (name) => {
      const branch = /^branch_(\d+)$/.exec(name)?.[1];
      if (branch !== undefined) return t('output.branch', { number: branch });
      const key = `output.${name}`;
      return i18n.exists(key, { ns: 'flows' })
        ? (t as (key: string) => string)(key)
        : name.replaceAll('_', ' ');
    },
    [t, i18n],
  );
}
