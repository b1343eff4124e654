import type { QueryClient } from '@tanstack/react-query';
import { answerOf, client } from '../client/client.ts';

/** Under which name it is kept how far somebody has come with the start. */
export const START_PREFERENCE = 'start';

/** What is kept of the start. */
export interface StartDocument {
  /** True: left; it comes back only when it is called. */
  readonly isOver: boolean;
  /** Which of the things to try were tried. */
  readonly tried: readonly string[];
}

/** True until somebody has left the start once. What cannot be asked keeps nobody from the console. */
export async function isFirstStart(queries: QueryClient): Promise<boolean> {
  try {
    const document = await queries.query({
      queryKey: ['preferences', START_PREFERENCE],
      queryFn: async () => {
        const path = { name: START_PREFERENCE };
        const kept = await answerOf(client.GET('/v1/me/preferences/{name}', { params: { path } }));
        return kept.document as StartDocument | null;
      },
    });
    return document?.isOver !== true;
  } catch {
    return false;
  }
}
