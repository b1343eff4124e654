import type { ListedReturn } from '../client/contract.generated.d.ts';
import { isExpecting, toInspect } from './return-progress.ts';

/**
 * The return that is meant where a number belongs to several: the only one, the only one whose goods are
 * awaited, or the only one whose goods wait to be looked at. Null: none is meant more than the others.
 */
export function bestOf(
  found: readonly Pick<ListedReturn, 'id' | 'state' | 'lines'>[],
): { readonly id: string } | null {
  const only = <One>(list: readonly One[]): One | null =>
    list.length === 1 ? (list[0] ?? null) : null;
  return (
    only(found) ??
    only(found.filter(isExpecting)) ??
    only(found.filter(({ lines }) => lines.some((line) => toInspect(line) > 0)))
  );
}
