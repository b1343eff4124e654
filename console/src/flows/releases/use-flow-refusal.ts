import { useTranslation } from 'react-i18next';
import { ServerProblem } from '../../client/problem.ts';

const SAID = [
  'second_person_needed',
  'illegal_transition',
  'version_conflict',
  'flow_not_sound',
] as const;

/** Why somebody may not approve, release or publish a flow, in the reader's words; null: as the server says it. */
export function useFlowRefusal(): (problem: Error) => string | null {
  const { t } = useTranslation('flows');
  return (problem) => {
    if (!(problem instanceof ServerProblem)) return null;
    const { code, facts } = problem;
    if (code === 'forbidden') {
      if (facts['scope'] === 'flows:administer') return t('refusal.technical');
      return facts['scope'] === 'flows:approve' ? t('refusal.approver') : null;
    }
    const known = SAID.find((each) => each === code);
    return known === undefined ? null : t(`refusal.${known}`);
  };
}
