import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { Command } from '../../hub/index.ts';
import type { Release } from './release-record.ts';

/** Who is behind a command, as the door knows it. Without one a command has no right but to draw. */
export interface Caller {
  /** The actor itself and, for a key, whoever has made it, and whoever made that. */
  readonly actors: readonly string[];
  readonly mayApprove: boolean;
  readonly mayAdminister: boolean;
}

/** What commands carry beside what was asked. */
export interface FromCaller {
  readonly caller?: Caller | undefined;
}

const NOBODY: Omit<Caller, 'actors'> = { mayApprove: false, mayAdminister: false };

/** The caller of a command. */
export function callerOf(command: Command<FromCaller>): Caller {
  return command.body.caller ?? { ...NOBODY, actors: [command.actor] };
}

/**
 * The one place where four eyes are kept: null when this caller may say yes to a drawing of this tier by
 * these authors. Whatever lets a drawing meet orders that its tier asks a second person for comes by here.
 */
export function refuseApproval(
  { tier, authors }: Pick<Release, 'tier' | 'authors'>,
  { actors, mayApprove, mayAdminister }: Caller,
): Refusal | null {
  if (!mayApprove) {
    return refuse('forbidden', 'It takes the right to approve flows.', { scope: 'flows:approve' });
  }
  if (tier === 'technical' && !mayAdminister) return refuseTechnical();
  const person = actors.find((actor) => actor.startsWith('person/'));
  if (person === undefined || actors.length > 1) {
    return refuse('forbidden', 'A flow is approved by a person under a login, not by a key.');
  }
  if (authors.includes(person)) {
    return refuse(
      'second_person_needed',
      `${person} has changed the flow since it was last approved, and cannot approve it.`,
      { authors },
    );
  }
  return null;
}

/** What runs code or changes technical settings is for technical administrators, who draws it as who approves it. */
export function refuseTechnical(): Refusal {
  return refuse('forbidden', 'The flow has components for technical administrators only.', {
    scope: 'flows:administer',
  });
}
