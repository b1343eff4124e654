import { useTranslation } from 'react-i18next';
import { knownProblem } from './known-problem.ts';

/** Says in the reader's language what is wrong with a value; what nobody has translated stays as the server says it. */
export function useProblemText(): (message: string) => string {
  const { t } = useTranslation('settings');
  return (message) => {
    const known = knownProblem(message);
    return known === null ? message : t(`wrong.${known.name}`, { bound: known.bound });
  };
}
