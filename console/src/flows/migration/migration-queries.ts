import { useQuery } from '@tanstack/react-query';
import { answerOf, client } from '../../client/client.ts';
import type { FlowMigrationPage, FlowRunsMoved } from '../../client/contract.generated.d.ts';

export type RunToMove = FlowMigrationPage['items'][number];
export type Obstacle = NonNullable<RunToMove['obstacle']>;

const PAGE = 200;
/** As many as are looked at in one go; who has more moves them in several. */
const PAGES_MAX = 50;
/** As many as the server moves in one commit. */
const MOVED_MAX = 500;

/** What is asked: which version orders wait in, and which they are to go on in. */
export interface Move {
  readonly code: string;
  readonly from: number;
  readonly to: number;
}

/** What a migration would do, order by order, page after page; nothing is moved. */
export function useMigration(move: Move) {
  return useQuery({
    queryKey: ['flow-runs', 'migration', move],
    // From a version into itself nothing goes.
    enabled: move.from !== move.to,
    queryFn: async ({ signal }) => {
      const { code, from, to } = move;
      const items: RunToMove[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < PAGES_MAX; page += 1) {
        const query = { from, to, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) };
        const answer = await answerOf(
          client.GET('/v1/flows/{code}/migration', { params: { path: { code }, query }, signal }),
        );
        items.push(...answer.items);
        if (answer.nextCursor === null) return { items, isAll: true };
        cursor = answer.nextCursor;
      }
      return { items, isAll: false };
    },
  });
}

/** Lets the orders go on in the other version, so many at a time; what could not go on meanwhile is answered. */
export async function moveRuns(
  { code, from, to }: Move,
  runs: readonly string[],
): Promise<FlowRunsMoved> {
  let moved = 0;
  const unmoved: FlowRunsMoved['unmoved'][number][] = [];
  for (let at = 0; at < runs.length; at += MOVED_MAX) {
    const answer = await answerOf(
      client.POST('/v1/flows/{code}/migration', {
        params: { path: { code } },
        body: { from, to, runs: runs.slice(at, at + MOVED_MAX) },
      }),
    );
    moved += answer.moved;
    unmoved.push(...answer.unmoved);
  }
  return { moved, unmoved };
}
