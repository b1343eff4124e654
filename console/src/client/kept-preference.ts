import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { answerOf, client } from './client.ts';

/**
 * What a person has chosen under a name, on whichever machine; undefined until it is known, and null as
 * long as nothing is chosen. `keep` shows a choice at once and sends it; a failure is handed on and what
 * the server keeps comes back.
 */
export function useKeptPreference<Document extends object>(name: string) {
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: ['preferences', name],
    queryFn: async ({ signal }) => {
      const path = { name };
      const { document } = await answerOf(
        client.GET('/v1/me/preferences/{name}', { params: { path }, signal }),
      );
      return document as Document | null;
    },
  });
  // One after the other, so that the last choice is the one that stays.
  const before = useRef<Promise<unknown>>(Promise.resolve());
  const keep = useCallback(
    async (document: Document): Promise<void> => {
      const queryKey = ['preferences', name];
      await queries.cancelQueries({ queryKey });
      queries.setQueryData(queryKey, document);
      const sent = before.current
        .catch(() => undefined)
        .then(() =>
          answerOf(
            client.PUT('/v1/me/preferences/{name}', {
              params: { path: { name } },
              body: { document: document as Record<string, unknown> },
            }),
          ),
        );
      before.current = sent;
      try {
        await sent;
      } catch (error) {
        void queries.invalidateQueries({ queryKey });
        throw error;
      }
    },
    [name, queries],
  );
  return { chosen: data, keep };
}
