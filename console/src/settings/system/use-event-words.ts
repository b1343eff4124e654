import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useWord } from '../../locales/words.ts';

/** Events and their families in the reader's words. What stands on an order's page is called as there. */
export function useEventWords() {
  const { t, i18n } = useTranslation('system');
  const word = useWord();
  return useMemo(() => {
    const own = (key: string): string | null =>
      i18n.exists(key, { ns: 'system' }) ? (t as (key: string) => string)(key) : null;
    const familyName = (family: string): string =>
      own(`eventFamily.${family}`) ?? family.replaceAll('_', ' ');
    const eventName = (type: string): string =>
      own(`eventName.${type.replaceAll('.', '_')}`) ?? word('event', type);
    /** What a webhook listens to, in few words: whole families by name, of others how many. */
    const choiceWords = (types: readonly string[]): string => {
      if (types.includes('*')) return t('events.all');
      const named = types.map((type) =>
        type.endsWith('.') ? familyName(type.slice(0, -1)) : eventName(type),
      );
      const shown = named.slice(0, SHOWN_MAX).join(t('comma'));
      return named.length > SHOWN_MAX
        ? t('events.more', { shown, count: named.length - SHOWN_MAX })
        : shown;
    };
    return { familyName, eventName, choiceWords };
  }, [t, i18n, word]);
}

const SHOWN_MAX = 4;
