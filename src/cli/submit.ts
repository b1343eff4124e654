import { requestHashOf, type Command, type Hub } from '../hub/index.ts';
import { machineClock } from '../kernel/clock.ts';
import type { IdSource } from '../kernel/ids.ts';
import type { Problem } from '../../contracts/errors.ts';
import { CommandRefused } from './command-line.ts';

/** A command of the command line's own: whoever can run it owns the data folder or has its address. */
export function localCommand(ids: IdSource, kind: string, body: unknown): Command {
  const id = ids.uuid().replaceAll('-', '');
  return {
    id: ids.uuid(),
    kind,
    body,
    key: null,
    requestHash: requestHashOf(kind, body),
    actor: 'system/command-line',
    trace: `00-${id}-${id.slice(16)}-01`,
    isTraceFresh: true,
    receivedAt: machineClock.now(),
  };
}

/**
 * Carries out a command and answers its body.
 * @throws CommandRefused with the sentence of the refusal
 */
export async function submitLocally<Body>(
  hub: Hub,
  ids: IdSource,
  kind: string,
  body: unknown,
): Promise<Body> {
  const answer = await hub.submit(localCommand(ids, kind, body));
  if (answer.status < 400) return JSON.parse(answer.body) as Body;
  const { detail, mend } = JSON.parse(answer.body) as Problem;
  throw new CommandRefused(`${detail} ${mend}`, 1);
}
