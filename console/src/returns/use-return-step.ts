import { useQueryClient } from '@tanstack/react-query';
import { answerOf } from '../client/client.ts';
import type { ListedReturn } from '../client/contract.generated.d.ts';

/**
 * Carries out a step with a return. Afterwards, and also when it was refused, the return is read again:
 * somebody else may have been faster, and the event may take a moment.
 */
export function useReturnStep({ id, orderId }: Pick<ListedReturn, 'id' | 'orderId'>) {
  const queries = useQueryClient();
  return async <Data extends object>(call: Parameters<typeof answerOf<Data>>[0]): Promise<Data> => {
    try {
      return await answerOf(call);
    } finally {
      void queries.invalidateQueries({ queryKey: ['return', id] });
      void queries.invalidateQueries({ queryKey: ['order', orderId] });
      void queries.invalidateQueries({ queryKey: ['returns'] });
    }
  };
}
