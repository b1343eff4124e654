import { useTranslation } from 'react-i18next';
import type { words } from './words.en.ts';

type Group = keyof typeof words;

/** How the reader's language calls what automatic choices are made of. */
interface ChoiceWords {
  /** What kind of choice it is: `fulfilment.carrier`. */
  readonly kind: (kind: string) => string;
  /** By what rule it is taken, in a sentence. */
  readonly rule: (kind: string) => string;
  /** Why nothing of it can be varied. */
  readonly fixed: (kind: string) => string;
  readonly field: (kind: string, name: string) => string;
  /** The same for what a choice was asked, where that means something else than in its answer. */
  readonly asked: (kind: string, name: string) => string;
  /** A value that is one of a few names; what is no such name, such as a code, stays as it is. */
  readonly value: (field: string, value: string) => string;
}

/** The words of choices, looked up by the names that the server uses. */
export function useChoiceWords(): ChoiceWords {
  const { t, i18n } = useTranslation('choices');
  const find = (group: Group, ...names: readonly string[]): string | null => {
    const name = names.find((each) =>
      i18n.exists(`words.${group}.${each}`, { ns: 'choices', fallbackLng: [] }),
    );
    return name === undefined ? null : (t as (key: string) => string)(`words.${group}.${name}`);
  };
  const keyOf = (kind: string): string => kind.replaceAll('.', '_');
  const field = (kind: string, name: string): string =>
    find('fieldOf', `${keyOf(kind)}_${name}`) ?? find('field', name) ?? name;
  return {
    kind: (kind) => find('kind', keyOf(kind)) ?? kind,
    rule: (kind) => find('rule', keyOf(kind)) ?? '',
    fixed: (kind) => find('fixed', keyOf(kind), 'other') ?? '',
    field,
    asked: (kind, name) => find('fieldOf', `asked_${keyOf(kind)}_${name}`) ?? field(kind, name),
    value: (field, value) => {
      if (value.startsWith('person/')) return value.slice('person/'.length);
      const role = field === 'roles' ? value : /^role\/(\w+)$/.exec(value)?.[1];
      if (role !== undefined && i18n.exists(`role.${role}`, { ns: 'common' })) {
        return (t as (key: string, options: object) => string)(`role.${role}`, { ns: 'common' });
      }
      return isName(value)
        ? (find('valueOf', `${field}_${value}`) ?? find('value', value) ?? value)
        : value;
    },
  };
}

/** Names are keys of texts: nothing else is looked up. */
function isName(value: string): boolean {
  return /^[A-Za-z]\w*$/.test(value);
}
