import type { FlowReleaseView } from '../../client/contract.generated.d.ts';
import { useMay, useMe } from '../../client/session.ts';

/**
 * Why the reader, who may approve flows, cannot decide about this one; null: nothing hinders. The server keeps
 * the rule of four eyes; here it is said before somebody tries.
 */
export function useReleaseHindrance({
  authors,
  tier,
}: FlowReleaseView): 'second_person_needed' | 'technical' | null {
  const { actor } = useMe();
  const may = useMay();
  if (authors.includes(actor)) return 'second_person_needed';
  return tier === 'technical' && !may('flows:administer') ? 'technical' : null;
}
