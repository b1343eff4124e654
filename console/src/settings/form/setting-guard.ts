import { answerOf, client } from '../../client/client.ts';
import { ServerProblem } from '../../client/problem.ts';

/** What a change of settings is sent with, so that it is refused when somebody else was faster. */
export interface Guard {
  readonly headers?: Readonly<Record<string, string>>;
}

/** Holds a change to a version; 0: nothing of the name is there yet. */
export function guardFor(version: number): Guard {
  return { headers: { 'if-match': `"${version}"` } };
}

/** Holds a change to the version that is there now. Ask it ahead of what is changed, and nothing is lost in between. */
export async function readGuard(name: string): Promise<Guard> {
  const answer = await answerOf(
    client.GET('/v1/settings/version', { params: { query: { name } } }),
  );
  return guardFor(answer.version);
}

/** Whether a change was refused because somebody else was faster. */
export function isOvertaken(problem: unknown): boolean {
  return problem instanceof ServerProblem && problem.code === 'precondition_failed';
}
