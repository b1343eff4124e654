import { useTranslation } from 'react-i18next';
import type { FlowFindings } from '../../client/contract.generated.d.ts';
import { ServerProblem } from '../../client/problem.ts';
import { useEntanglement } from './use-entanglement.ts';

const SAID = [
  'second_person_needed',
  'illegal_transition',
  'version_conflict',
  'flow_not_sound',
] as const;

/** Why somebody may not approve, release or publish a flow, in the reader's words; null: as the server says it. */
export function useFlowRefusal(): (problem: Error) => string | null {
  const { t } = useTranslation('flows');
  const entangled = useEntanglement();
  return (problem) => {
    if (!(problem instanceof ServerProblem)) return null;
    const { code, facts } = problem;
    if (code === 'forbidden') {
      if (facts['scope'] === 'flows:administer') return t('refusal.technical');
      return facts['scope'] === 'flows:approve' ? t('refusal.approver') : null;
    }
    if (code === 'login_in_same_hands') {
      return entangled(facts as unknown as NonNullable<FlowFindings['entanglement']>);
    }
    const known = SAID.find((each) => each === code);
    return known === undefined ? null : t(`refusal.${known}`);
  };
}
