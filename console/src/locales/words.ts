import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { words } from './words.en.ts';

/**
 * The reader's word for a name that the server uses: `word('event', 'order.placed')`. A name that has no
 * word, such as a kind of hold that somebody made up, is shown as it is, in blanks instead of signs.
 */
export function useWord(): (group: keyof typeof words, name: string) => string {
  const { t, i18n } = useTranslation('order');
  return useCallback(
    (group, name) => {
      const key = `words.${group}.${name.replaceAll('.', '_')}`;
      return i18n.exists(key, { ns: 'order' })
        ? (t as (name: string) => string)(key)
        : name.replaceAll(/[._]/g, ' ');
    },
    [t, i18n],
  );
}

/** Who or what did something, as people say it: `person/ada` is ada, `system/clock` the clock. */
export function useActor(): (actor: string) => string {
  const word = useWord();
  return (actor) => {
    const [kind = '', name = ''] = actor.split('/', 2);
    return kind === 'system' ? word('source', name === '' ? 'system' : name) : name || kind;
  };
}
