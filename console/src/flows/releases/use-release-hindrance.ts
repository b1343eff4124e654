import { useTranslation } from 'react-i18next';
import type { FlowReleaseView } from '../../client/contract.generated.d.ts';
import { useMay, useMe } from '../../client/session.ts';
import { useEntanglement } from './use-entanglement.ts';

/**
 * Why the reader, who may approve flows, cannot decide about this one, in words; null: nothing hinders. The server
 * keeps the rule of four eyes; here it is said before somebody tries.
 */
export function useReleaseHindrance({
  authors,
  tier,
  entanglement,
}: FlowReleaseView): string | null {
  const { t } = useTranslation('flows');
  const { actor } = useMe();
  const may = useMay();
  const entangled = useEntanglement();
  if (authors.includes(actor)) return t('refusal.second_person_needed');
  if (tier === 'technical' && !may('flows:administer')) return t('refusal.technical');
  return entanglement === null ? null : entangled(entanglement);
}
