import { useTranslation } from 'react-i18next';

/** Jobs and commands in the reader's words; what has none is called by what it is, not by its code. */
export function useFailureWords() {
  const { t, i18n } = useTranslation('system');
  const wordOr = (key: string, otherwise: string): string =>
    i18n.exists(key, { ns: 'system' }) ? (t as (key: string) => string)(key) : otherwise;
  return {
    taskName: (task: string): string =>
      wordOr(`task.${task.replaceAll('.', '_')}`, t('failures.someTask')),
    commandName: (kind: string): string => wordOr(`command.${kind}`, t('failures.someCommand')),
  };
}
